import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileVersion } from '../../compile/index.ts'
import { countEnrollment, emptyCounts } from '../../counts/index.ts'
import type { Env } from '../../env.ts'
import type { Journey } from '../../model/journey.ts'
import { createBehaviour, delayOf } from '../behaviour.ts'
import {
  assume,
  assumePopulation,
  chanceOf,
  countsAt,
  countsOf,
  createEnv,
  customerBefore,
  goalsOf,
  joinRecordings,
  liveThrough,
  messagesByStep,
  messagesPerDay,
  type Recording,
  simulateCustomer,
  simulatePopulation,
  type SimulationSetup,
  timelineOf,
  totalsAt,
  visitsAt,
} from '../index.ts'
import { DAY, lifecycle, registry, setupOf, START } from './shop.ts'

const run = (setup: SimulationSetup, from?: number, to?: number): Recording => {
  const simulation = simulatePopulation(setup, from, to)
  for (;;) {
    const step = simulation.next()
    if (step.done) return step.value
  }
}
const sum = (numbers: Iterable<number>): number => [...numbers].reduce((a, b) => a + b, 0)

describe('a simulated population', () => {
  const setup = setupOf(200)
  const recording = run(setup)
  const timeline = timelineOf(recording)

  it('counts what the engine counts', () => {
    const counts = emptyCounts([lifecycle])
    for (let i = 0; i < 200; i += 1)
      for (const e of simulateCustomer(setup, i).customer.enrollments) countEnrollment(counts, e)
    expect(countsOf(recording, timeline, lifecycle)).toEqual(counts)
    expect(counts.entered).toBe(200)
    expect(counts.holdout).toBeGreaterThan(5)
  })

  it('adds up at every instant', () => {
    for (let day = 0; day <= 90; day += 3) {
      const counts = countsAt(timeline, START + day * DAY)
      for (const step of Object.values(counts)) {
        expect(step.arrived).toBe(step.waiting + step.exited + sum(Object.values(step.paths)))
        expect(step.waiting).toBeGreaterThanOrEqual(0)
      }
      const active = sum(Object.values(counts).map((step) => step.waiting))
      const standing = lifecycle.steps.flatMap((step) => visitsAt(recording, `lifecycle/${step.id}`, START + day * DAY))
      expect(standing).toHaveLength(active)
      const { entered, ...parts } = totalsAt(timeline, 'lifecycle', START + day * DAY)
      expect(entered).toBe(sum(Object.values(parts)))
      expect(parts.active).toBe(active)
    }
  })

  it('is the same again, whoever does the work', () => {
    const joined = joinRecordings([run(setup, 0, 70), run(setup, 70, 71), run(setup, 71)])
    expect(joined).toEqual(recording)
    expect(run(setupOf(200, 2))).not.toEqual(recording)
  })

  it('lives the lives that the same deeds lead to without a simulation', () => {
    const env = createEnv(setup)
    for (let i = 0; i < 40; i += 1) {
      const life = simulateCustomer(setup, i)
      const before = customerBefore(setup, i)
      const { provider } = createBehaviour(before.id, { ...setup, env })
      const plain = liveThrough(before, life.deeds, setup.until, env, provider)
      expect(plain).toEqual({ customer: life.customer, items: life.items, turns: life.turns })
    }
  })

  it('sends in nobody’s quiet hours and to nobody who did not agree', () => {
    const per = messagesByStep(recording).find(({ step }) => step === 'lifecycle/welcome')
    expect(per?.reasons['no-consent']).toBeGreaterThan(0)
    expect(sum(Object.values(per?.statuses ?? {}))).toBe(
      countsAt(timeline, recording.until)['lifecycle/welcome']?.arrived,
    )
    for (let i = 0; i < 60; i += 1) {
      const { customer, items } = simulateCustomer(setup, i)
      const hour = new Intl.DateTimeFormat('en', {
        hour: 'numeric',
        hourCycle: 'h23',
        timeZone: customer.timeZone ?? 'UTC',
      })
      for (const item of items) {
        if (item.type !== 'interaction' || item.row.status !== 'accepted') continue
        const at = Number(hour.format(item.row.sentAt as number))
        expect(at >= 8 && at < 21).toBe(true)
      }
    }
  })

  it('says what went out on which day, and what goals were reached', () => {
    const days = messagesPerDay(recording)
    const sent = sum(days.flatMap((day) => Object.values(day.byChannel)))
    expect(sent).toBe(sum(messagesByStep(recording).map(({ statuses }) => statuses['accepted'] ?? 0)))
    const [order] = goalsOf(recording, lifecycle)
    expect(order?.reached).toBeGreaterThan(20)
    expect((order?.value ?? 0) / (order?.reached ?? 1)).toBeGreaterThan(15)
  })
})

