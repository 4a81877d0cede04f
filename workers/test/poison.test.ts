import { describe, expect, test } from 'vitest'
import { CustomersTooLarge } from '../../engine/store/errors.ts'
import { CUSTOMER_BYTES } from '../../engine/store/port.ts'
import { end, happened, HOUR, journeyOf, mail, MINUTE, onEvent, type Reference, START } from '../faults/reference.ts'
import { simulate, type Weather } from '../faults/simulate.ts'

const welcome = journeyOf(
  'welcome',
  [
    onEvent('Signed Up'),
    mail('hello'),
    { id: 'later', type: 'wait', config: { for: 'PT1H' } },
    mail('again'),
    end('done'),
  ],
  { exits: [{ id: 'upset', when: { event: 'Complained' } }] },
)

/** From some instant on, whatever asks for ada's history breaks: no step fails, the turn does. */
const broken: Weather = {
  bend: (rt) => ({
    ...rt,
    catalog: {
      ...rt.catalog,
      async env(facts) {
        const history = (id: string) => {
          if (id === 'ada' && rt.clock.now() > START + 5 * MINUTE) throw new Error('the history cannot be read')
          return facts.history(id)
        }
        return rt.catalog.env({ ...facts, history })
      },
    },
  }),
}

const poisoned: Reference = {
  name: 'poison',
  journeys: [welcome],
  customers: [{ id: 'ada' }, { id: 'ben' }],
  acts: [
    happened(0, 'ada', 'Signed Up'),
    happened(0, 'ben', 'Signed Up'),
    happened(10 * MINUTE, 'ada', 'Looked'),
    { at: 20 * MINUTE, act: 'opt-out', customerId: 'ada', channel: 'email', topic: 'news' },
    happened(30 * MINUTE, 'ada', 'Visited'),
  ],
  until: 12 * HOUR,
}

describe('a customer whose turn throws', () => {
  test('is parked with the reason, and does not come back', async () => {
    const { end: result, trace, violations } = await simulate(poisoned, broken)
    const ada = result.customers.find(({ id }) => id === 'ada')
    expect(ada?.enrollments.map((e) => [e.journeyId, e.status, e.parked?.code])).toEqual([
      ['welcome', 'parked', 'turn-error'],
    ])
    expect(ada?.enrollments[0]?.parked?.detail).toMatch(/cannot be read/)
    expect(result.pending).toEqual([])
    // At most once in each process that met it: nobody tries again every few seconds.
    expect(violations.filter((line) => line.startsWith('error')).length).toBeLessThanOrEqual(3)
    expect(trace.length).toBeLessThan(400)
  })

  test('keeps what was said about them: an opt-out counts', async () => {
    const { end: result } = await simulate(poisoned, broken)
    expect(result.customers.find(({ id }) => id === 'ada')?.consent).toEqual({ email: [] })
  })

  test('does not hold up the others of the batch', async () => {
    const { end: result } = await simulate(poisoned, broken)
    const ben = result.customers.find(({ id }) => id === 'ben')
    expect(ben?.enrollments.map((e) => e.status)).toEqual(['completed'])
    expect(result.ledger.filter((row) => row.customerId === 'ben').map((row) => row.status)).toEqual([
      'accepted',
      'accepted',
    ])
  })
})

describe('a customer who has grown too large to be stored', () => {
  const MOST = 12_000
  const hoard = journeyOf('hoard', [
    {
      id: 'start',
      type: 'entry',
      config: { trigger: { type: 'event', event: 'Bought' }, reentry: { policy: 'always', key: 'event.order' } },
    },
    { id: 'later', type: 'wait', config: { for: 'P1D' } },
    end('done'),
  ])
  const grown: Reference = {
    name: 'grown',
    journeys: [welcome, hoard],
    customers: [{ id: 'ada' }, { id: 'ben' }],
    acts: [
      ...Array.from({ length: 40 }, (_, n) => happened(n, 'ada', 'Bought', { order: n })),
      happened(40, 'ben', 'Signed Up'),
      happened(40, 'ada', 'Signed Up'),
      { at: 20 * MINUTE, act: 'opt-out', customerId: 'ada', channel: 'email', topic: 'news' },
    ],
    until: 12 * HOUR,
  }
  const narrow: Weather = {
    bendStore: (store) => ({
      ...store,
      customers: {
        ...store.customers,
        async save(customers, most = CUSTOMER_BYTES.usual) {
          const large = customers.filter((customer) => JSON.stringify(customer).length > MOST)
          if (large.length > 0 && most < CUSTOMER_BYTES.ever)
            throw new CustomersTooLarge(new Set(large.map(({ id }) => id)), MOST)
          return store.customers.save(customers)
        },
      },
    }),
  }

  test('is set aside, keeps what was said about them, and holds up nobody', async () => {
    const { end: result } = await simulate(grown, narrow)
    const [ada, ben] = ['ada', 'ben'].map((id) => result.customers.find((customer) => customer.id === id))
    expect(ada?.enrollments.map((e) => e.status).filter((status) => status === 'parked')).not.toEqual([])
    expect(ada?.enrollments.find((e) => e.parked)?.parked).toMatchObject({
      code: 'turn-error',
      detail: expect.stringContaining('one customer'),
    })
    expect(ada?.consent).toEqual({ email: [] })
    expect(result.pending).toEqual([])
    expect(ben?.enrollments.map((e) => e.status)).toEqual(['completed'])
    expect(result.ledger.filter((row) => row.customerId === 'ben').map((row) => row.status)).toEqual([
      'accepted',
      'accepted',
    ])
  })
})

describe('a customer with more events than one turn takes', () => {
  const EVENTS = 1_000
  const count = journeyOf('count', [
    onEvent('Ping', 'always'),
    { id: 'add', type: 'update', config: { increment: { pings: 1 } } },
    end('done'),
  ])
  const hot: Reference = {
    name: 'hot',
    journeys: [welcome, count],
    customers: [{ id: 'ada' }, { id: 'ben' }],
    acts: [
      {
        at: 0,
        act: 'report',
        reports: Array.from({ length: EVENTS }, (_, n) => ({
          id: `ping-${n}`,
          customerId: 'ada',
          body: { kind: 'event', name: 'Ping', properties: {}, timestamp: START },
        })),
      },
      happened(1, 'ben', 'Signed Up'),
    ],
    until: HOUR / 2,
  }

  test('has all of them applied, each once, turn after turn', async () => {
    const { end: result, violations } = await simulate(hot, { prompt: true })
    expect(violations).toEqual([])
    expect(result.pending).toEqual([])
    expect(result.customers.find(({ id }) => id === 'ada')?.traits['pings']).toBe(EVENTS)
    expect(result.ledger.map((row) => [row.customerId, row.status])).toEqual([['ben', 'accepted']])
  })
})
