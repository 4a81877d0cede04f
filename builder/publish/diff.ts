import type { Edge, Journey, Step } from '../../engine/core/model/journey.ts'
import type { Tone } from '../canvas/context.ts'
import { sameJson } from './equal.ts'

/** One difference between two versions of a journey. Places on the canvas are none. */
export type Change =
  | { kind: 'added'; step: Step }
  | { kind: 'removed'; step: Step }
  | { kind: 'changed'; before: Step; after: Step }
  | { kind: 'rewired'; step: Step; path: string; before: Step | null; after: Step | null }
  | { kind: 'setting'; name: (typeof SETTINGS)[number]; before: unknown; after: unknown }

const SETTINGS = [
  'name',
  'description',
  'timeZone',
  'quietHours',
  'holdout',
  'priority',
  'goals',
  'exits',
  'tags',
] as const

/** What differs, steps first in their order; `before` null = everything is new. */
export function diffJourneys(before: Journey | null, after: Journey): Change[] {
  const old = new Map((before?.steps ?? []).map((step) => [step.id, step]))
  const next = new Map(after.steps.map((step) => [step.id, step]))
  const changes: Change[] = []
  for (const step of after.steps) {
    const known = old.get(step.id)
    if (known === undefined) changes.push({ kind: 'added', step })
    else if (!sameJson(bodyOf(known), bodyOf(step))) changes.push({ kind: 'changed', before: known, after: step })
  }
  for (const step of before?.steps ?? []) if (!next.has(step.id)) changes.push({ kind: 'removed', step })
  for (const step of after.steps) {
    const known = old.get(step.id)
    if (known === undefined) continue
    const [was, is] = [waysOf(step.id, before?.edges ?? []), waysOf(step.id, after.edges)]
    for (const path of new Set([...was.keys(), ...is.keys()])) {
      const [from, to] = [was.get(path), is.get(path)]
      if (from === to) continue
      changes.push({
        kind: 'rewired',
        step,
        path,
        before: old.get(from ?? '') ?? null,
        after: next.get(to ?? '') ?? null,
      })
    }
  }
  for (const name of SETTINGS) {
    if (before !== null && !sameJson(before[name], after[name]))
      changes.push({ kind: 'setting', name, before: before[name], after: after[name] })
  }
  return changes
}

/** Both versions in one drawing: the new one, and what it no longer has. */
export function overlayOf(before: Journey | null, after: Journey): { journey: Journey; tones: Record<string, Tone> } {
  const changes = diffJourneys(before, after)
  const tones: Record<string, Tone> = {}
  const removed = changes.flatMap((change) => (change.kind === 'removed' ? [change.step] : []))
  if (before !== null) {
    for (const change of changes) {
      if (change.kind === 'added') tones[change.step.id] = 'added'
      else if (change.kind === 'removed') tones[change.step.id] = 'removed'
      else if (change.kind === 'changed') tones[change.after.id] = 'changed'
    }
  }
  const has = (edges: readonly Edge[], edge: Edge): boolean => edges.some((other) => idOf(other) === idOf(edge))
  const gone = (before?.edges ?? []).filter((edge) => !has(after.edges, edge))
  for (const edge of gone) tones[idOf(edge)] = 'removed'
  if (before !== null) for (const edge of after.edges) if (!has(before.edges, edge)) tones[idOf(edge)] = 'added'
  return { journey: { ...after, steps: [...after.steps, ...removed], edges: [...after.edges, ...gone] }, tones }
}

const idOf = ({ from, path, to }: Edge): string => `${from} ${path} ${to}`

const waysOf = (step: string, edges: readonly Edge[]): Map<string, string> =>
  new Map(edges.filter(({ from }) => from === step).map(({ path, to }) => [path, to]))

function bodyOf({ position: _, ...body }: Step): Omit<Step, 'position'> {
  return body
}
