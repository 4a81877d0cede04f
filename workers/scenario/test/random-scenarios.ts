import fc from 'fast-check'
import type { JsonObject } from '../../../engine/core/model/json.ts'
import { type Drawn, entry, journey, step } from './building.ts'

const EVENTS = ['A', 'B', 'C', 'Go']
const CUSTOMERS = ['c0', 'c1', 'c2', 'c3']

interface Kind {
  type: string
  config: JsonObject
  paths: string[]
}

/** Kinds of steps and their paths; what a path leads to is drawn separately. */
const kinds: fc.Arbitrary<Kind> = fc.oneof<fc.Arbitrary<Kind>[]>(
  fc
    .constantFrom('PT1H', 'P1D', 'P3D', 'PT0S')
    .map((time) => ({ type: 'wait', config: { for: time }, paths: ['next'] })),
  fc.constant({ type: 'wait', config: { until: '2026-03-05T09:00', ifPast: 'path' }, paths: ['next', 'past'] }),
  fc.record({ event: fc.constantFrom(...EVENTS), since: fc.boolean() }).map(({ event, since }) => ({
    type: 'wait-for',
    config: {
      branches: [
        { path: 'yes', event },
        { path: 'hot', condition: { field: 'customer.n', op: 'gt', value: 3 } },
      ],
      timeout: 'P2D',
      counts: since ? 'since-entry' : 'after-arrival',
    },
    paths: ['yes', 'hot', 'timeout'],
  })),
  fc.constant({
    type: 'branch',
    config: { branches: [{ path: 'yes', when: { event: 'A', within: 'P2D' } }] },
    paths: ['yes', 'else'],
  }),
  fc.constant({
    type: 'split',
    config: {
      arms: [
        { path: 'a', weight: 1 },
        { path: 'b', weight: 2 },
      ],
    },
    paths: ['a', 'b'],
  }),
  fc.record({ capped: fc.boolean(), idempotent: fc.boolean() }).map(({ capped, idempotent }) => ({
    type: 'send',
    config: {
      channel: 'email',
      topic: 'news',
      content: { subject: 'Hi', text: 'Hi' },
      idempotent,
      ...(capped ? { cap: { max: 1, per: 'P1D' } } : {}),
    },
    paths: ['next', 'suppressed', 'failed'],
  })),
  fc.constant({ type: 'update', config: { increment: { n: 1 }, addTags: ['t'] }, paths: ['next'] }),
  fc.constantFrom('use', 'win-back').map((to) => ({ type: 'stage', config: { to }, paths: ['next'] })),
  fc.constantFrom('B', 'C').map((event) => ({ type: 'track', config: { event }, paths: ['next'] })),
  fc.constant({ type: 'points', config: { spend: 5, reason: 'x' }, paths: ['next', 'insufficient'] }),
  fc.constant({ type: 'exit', config: { reason: 'done' }, paths: [] }),
)

/**
 * Journeys whose lines lead to any later step, or back to a wait that time ends: every cycle waits. Steps nobody
 * reaches are left out.
 */
export const journeys: fc.Arbitrary<JsonObject> = fc
  .record({
    drawn: fc.array(kinds, { minLength: 2, maxLength: 12 }),
    targets: fc.array(fc.option(fc.nat(1_000), { freq: 5 }), { minLength: 48, maxLength: 48 }),
    policy: fc.constantFrom('never', 'after-exit', 'always'),
    key: fc.boolean(),
    exit: fc.boolean(),
    goal: fc.option(fc.boolean()),
    holdout: fc.constantFrom(0, 0, 50),
  })
  .map(({ drawn, targets, policy, key, exit, goal, holdout }) => {
    const backTo = drawn.flatMap(({ type, config }, at) =>
      type === 'wait' && config['for'] !== undefined && config['for'] !== 'PT0S' ? [at] : [],
    )
    let line = 0
    const steps = drawn.map(({ type, config, paths }, at): Drawn => {
      const places = [...drawn.keys()].filter((other) => other > at || backTo.includes(other))
      const to = paths.map((path): [string, string | null] => {
        const target = targets[line++ % targets.length] ?? null
        const place = target === null || places.length === 0 ? undefined : places[target % places.length]
        return [path, place === undefined ? null : `s${place}`]
      })
      return step(`s${at}`, type, config, Object.fromEntries(to))
    })
    const reentry = { policy, ...(key ? { key: 'event.k' } : {}) }
    const start = entry('start', { type: 'event', event: 'Go' }, { reentry }, { next: 's0' })
    return journey(reachable([start, ...steps]), {
      ...(exit ? { exits: [{ id: 'x', event: 'C' }] } : {}),
      ...(goal === null ? {} : { goals: [{ id: 'g', event: 'B', exitOnGoal: goal, within: 'P5D' }] }),
      ...(holdout > 0 ? { holdout: { percent: holdout } } : {}),
    })
  })