describe('caps of the workspace', () => {
  const plain = setupOf(60)
  const under = (over: 'defer' | 'drop'): Recording =>
    run({ ...plain, workspace: { ...plain.workspace, caps: [{ max: 1, per: 'P30D', channel: 'email', over }] } })
  const reasons = (recording: Recording): number =>
    sum(messagesByStep(recording).map((sums) => sums.reasons['workspace-cap'] ?? 0))

  it('hold in a simulation as they do for customers, and say so', () => {
    expect(reasons(run(plain))).toBe(0)
    expect(reasons(under('drop'))).toBeGreaterThan(0)
    const yearly = { ...plain, workspace: { ...plain.workspace, caps: [{ max: 1, per: 'P1Y', channel: 'email' }] } }
    for (let at = 0; at < 60; at += 1) {
      const { sent } = simulateCustomer(yearly, at).customer
      expect(sent.filter(({ channel }) => channel === 'email').length).toBeLessThanOrEqual(1)
    }
  })

  it('that defer move messages and lose none', () => {
    const of = (recording: Recording, status: string): number =>
      sum(messagesByStep(recording).map(({ statuses }) => statuses[status] ?? 0))
    const deferred = under('defer')
    expect(of(deferred, 'suppressed')).toBeLessThanOrEqual(of(run(plain), 'suppressed'))
    expect(of(deferred, 'accepted')).toBeLessThan(of(run(plain), 'accepted'))
  })
})

