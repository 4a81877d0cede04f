import { canonical } from '../../../engine/core/hash.ts'
import type { Input, InputOf } from '../../../engine/core/model/input.ts'
import type { InputStore } from '../../../engine/store/port.ts'

interface Row {
  input: Input
  storedAt: number
  pending: boolean
}

const inOrder = (a: Row, b: Row): number => a.input.acceptedAt - b.input.acceptedAt || a.input.ordinal - b.input.ordinal
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

/** Accepted inputs in memory. */
export function createModelInputs(now: () => number): InputStore & { earliest(): number | null } {
  const rows = new Map<string, Row>()
  const all = (): Row[] => [...rows.values()].sort(inOrder)
  const pendingOf = (customerId: string): Input[] =>
    all().flatMap(({ input, pending }) => (pending && input.customerId === customerId ? [copy(input)] : []))

  return {
    earliest() {
      let at: number | null = null
      for (const row of rows.values()) if (row.pending && (at === null || row.storedAt < at)) at = row.storedAt
      return at
    },
    async append(inputs) {
      return inputs.map((input) => {
        const known = rows.get(input.id)
        if (known) return content(known.input) === content(input) ? 'duplicate' : 'conflict'
        rows.set(input.id, { input: copy(input), storedAt: now(), pending: true })
        return 'new'
      })
    },
    async record(inputs) {
      return inputs.flatMap((input, i) => {
        if (rows.has(input.id)) return [i]
        rows.set(input.id, { input: copy(input), storedAt: now(), pending: false })
        return []
      })
    },
    async pending(customerIds, limit = 200) {
      const found = customerIds.map((id) => [id, pendingOf(id).slice(0, limit)] as const)
      return new Map(found.filter(([, inputs]) => inputs.length > 0))
    },
    async markApplied(ids) {
      for (const id of ids) {
        const row = rows.get(id)
        if (row) row.pending = false
      }
    },
    async stale(at, limit) {
      const waiting = all().filter(({ input, pending }) => pending && input.acceptedAt < at)
      return [...new Set(waiting.map(({ input }) => input.customerId))].slice(0, limit)
    },
    async history(customerIds) {
      const events = all().flatMap(({ input }) => (input.kind === 'event' ? [copy(input)] : []))
      return new Map(customerIds.map((id) => [id, events.filter((event) => event.customerId === id).map(toEvent)]))
    },
    timeline: async (customerId) => ({
      items: all()
        .map(({ input }) => input)
        .filter((input) => input.customerId === customerId)
        .reverse(),
      next: null,
    }),
  }
}

const toEvent = ({ id, name, properties, timestamp, acceptedAt, ordinal }: InputOf<'event'>) => ({
  id,
  name,
  properties,
  timestamp,
  acceptedAt,
  ordinal,
})

/** What was said, without what acceptance added. */
function content({ acceptedAt, ordinal: _, ...said }: Input): string {
  return canonical(said.kind === 'event' && said.timestamp === acceptedAt ? { ...said, timestamp: null } : said)
}