/** What happens to four customers in ten days, with workers that die now and then and a provider in all moods. */
export const timelines: fc.Arbitrary<JsonObject[]> = fc
  .array(
    fc.record({
      hour: fc.nat(240),
      what: fc.oneof(
        { weight: 10, arbitrary: happening() },
        { weight: 1, arbitrary: fc.constantFrom('pause', 'resume').map((kind) => ({ [kind]: { journey: 'j' } })) },
        {
          weight: 1,
          arbitrary: fc
            .constantFrom('after-commit', 'after-claim', 'after-send')
            .map((at) => ({ restart: { at, downFor: 'PT3H', lose: ['queue'] } })),
        },
        {
          weight: 1,
          arbitrary: fc
            .constantFrom('accept', 'reject', 'timeout', 'refuse')
            .map((answer) => ({ provider: { email: { answer } } })),
        },
      ),
    }),
    { maxLength: 40 },
  )
  .map((items) =>
    onlySensiblePauses(
      items.sort((a, b) => a.hour - b.hour).map(({ hour, what }) => ({ at: `+PT${hour}H`, ...what }) as JsonObject),
    ),
  )

export const scenarioOf = (drawn: JsonObject, timeline: JsonObject[]): JsonObject => ({
  start: '2026-03-02T09:00:00Z',
  until: '+P20D',
  journeys: [drawn],
  customers: CUSTOMERS.slice(0, 3).map((id, i) => ({ id, consent: { email: i === 0 ? [] : ['news'] }, points: 8 })),
  timeline,
})

/** The same, and after five days another journey takes over, with everybody on some steps moved to some of its steps. */
export const takenOver = (drawn: JsonObject, next: JsonObject, seed: number, timeline: JsonObject[]): JsonObject => {
  const ids = (version: JsonObject): string[] =>
    (version['steps'] as { id: string }[]).map(({ id }) => id).filter((id) => id !== 'start')
  const targets = ids(next)
  const pairs = ids(drawn).flatMap((id, at) =>
    (seed + at) % 3 === 0 ? [] : [[id, targets[(seed * 7 + at) % targets.length] as string]],
  )
  const move: JsonObject = Object.fromEntries(pairs)
  const [before, after] = [
    timeline.filter((item) => hourOf(item) <= 120),
    timeline.filter((item) => hourOf(item) > 120),
  ]
  return scenarioOf(drawn, [...before, { at: '+PT120H', publish: { journey: next, move } }, ...after])
}

const hourOf = (item: JsonObject): number => Number(String(item['at']).slice(3, -1))

function happening(): fc.Arbitrary<JsonObject> {
  const customerId = fc.constantFrom(...CUSTOMERS)
  return fc.oneof(
    fc
      .record({ customerId, name: fc.constantFrom(...EVENTS, 'Go', 'Go'), k: fc.constantFrom(1, 2) })
      .map(({ customerId, name, k }) => ({ event: { customerId, name, properties: { k } } })),
    fc.record({ customerId, n: fc.nat(6) }).map(({ customerId, n }) => ({ identify: { customerId, traits: { n } } })),
    fc
      .record({ customerId, allowed: fc.boolean() })
      .map(({ customerId, allowed }) => ({ consent: { customerId, channel: 'email', topic: 'news', allowed } })),
    customerId.map((customerId) => ({ remove: { customerId, journey: 'j' } })),
  )
}

/** A journey can be paused while it is live, and resumed while it is paused; in the end it is live. */
function onlySensiblePauses(items: JsonObject[]): JsonObject[] {
  let paused = false
  const sensible = items.filter((item) => {
    if (!('pause' in item) && !('resume' in item)) return true
    const fits = 'pause' in item ? !paused : paused
    if (fits) paused = !paused
    return fits
  })
  return paused ? [...sensible, { at: '+PT241H', resume: { journey: 'j' } }] : sensible
}

function reachable(steps: Drawn[]): Drawn[] {
  const byId = new Map(steps.map((drawn) => [drawn.id, drawn]))
  const seen = new Set<string>()
  const open = ['start']
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    const drawn = byId.get(id)
    for (const target of Object.values(drawn?.to ?? {})) if (target !== null) open.push(target)
  }
  return steps.filter((drawn) => seen.has(drawn.id))
}
