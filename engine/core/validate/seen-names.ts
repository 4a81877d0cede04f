import type { Goal, Journey, Step } from '../model/journey.ts'
import type { Json } from '../model/json.ts'
import type { SeenNames } from '../model/names.ts'
import { variablesOf } from '../text/index.ts'
import { nearestOf } from './nearest.ts'
import type { Path, Report } from './report.ts'

/** A name that a journey uses: of a trait, of a property of an event, or of an event. */
interface Use {
  of: 'customer' | 'event' | 'events' | 'score'
  name: string
  /** What it is written after: `customer.`, `event.`, `entry.` or nothing. */
  root: string
  path: Path
}

/** What every customer has in conditions and texts. */
const OWN = ['id', 'stage', 'timeZone']

/**
 * Warns of a name under which nothing has come in, where one that did come in is nearly the same: what asks for it would
 * never hold, and nobody would be told. Any other new name may be meant. Scores come from nowhere so far.
 */
export function checkNames(journey: Journey, seen: SeenNames | undefined, report: Report): void {
  if (seen === undefined) return
  const uses = [...usesOf(journey)]
  for (const { of, name, path } of uses) {
    if (of !== 'score') continue
    const message = `Nobody scores customers yet, so "score.${name}" is missing for everybody; ask for something else.`
    report.warning(path, 'never-true', message)
  }
  if (seen.full) return
  const nearest = {
    score: () => null,
    customer: nearestOf([...OWN, ...below('customer', seen.fields), ...journey.steps.flatMap(written)]),
    event: nearestOf(below('event', seen.fields)),
    events: nearestOf([...seen.events, ...journey.steps.flatMap(tracked)]),
  }
  for (const { of, name, root, path } of uses) {
    const meant = nearest[of](name)
    if (meant === null) continue
    const what = of === 'events' ? 'No event named' : 'No value named'
    report.warning(path, 'unseen-name', `${what} "${root}${name}" has come in yet; did you mean "${root}${meant}"?`)
  }
}

const below = (root: string, fields: readonly string[]): string[] =>
  fields.flatMap((field) => (field.startsWith(`${root}.`) ? [field.slice(root.length + 1)] : []))

function* usesOf({ steps, goals = [], exits = [] }: Journey): Generator<Use> {
  for (const [at, { type, config }] of steps.entries()) {
    const { event, ...rest } = config
    yield* usesIn(type === 'track' ? rest : config, ['steps', at, 'config'])
  }
  for (const [at, goal] of goals.entries()) yield* usesOfGoal(goal, ['goals', at])
  for (const [at, { where, when, event }] of exits.entries())
    yield* usesIn({ where, when, event } as Json, ['exits', at])
}

function* usesOfGoal({ where, when, event, value }: Goal, path: Path): Generator<Use> {
  yield* usesIn({ where, when, event } as Json, path)
  if (value !== undefined) yield* fieldUse(value, [...path, 'value'])
}

/** Conditions, triggers and texts name things under the same keys wherever they stand. */
function* usesIn(value: Json | undefined, path: Path): Generator<Use> {
  if (typeof value === 'string') {
    for (const name of variablesOf(value)) yield* fieldUse(name.replace(/\[.*/, ''), path)
  } else if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) yield* usesIn(item, [...path, at])
  } else if (value !== null && typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) {
      if (typeof item === 'string' && key === 'event')
        yield { of: 'events', name: item, root: '', path: [...path, key] }
      else if (typeof item === 'string' && (key === 'field' || key === 'valueField'))
        yield* fieldUse(item, [...path, key])
      else yield* usesIn(item, [...path, key])
    }
  }
}

/** `entry.x` is `event.x` of what let the customer in; under other roots, and after a `$`, nothing comes in from outside. */
function* fieldUse(field: string, path: Path): Generator<Use> {
  const [root = '', ...keys] = field.split('.')
  const name = keys.join('.')
  if (name === '' || name.startsWith('$')) return
  if (root === 'score') yield { of: 'score', name, root: 'score.', path }
  if (root === 'customer') yield { of: 'customer', name, root: 'customer.', path }
  if (root === 'event' || root === 'entry') yield { of: 'event', name, root: `${root}.`, path }
}

/** Traits that a step writes itself. */
const written = ({ type, config: { set, increment } }: Step): string[] =>
  type === 'update' ? [...keysOf(set), ...keysOf(increment)] : []

const keysOf = (value: Json | undefined): string[] =>
  value !== null && typeof value === 'object' ? Object.keys(value) : []

/** The event that a step tells itself. */
const tracked = ({ type, config: { event } }: Step): string[] =>
  type === 'track' && typeof event === 'string' ? [event] : []