describe('assumptions', () => {
  const shares = fc.record({ delivered: share(), opened: share(), clicked: share() })

  it('hold within what chance allows', () => {
    fc.assert(
      fc.property(shares, fc.integer({ min: 1, max: 1_000 }), (assumed, seed) => {
        const setup = setupOf(400, seed, 20)
        const welcome = setup.assumptions.messages['lifecycle/welcome']
        Object.assign(welcome ?? {}, assumed)
        const figures = messagesByStep(run(setup)).find(({ step }) => step === 'lifecycle/welcome')
        const { accepted = 0, failed = 0 } = figures?.statuses ?? {}
        near(accepted / (accepted + failed), assumed.delivered, accepted + failed)
        near((figures?.opened ?? 0) / accepted, Math.max(assumed.opened, assumed.clicked), accepted)
        near((figures?.clicked ?? 0) / accepted, assumed.clicked, accepted)
      }),
      { numRuns: 8, seed: 1 },
    )
  })

  it('change only what rests on them', () => {
    const setup = setupOf(100)
    const before = run(setup)
    const welcome = setup.assumptions.messages['lifecycle/back']
    Object.assign(welcome ?? {}, { opened: 0.9 })
    const after = run(setup)
    expect(after.visits).toEqual(before.visits)
    expect(after.messages).not.toEqual(before.messages)
  })

  it.each([
    ['half within', { halfWithin: 1_000_000 }, 0.5, 1_000_000],
    ['evenly', { evenly: 1_000_000 }, 0.25, 250_000],
    ['never at once', { evenly: 1_000_000 }, 0, 1_000],
  ])('delay %s', (_name, delay, chance, expected) => {
    expect(delayOf(delay, chance)).toBe(expected)
  })

  it('are guessed from what a journey asks for', () => {
    const journey: Journey = {
      format: 1,
      id: 'j',
      name: 'J',
      steps: [
        {
          id: 'in',
          type: 'entry',
          config: {
            trigger: {
              type: 'event',
              event: 'Order Completed',
              where: {
                all: [
                  { field: 'event.first', op: 'eq', value: true },
                  { field: 'event.items', op: 'gt', value: 2 },
                ],
              },
            },
            where: { field: 'customer.plan', op: 'in', value: ['pro', 'team'] },
          },
        },
        { id: 'api', type: 'entry', config: { trigger: { type: 'api' } } },
        {
          id: 'again',
          type: 'wait-for',
          config: { branches: [{ path: 'bought', event: 'Order Completed' }], timeout: 'P30D' },
        },
      ],
      edges: [
        { from: 'in', path: 'next', to: 'again' },
        { from: 'api', path: 'next', to: 'again' },
      ],
      goals: [{ id: 'g', event: 'Order Completed', value: 'event.revenue' }],
    }
    const version = compileVersion(journey, 1, registry)
    expect(assume([version]).deeds).toMatchObject([
      {
        id: 'do Order Completed',
        after: { kind: 'start' },
        share: 1,
        does: {
          properties: { first: { always: true }, items: { between: [3, 152] }, revenue: { between: [15, 120] } },
        },
      },
      { id: 'enter j', does: { kind: 'enter', journey: 'j' } },
      { id: 'do Order Completed later', after: { kind: 'event', event: 'Order Completed' }, share: 0.35 },
    ])
    expect(assumePopulation([version], []).traits).toEqual({ plan: { oneOf: ['pro', 'team', null] } })
  })
})

describe('chance', () => {
  it('is uniform and independent of who asked before', () => {
    const draws = Array.from({ length: 20_000 }, (_, i) => chanceOf(7, `customer-${i}`, 'opened'))
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const share = draws.filter((draw) => draw >= tenth / 10 && draw < (tenth + 1) / 10).length / draws.length
      expect(Math.abs(share - 0.1)).toBeLessThan(0.01)
    }
    const pairs = draws.slice(1).filter((draw, i) => draw < 0.5 && (draws[i] as number) < 0.5).length
    expect(Math.abs(pairs / draws.length - 0.25)).toBeLessThan(0.015)
    expect(chanceOf(1, 'a', 'bc')).not.toBe(chanceOf(1, 'ab', 'c'))
  })
})

describe('customers of the workspace', () => {
  it('take part as they are', () => {
    const known = [
      {
        id: 'mei',
        traits: { country: 'DE' },
        tags: [],
        timeZone: 'Asia/Shanghai',
        stage: null,
        consent: {},
        suppressed: {},
      },
    ]
    const setup: SimulationSetup = { ...setupOf(1), customers: { known } }
    const { customer } = simulateCustomer(setup, 0)
    expect(customer.id).toBe('mei')
    expect(customer.enrollments).toHaveLength(1)
    expect(messagesByStep(run(setup)).every(({ statuses }) => statuses['accepted'] === undefined)).toBe(true)
  })

  it('never run out of coupons, as pools are shared', () => {
    const facts: Env['facts'] = createEnv(setupOf(1)).facts
    expect(facts.code('a')).toMatch(/^SIM-[A-Z2-7]{8}$/)
    expect(facts.code('a')).not.toBe(facts.code('b'))
  })
})

function share() {
  return fc.double({ min: 0.1, max: 1, noNaN: true })
}

/** Five standard errors: wrong once in millions, and a seed repeats. */
function near(actual: number, expected: number, n: number): void {
  const error = Math.sqrt((expected * (1 - expected)) / n) * 5 + 0.001
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(error)
}
