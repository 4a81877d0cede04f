import type { Env } from '../env.ts'
import type { Interaction } from '../model/interaction.ts'
import type { Enrollment } from '../model/enrollment.ts'
import type { Input, InputBody, InputOf } from '../model/input.ts'
import type { Json, JsonObject } from '../model/json.ts'
import { categoryOf, SCALES, type SurveyKind } from '../steps/survey-scale.ts'
import { valueAt } from '../turn/scope.ts'
import type { Assumptions, Deed, DeedAssumption, Guess, MessageAssumption, Occasion } from './assumptions.ts'
import { chanceOf, pickBy } from './chance.ts'
import type { Provider, Respond } from './live-through.ts'
import { isContact } from './contact.ts'

export interface Behaviour {
  provider: Provider
  respond: Respond
}

interface World {
  env: Env
  assumptions: Assumptions
  seed: number
  /** Later deeds are not thought of; epoch milliseconds. */
  until: number
}

/** Deeds set off deeds; nobody does more than this in one simulation. */
const MAX_DEEDS = 1_000

/**
 * How one simulated customer reacts, as assumed: a function of the seed and of what happens to them. It remembers what
 * it has reacted to, so every life needs its own.
 */
export function createBehaviour(customerId: string, { assumptions, seed, until, env }: World): Behaviour {
  const entered = new Set<string>()
  let begun = false
  let deeds = 0
  const chance = (...words: string[]): number => chanceOf(seed, customerId, ...words)

  function assumedOf(row: Pick<Interaction, 'journeyId' | 'step'>): MessageAssumption | undefined {
    return assumptions.messages[`${row.journeyId}/${row.step}`]
  }

  function input(at: number, body: InputBody): Input {
    deeds += 1
    return { ...body, id: `sim-${customerId}-${deeds}`, customerId, acceptedAt: at, ordinal: deeds }
  }

  /** @param carried what deeds take over from the event or passage they follow */
  function act(occasion: (after: Occasion) => boolean, key: string, now: number, carried: JsonObject = {}): Input[] {
    const acts: Input[] = []
    for (const deed of assumptions.deeds) {
      if (!occasion(deed.after) || chance(deed.id, key, 'does') >= deed.share || deeds >= MAX_DEEDS) continue
      const at = now + delayOf(deed.delay, chance(deed.id, key, 'when'))
      if (at > until) continue
      const fresh = `${customerId}-${deeds + 1}`
      const guess = (name: string): number => chance(deed.id, key, name)
      acts.push(input(at, bodyOf(deed.does, at, guess, { carried, fresh })))
    }
    return acts
  }

  function reactTo(row: Interaction, now: number, carried: JsonObject): Input[] {
    if (row.status !== 'accepted' && row.status !== 'unknown') return []
    const step = `${row.journeyId}/${row.step}`
    const after = (outcome: string) => (occasion: Occasion) =>
      occasion.kind === 'message' && occasion.step === step && occasion.outcome === outcome
    const assumed = assumedOf(row)
    const inputs = act(after('sent'), row.id, now, carried)
    if (!assumed) return inputs
    const happens = (share: number, what: string): boolean => chance(row.id, what) < share
    const soon = (what: string): number => now + delayOf(assumed, chance(row.id, what, 'when'))
    const answer = answerOf(row, assumed, chance(row.id, 'answer'), env)
    if (answer && happens(assumed.answered, 'answered'))
      inputs.push(input(soon('answered'), { ...answer, interactionId: row.id }))
    // One throw decides both: whoever clicks has opened.
    const draw = chance(row.id, 'opened')
    if (draw >= Math.max(assumed.opened, assumed.clicked) || !isContact(row.channel)) return inputs
    const at = soon('opened')
    const outcome = draw < assumed.clicked ? 'clicked' : 'opened'
    inputs.push(
      input(at, { kind: 'outcome', outcome, interactionId: row.id }),
      ...act(after('opened'), row.id, at, carried),
    )
    if (outcome === 'clicked') inputs.push(...act(after('clicked'), row.id, at, carried))
    return inputs
  }

  return {
    provider(send) {
      const assumed = assumedOf(send)
      const isLost = assumed !== undefined && chance(send.id, String(send.attempts), 'delivered') >= assumed.delivered
      return isLost ? { answer: 'reject', detail: 'assumed-undeliverable' } : { answer: 'accept' }
    },
    respond({ customer, items, now }) {
      const inputs: Input[] = []
      if (!begun) inputs.push(...act((after) => after.kind === 'start', 'start', now))
      begun = true
      for (const e of customer.enrollments) {
        if (entered.has(e.id)) continue
        entered.add(e.id)
        inputs.push(...act((after) => after.kind === 'entered' && after.journey === e.journeyId, e.id, now, brought(e)))
      }
      for (const item of items) {
        if (item.type === 'interaction') {
          const e = customer.enrollments.find(({ id }) => id === item.row.enrollmentId)
          inputs.push(...reactTo(item.row, now, e === undefined ? {} : brought(e)))
        } else if (item.type === 'input' && item.input.kind === 'event') inputs.push(...followUps(item.input, now))
      }
      // What the customer does later may lead to more: planned now, as deeds are known ahead.
      for (let i = 0; i < inputs.length; i += 1) {
        const done = inputs[i] as Input
        if (done.kind === 'event') inputs.push(...followUps(done, done.acceptedAt))
      }
      return inputs
    },
  }

  function followUps({ name, id, properties }: InputOf<'event'>, at: number): Input[] {
    return act((after) => after.kind === 'event' && after.event === name, id, at, properties)
  }
}

