import type { Problem, Severity } from '../model/problem.ts'
import { pointerOf, valueAt } from './pointer.ts'
import { shorten } from '../shorten.ts'

/** What is being checked, for sentences and step ids. */
export interface Source {
  kind: 'journey' | 'condition' | 'segment' | 'template' | 'pool' | 'scenario' | 'step'
  value: unknown
}

/** How a sentence speaks of one place in a document. */
export interface Place {
  /** What the place lies in: `Step "later"`, `Goal "second"`, `The journey`. */
  owner: string
  /** The place below its owner, e.g. `config.branches[0].when`; empty = the owner itself. */
  field: string
  /** Both: `"config.for" of step "later"`. Begins a sentence. */
  name: string
  /** Id of the step it lies in, or that its edge comes from. */
  step: string | null
}

/** A problem at a place; the sentence is told by the place's name. */
export function problemAt(
  source: Source,
  path: readonly PropertyKey[],
  code: string,
  tell: (place: Place) => string,
  severity: Severity = 'error',
): Problem {
  const place = placeOf(source, path)
  const problem: Problem = { code, message: tell(place), pointer: pointerOf(path), severity }
  return place.step === null ? problem : { ...problem, step: place.step }
}

export function placeOf(source: Source, path: readonly PropertyKey[]): Place {
  const [list, index] = path
  const listed = source.kind === 'journey' && typeof index === 'number' && typeof list === 'string'
  const kind = listed ? KINDS[list] : undefined
  if (kind === undefined) return named(`The ${source.kind}`, fieldText(path), null)
  const item = valueAt(source.value, path.slice(0, 2))
  const id = valueAt(item, [list === 'edges' ? 'from' : 'id'])
  const step = (list === 'steps' || list === 'edges') && typeof id === 'string' ? id : null
  return named(kind(item, index as number), fieldText(path.slice(2)), step)
}

const KINDS: Record<string, (item: unknown, index: number) => string> = {
  steps: byId('Step'),
  goals: byId('Goal'),
  exits: byId('Exit'),
  edges: (item, index) => {
    const [from, path] = [valueAt(item, ['from']), valueAt(item, ['path'])]
    return typeof from === 'string' && typeof path === 'string'
      ? `The edge from "${from}" by "${path}"`
      : `Edge number ${index + 1}`
  },
}

function byId(kind: string): (item: unknown, index: number) => string {
  return (item, index) => {
    const id = valueAt(item, ['id'])
    return typeof id === 'string' ? `${kind} "${shorten(id, 80)}"` : `${kind} number ${index + 1}`
  }
}

function named(owner: string, field: string, step: string | null): Place {
  return { owner, field, step, name: field === '' ? owner : `"${field}" of ${lowerFirst(owner)}` }
}

/** `config.branches[0].when` */
function fieldText(path: readonly PropertyKey[]): string {
  return path
    .map((key, at) => (typeof key === 'number' ? `[${key}]` : `${at === 0 ? '' : '.'}${shorten(String(key), 80)}`))
    .join('')
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
