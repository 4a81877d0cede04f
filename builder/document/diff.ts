import type { Edge, Journey } from '../../engine/core/model/journey.ts'
import type { Label } from './history.ts'

type Step = Journey['steps'][number]

/** How the page speaks of steps and of what they are made of. */
export interface DiffWords {
  name(step: Step): string
  does(step: Step): string
  stage(step: Step): string
  path(step: Step, path: string): string
  /** Settings of a step, by their keys. */
  fields(step: Step, keys: readonly string[]): string
  /** Settings of the journey, by their keys. */
  settings(keys: readonly string[]): string
}

/** What two versions of a journey differ in, as text keys with values. */
export function differences(mine: Journey, theirs: Journey, wordsOf: DiffWords): Label[] {
  const [ours, others] = [byId(mine), byId(theirs)]
  const list: Label[] = []
  let moved = 0
  for (const step of mine.steps) {
    const other = others.get(step.id)
    if (other === undefined) list.push({ key: 'stepAdded', values: { name: wordsOf.name(step) } })
    else if (differ(contentOf(step), contentOf(other))) list.push(...stepDifferences(step, other, wordsOf))
    else if (differ(step.position, other.position)) moved++
  }
  for (const step of theirs.steps) {
    if (!ours.has(step.id)) list.push({ key: 'stepRemoved', values: { name: wordsOf.name(step) } })
  }
  const named = (id: string): string => {
    const step = ours.get(id) ?? others.get(id)
    return step === undefined ? id : wordsOf.name(step)
  }
  const pathIn = (id: string, path: string): string => {
    const step = ours.get(id) ?? others.get(id)
    return step === undefined ? path : wordsOf.path(step, path)
  }
  const line = (key: string, { from, path, to }: Edge): Label => ({
    key,
    values: { from: named(from), path: pathIn(from, path), to: named(to) },
  })
  list.push(...without(mine.edges, theirs.edges).map((edge) => line('lineAdded', edge)))
  list.push(...without(theirs.edges, mine.edges).map((edge) => line('lineRemoved', edge)))
  const notes = notesThatDiffer(mine, theirs)
  if (notes > 0) list.push({ key: 'notes', values: { count: notes } })
  const keys = settingsThatDiffer(mine, theirs)
  if (keys.length > 0) list.push({ key: 'settings', values: { keys: wordsOf.settings(keys) } })
  if (moved > 0) list.push({ key: 'stepMoved', values: { count: moved } })
  return list
}

/** Whatever differs is said: two sentences that are the same would be no help. */
function stepDifferences(mine: Step, theirs: Step, wordsOf: DiffWords): Label[] {
  const list: Label[] = []
  const name = wordsOf.name(mine)
  const say = (key: string, of: (step: Step) => string): void => {
    const values = { name, mine: of(mine), theirs: of(theirs) }
    if (values.mine !== values.theirs) list.push({ key, values })
  }
  say('stepRenamed', wordsOf.name)
  say('stepStage', wordsOf.stage)
  say('stepChanged', wordsOf.does)
  if (wordsOf.does(mine) !== wordsOf.does(theirs)) return list
  const keys = Object.keys({ ...mine.config, ...theirs.config }).filter((key) =>
    differ(mine.config[key], theirs.config[key]),
  )
  if (keys.length > 0) list.push({ key: 'stepFields', values: { name, fields: wordsOf.fields(mine, keys) } })
  return list
}

const byId = ({ steps }: Journey) => new Map(steps.map((step) => [step.id, step]))

const contentOf = ({ position: _, ...rest }: Step) => rest

const without = (edges: readonly Edge[], others: readonly Edge[]): Edge[] =>
  edges.filter((a) => !others.some((b) => a.from === b.from && a.path === b.path && a.to === b.to))

function notesThatDiffer(mine: Journey, theirs: Journey): number {
  const [ours, others] = [mine, theirs].map(({ notes }) => new Map(notes?.map((note) => [note.id, note])))
  return [...new Set([...(ours?.keys() ?? []), ...(others?.keys() ?? [])])].filter((id) =>
    differ(ours?.get(id), others?.get(id)),
  ).length
}

function settingsThatDiffer(mine: Journey, theirs: Journey): string[] {
  const { steps: _s, edges: _e, notes: _n, ...a } = mine
  const { steps: _t, edges: _f, notes: _o, ...b } = theirs
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].filter((key) => differ(a[key as keyof typeof a], b[key as keyof typeof b]))
}

/** Order of keys does not count. */
function differ(a: unknown, b: unknown): boolean {
  if (a === b) return false
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return true
  if (Array.isArray(a) !== Array.isArray(b)) return true
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].some((key) => differ((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
}

export const isSameJourney = (a: Journey, b: Journey): boolean => !differ(a, b)