/** Half of the chances lie within `halfWithin`, three quarters within twice that; never at the same instant. */
export function delayOf(delay: DeedAssumption['delay'] | MessageAssumption, chance: number): number {
  const span = 'evenly' in delay ? chance * delay.evenly : -Math.log2(1 - chance) * delay.halfWithin
  return Math.max(1_000, Math.round(span / 1_000) * 1_000)
}

interface Carrying {
  carried: JsonObject
  /** A value that nothing has had before. */
  fresh: string
}

function bodyOf(deed: Deed, at: number, chance: (name: string) => number, carrying: Carrying): InputBody {
  switch (deed.kind) {
    case 'event': {
      const properties = guessAll(deed.properties, at, chance, carrying)
      return { kind: 'event', name: deed.event, properties, timestamp: at, source: 'simulation' }
    }
    case 'enter':
      return { kind: 'enter', journey: deed.journey, data: guessAll(deed.data, at, chance, carrying) }
    case 'stage':
      return { kind: 'stage', to: deed.to }
  }
}

function guessAll(
  guesses: Record<string, Guess>,
  at: number,
  chance: (name: string) => number,
  { carried, fresh }: Carrying,
): JsonObject {
  const values: JsonObject = {}
  for (const [path, guess] of Object.entries(guesses)) {
    setPath(values, path, 'carry' in guess ? (valueAt(carried, path) ?? fresh) : guessOf(guess, chance(path), at))
  }
  return values
}

/** @param around the instant that days are counted from; epoch milliseconds */
export function guessOf(guess: Guess, chance: number, around: number): Json {
  if ('always' in guess) return guess.always
  if ('oneOf' in guess) return pickBy(chance, guess.oneOf) ?? null
  if ('carry' in guess) return null
  const [from, to] = 'days' in guess ? guess.days : guess.between
  const drawn = from + Math.floor(chance * (to - from + 1))
  return 'days' in guess ? new Date(around + drawn * 86_400_000).toISOString().slice(0, 10) : drawn
}

/** Sets a value inside a value; null leaves it out: for conditions that is "not known". */
export function setPath(values: JsonObject, path: string, value: Json): void {
  if (value === null) return
  const names = path.split('.')
  let place = values
  for (const name of names.slice(0, -1)) {
    const inner = place[name]
    const isObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner)
    place = (isObject ? inner : (place[name] = {})) as JsonObject
  }
  place[names.at(-1) as string] = value
}

/** What the passage began with. */
const brought = (e: Enrollment): JsonObject => ('event' in e.entry ? e.entry.event.properties : e.entry.data)

type Reply = { kind: 'answer'; value: Json } | { kind: 'task'; done: boolean }

/** What can be answered: a survey with one of its values, a task by being done. */
function answerOf(row: Interaction, { answers }: MessageAssumption, chance: number, env: Env): Reply | null {
  if (row.channel === 'task') return { kind: 'task', done: true }
  const step = env.version(row.journeyId, row.version)?.steps.get(row.step)
  if (step?.type !== 'survey') return null
  const { kind } = step.config as { kind: SurveyKind }
  const total = answers[0] + answers[1] + answers[2]
  const place = chance * total
  const index = place < answers[0] ? 0 : place < answers[0] + answers[1] ? 1 : 2
  const category = SCALES[kind].categories[index] ?? null
  const values = SCALES[kind].values.filter((value) => categoryOf(kind, value) === category)
  return { kind: 'answer', value: pickBy((place * 1_000) % 1, values) ?? null }
}
