import type { Channel, Message } from '../../engine/channels/index.ts'
import type { Customer } from '../../engine/core/model/customer.ts'
import type { Store } from '../../engine/store/port.ts'
import { isFinal } from '../../engine/core/turn/index.ts'
import type { Runtime } from '../runtime.ts'
import type { Weather } from './simulate.ts'

/** A defect of one line, as somebody might make it some day. The suite must find every one of them. */
export interface Planted {
  defect: string
  weather: () => Pick<Weather, 'bend' | 'bendStore'>
}

type Parts = Pick<Store, 'customers' | 'inputs' | 'interactions' | 'journeys' | 'records' | 'claims' | 'settings'>

/** Replaces methods of a store and keeps the others. */
function store(change: (store: Store) => { [K in keyof Parts]?: Partial<Parts[K]> }): Planted['weather'] {
  return () => ({
    bendStore: (real) => {
      const bent: Store = { ...real }
      for (const [part, methods] of Object.entries(change(real)))
        Object.assign(bent, { [part]: { ...real[part as keyof Parts], ...methods } })
      return bent
    },
  })
}

/** Bends what is saved of each customer. */
const saving = (bend: (customer: Customer) => Customer): Planted['weather'] =>
  store(({ customers }) => ({
    customers: { save: (given) => customers.save(given.map((customer) => bend(structuredClone(customer)))) },
  }))

const loading = (bend: (customer: Customer) => void): Planted['weather'] =>
  store(({ customers }) => ({
    customers: {
      async load(ids) {
        const found = await customers.load(ids)
        found.forEach(bend)
        return found
      },
    },
  }))

const runtime =
  (bend: (rt: Runtime) => Partial<Runtime>): Planted['weather'] =>
  () => ({ bend: (rt) => ({ ...rt, ...bend(rt) }) })

const messages = (bend: (message: Message, attempt: number) => Message): Planted['weather'] => {
  const attempts = new Map<string, number>()
  return channels((channel) => ({
    ...channel,
    send(message) {
      const attempt = (attempts.get(message.interactionId) ?? 0) + 1
      attempts.set(message.interactionId, attempt)
      return channel.send(bend(message, attempt))
    },
  }))
}

const channels = (bend: (channel: Channel) => Channel): Planted['weather'] =>
  runtime((rt) => ({ channels: new Map([...rt.channels].map(([name, channel]) => [name, bend(channel)])) }))

/** Says nothing of what it does not do. */
const nothing = async (): Promise<void> => {}

