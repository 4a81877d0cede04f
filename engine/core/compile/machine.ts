import { type AnyStateMachine, createMachine } from 'xstate'
import type { Journey } from '../model/journey.ts'
import type { CompiledStep } from './version.ts'

/**
 * States that are not steps. Their names begin with a sign that no step id may hold. A customer who has not come in is
 * `$outside`; the other three are final.
 */
export const OUTSIDE = '$outside'
export const COMPLETED = '$completed'
export const EXITED = '$exited'
export const FAILED = '$failed'

/** Event names of the machine; the prefix keeps a path called `end` apart from the end. */
export const pathEvent = (path: string): string => `path.${escapeStar(path)}`
export const enterEvent = (step: string): string => `enter.${step}`
export const exitEvent = (exit: string): string => `exit.${exit}`
export const goalEvent = (goal: string): string => `goal.${goal}`
/** A step ended the enrollment by itself; an operator gave it up. */
export const END_EVENT = 'end'
export const FAIL_EVENT = 'fail'

/**
 * The journey as an XState machine: one state per step, one event per path, and at the root what may happen wherever
 * the customer stands. It has no guards, actors or timers: a step decides on a path, and the engine keeps the time.
 */
export function createJourneyMachine(journey: Journey, steps: ReadonlyMap<string, CompiledStep>): AnyStateMachine {
  const targets = targetsOf(journey)
  const stepStates = [...steps.values()].map((step) => [step.id, { on: transitionsOf(step, targets) }] as const)
  const entries = [...steps.values()].filter((step) => step.definition.group === 'entry')
  const goals = (journey.goals ?? []).filter((goal) => goal.exitOnGoal === true)
  return createMachine({
    id: journey.id,
    initial: OUTSIDE,
    states: {
      [OUTSIDE]: { on: Object.fromEntries(entries.map(({ id }) => [enterEvent(id), id])) },
      ...Object.fromEntries(stepStates),
      [COMPLETED]: { type: 'final' },
      [EXITED]: { type: 'final' },
      [FAILED]: { type: 'final' },
    },
    on: {
      ...Object.fromEntries((journey.exits ?? []).map(({ id }) => [exitEvent(id), `.${EXITED}`])),
      ...Object.fromEntries(goals.map(({ id }) => [goalEvent(id), `.${EXITED}`])),
      [END_EVENT]: `.${COMPLETED}`,
      [FAIL_EVENT]: `.${FAILED}`,
    },
  })
}

/** A path may be called `*`, which XState would take to mean every path. */
const escapeStar = (path: string): string => path.replaceAll('%', '%25').replaceAll('*', '%2A')

type Targets = ReadonlyMap<string, ReadonlyMap<string, string>>

function targetsOf(journey: Journey): Targets {
  const targets = new Map(journey.steps.map((step) => [step.id, new Map<string, string>()]))
  for (const { from, path, to } of journey.edges) targets.get(from)?.set(path, to)
  return targets
}

function transitionsOf(step: CompiledStep, targets: Targets): Record<string, string> {
  const own = targets.get(step.id) ?? new Map<string, string>()
  const entries = step.paths.map((path) => [pathEvent(path), targetOf(path, own, step.definition.fallbacks)] as const)
  return Object.fromEntries(entries)
}

/** Where a path leads: along its own edge, else where the path leads that it falls back to, else to the end. */
function targetOf(path: string, own: ReadonlyMap<string, string>, fallbacks: Record<string, string> = {}): string {
  const tried = new Set<string>()
  let current: string | undefined = path
  while (current !== undefined && !tried.has(current)) {
    const target = own.get(current)
    if (target !== undefined) return target
    tried.add(current)
    current = Object.hasOwn(fallbacks, current) ? fallbacks[current] : undefined
  }
  return COMPLETED
}