export const planted: readonly Planted[] = [
  {
    defect: 'a save does not compare revisions',
    weather: store(({ customers }) => ({
      customers: {
        async save(given) {
          const stored = await customers.load(given.map(({ id }) => id))
          return customers.save(given.map((customer) => ({ ...customer, rev: stored.get(customer.id)?.rev ?? 0 })))
        },
      },
    })),
  },
  {
    defect: 'a lost compare-and-set counts as won',
    weather: store(({ customers }) => ({
      customers: { save: async (given) => (await customers.save(given), new Set()) },
    })),
  },
  {
    defect: 'a save that was done is taken for lost',
    weather: () => ({
      bend: (rt) => ({
        ...rt,
        store: {
          ...rt.store,
          customers: {
            ...rt.store.customers,
            save: async (given) => (await rt.store.customers.save(given), new Set(given.map(({ id }) => id))),
          },
        },
      }),
    }),
  },
  { defect: 'the claim is stored only after the bytes have left', weather: () => lateClaims() },
  {
    defect: 'inputs are read before customers',
    weather: runtime((rt) => ({ store: { ...rt.store, ...readInputsFirst(rt.store) } })),
  },
  {
    defect: 'inputs are marked as applied when they are read',
    weather: store(({ inputs }) => ({
      inputs: {
        async pending(ids, limit) {
          const found = await inputs.pending(ids, limit)
          await inputs.markApplied([...found.values()].flat().map(({ id }) => id))
          return found
        },
      },
    })),
  },
  { defect: 'inputs are never marked as applied', weather: store(() => ({ inputs: { markApplied: nothing } })) },
  { defect: 'the list of applied inputs is not kept', weather: saving((customer) => ({ ...customer, applied: [] })) },
  {
    defect: 'an input whose id is known is stored again',
    weather: store(({ inputs }) => {
      let n = 0
      return {
        inputs: {
          append: (given) => inputs.append(given.map((input) => ({ ...input, id: `${input.id}-${(n += 1)}` }))),
        },
      }
    }),
  },
  { defect: 'the sweeper sees no overdue customers', weather: store(() => ({ customers: { due: async () => [] } })) },
  { defect: 'the sweeper sees no forgotten inputs', weather: store(() => ({ inputs: { stale: async () => [] } })) },
  {
    defect: 'broadcasts are not carried on',
    weather: runtime((rt) => ({
      store: {
        ...rt.store,
        journeys: {
          ...rt.store.journeys,
          list: async () => (await rt.store.journeys.list()).map((record) => ({ ...record, broadcast: null })),
        },
      },
    })),
  },
  {
    defect: 'a broadcast moves on before its batch is done',
    weather: runtime((rt) => ({
      store: { ...rt.store, customers: { ...rt.store.customers, scan: async () => [] } },
    })),
  },
  {
    defect: 'claims never run out',
    weather: saving((customer) => {
      for (const send of customer.sends) if (send.status === 'sending') send.deadline = Number.MAX_SAFE_INTEGER
      return customer
    }),
  },
  {
    defect: 'an unknown message is repeated where nobody knows keys',
    weather: loading((customer) => {
      for (const send of customer.sends) send.idempotent = true
    }),
  },
  {
    defect: 'a lost answer counts as not sent',
    weather: channels((channel) => ({
      ...channel,
      async send(message) {
        const answer = await channel.send(message)
        return answer.answer === 'timeout' ? { ...answer, answer: 'refuse' } : answer
      },
    })),
  },
  {
    defect: 'a lost answer counts as sent',
    weather: channels((channel) => ({
      ...channel,
      async send(message) {
        const answer = await channel.send(message)
        return answer.answer === 'timeout' || answer.answer === 'refuse' ? { answer: 'accept' } : answer
      },
    })),
  },
  {
    defect: 'every attempt has a key of its own',
    weather: messages((message, attempt) => ({ ...message, idempotencyKey: `${message.idempotencyKey}-${attempt}` })),
  },
  {
    defect: 'every attempt is rendered anew',
    weather: messages((message, attempt) => ({
      ...message,
      content: { ...message.content, text: `attempt ${attempt}` },
    })),
  },
  {
    defect: 'timers run when their hint comes, not when they are due',
    weather: runtime((rt) => ({ due: () => rt.clock.now() + 60_000 })),
  },
  { defect: 'the age of the gate is not looked at', weather: runtime(() => ({ stopwatch: () => () => 0 })) },
  {
    defect: 'an opt-out is answered before it counts',
    weather: () => ({
      bend: (rt, process) =>
        process !== 'api'
          ? rt
          : {
              ...rt,
              store: {
                ...rt.store,
                inputs: { ...rt.store.inputs, pending: async () => new Map() },
                customers: { ...rt.store.customers, load: async () => new Map() },
              },
            },
    }),
  },
  {
    defect: 'messages count for caps when they are accepted, not when they are claimed',
    weather: saving((customer) => ({
      ...customer,
      sent: customer.sent.filter(
        ({ id }) => !customer.sends.some((send) => send.id === id && send.status === 'sending'),
      ),
    })),
  },
  {
    defect: 'a message that may have been accepted gives its place under a cap away until it is repeated',
    weather: saving((customer) => ({
      ...customer,
      sent: customer.sent.filter(
        ({ id }) => !customer.sends.some((send) => send.id === id && send.status === 'planned'),
      ),
    })),
  },
  {
    defect: 'the caps of the workspace are not read',
    weather: store(({ settings }) => ({
      settings: { workspace: async () => ({ ...(await settings.workspace()), caps: [] }) },
    })),
  },
  {
    defect: 'slots of messages that went out are not given back',
    weather: runtime((rt) => ({ providers: { ...rt.providers, release: () => {} } })),
  },
  {
    defect: 'the time-out of a wait for events is lost',
    weather: saving((customer) => {
      for (const e of customer.enrollments) if (e.waiting?.inputs) e.waiting.dueAt = null
      return customer
    }),
  },
  { defect: 'nobody is woken by time', weather: saving((customer) => ({ ...customer, wakeAt: null })) },
  {
    defect: 'what came during a pause is dropped',
    weather: saving((customer) => {
      for (const e of customer.enrollments) e.held = []
      return { ...customer, heldEntries: [] }
    }),
  },
  {
    defect: 'the ledger forgets final rows',
    weather: store(({ interactions }) => ({
      interactions: { upsert: (rows) => interactions.upsert(rows.filter((row) => !isFinal(row.status))) },
    })),
  },
  {
    defect: 'the outbox is cleared and not handed off',
    weather: store(() => ({ records: { refused: nothing, points: nothing } })),
  },
  {
    defect: 'a code is issued anew each time it is asked for',
    weather: store(({ claims }) => {
      let n = 0
      return {
        claims: { code: (pool, claimId, customerId) => claims.code(pool, `${claimId}-${(n += 1)}`, customerId) },
      }
    }),
  },
  {
    defect: 'a place in an entry limit is taken anew each time',
    weather: store(({ claims }) => {
      let n = 0
      return { claims: { place: (counter, claimId, max) => claims.place(counter, `${claimId}-${(n += 1)}`, max) } }
    }),
  },
  {
    defect: 'workers never look at the catalogue again',
    weather: store(({ journeys }) => ({ journeys: { catalogRev: async () => 1, list: once(journeys.list) } })),
  },
  { defect: 'a version goes live before it is stored', weather: () => hastyVersions() },
]

/** Pretends that claims are stored, and stores them when the ledger hears of the answer. */
function lateClaims(): Pick<Weather, 'bendStore'> {
  return {
    bendStore: (real) => {
      const kept: Customer[] = []
      const claims = (customer: Customer): boolean => customer.sends.some((send) => send.status === 'sending')
      return {
        ...real,
        customers: {
          ...real.customers,
          async save(given) {
            kept.push(...given.filter(claims))
            return real.customers.save(given.filter((customer) => !claims(customer)))
          },
        },
        interactions: {
          ...real.interactions,
          async upsert(rows) {
            if (rows.some((row) => isFinal(row.status))) await real.customers.save(kept.splice(0))
            return real.interactions.upsert(rows)
          },
        },
      }
    },
  }
}

function readInputsFirst(real: Store): Pick<Store, 'customers' | 'inputs'> {
  const read = new Map<string, Awaited<ReturnType<Store['inputs']['pending']>>>()
  return {
    customers: {
      ...real.customers,
      async load(ids) {
        read.set([...ids].join(), await real.inputs.pending(ids))
        return real.customers.load(ids)
      },
    },
    inputs: {
      ...real.inputs,
      pending: async (ids, limit) => read.get([...ids].join()) ?? real.inputs.pending(ids, limit),
    },
  }
}

function hastyVersions(): Pick<Weather, 'bendStore'> {
  return {
    bendStore: (real) => {
      const waiting: Parameters<Store['journeys']['insertVersion']>[0][] = []
      return {
        ...real,
        journeys: {
          ...real.journeys,
          insertVersion: async (version) => void waiting.push(version),
          async touchCatalog() {
            for (const version of waiting.splice(0)) await real.journeys.insertVersion(version)
            await real.journeys.touchCatalog()
          },
        },
      }
    },
  }
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let first: Promise<T> | null = null
  return () => (first ??= read())
}
