import vm from 'node:vm'
import { customSteps } from '../examples/custom-steps.ts'
import { coreRegistry, type StepRegistry } from '../engine/core/steps/index.ts'
import type { StepType } from '../engine/core/steps/sdk.ts'

/** The functions of a step type that are its author's. */
const MEMBERS = ['paths', 'conditions', 'references', 'check', 'arrive', 'resume'] as const
/** After so many calls that were stopped, one after another, the type rests: everybody else waits while one is stopped. */
const STRIKES = 3
const REST_MS = 60_000

export interface StepTime {
  /** So long may one call take; what only decides is done in a thousandth of it. Milliseconds, a whole number. */
  limitMs: number
  /** Milliseconds that never go back. */
  monotonic: () => number
  /** Runs it, and throws what `isStopped` knows when it took longer. */
  stopAfter: (limitMs: number, run: () => unknown) => unknown
}

const STEP_TIME: StepTime = { limitMs: 1_000, monotonic: () => performance.now(), stopAfter: stoppedAfter }

/** The built-in step types, and those of this workspace with the time they may take. */
export const workspaceRegistry = (): StepRegistry => coreRegistry(...customSteps.map((type) => timeLimited(type)))

/**
 * A step type whose code cannot hold up the process: a call that takes too long is stopped and throws, which parks the one
 * enrollment. Without it an endless loop would stop one worker after another, since each would take up what the last one left.
 */
export function timeLimited(type: StepType, time: Partial<StepTime> = {}): StepType {
  const { limitMs, monotonic, stopAfter } = { ...STEP_TIME, ...time }
  if (typeof type !== 'object' || type === null) return type
  let strikes = 0
  let restsUntil = 0

  const call = (member: string, run: () => unknown): unknown => {
    const name = `"${member}" of the step type "${type.type}"`
    if (monotonic() < restsUntil) {
      throw new Error(
        `${name} was not asked: ${STRIKES} calls in a row took too long. It is asked again after a minute.`,
      )
    }
    try {
      const answer = stopAfter(limitMs, run)
      strikes = 0
      return answer
    } catch (error) {
      if (!isStopped(error)) throw error
      strikes += 1
      if (strikes >= STRIKES) restsUntil = monotonic() + REST_MS
      throw new Error(`${name} took longer than ${limitMs} ms and was stopped. Does it loop without end?`)
    }
  }
  const limited: Partial<Record<string, unknown>> = {}
  for (const member of MEMBERS) {
    if (typeof type[member] !== 'function') continue
    limited[member] = (...args: unknown[]) =>
      call(member, () => (type[member] as (...args: unknown[]) => unknown)(...args))
  }
  return { ...type, ...limited }
}

const room: { run: () => unknown } = vm.createContext({ run: () => undefined }) as never
const runs = new vm.Script('run()')

/** Node stops scripts only; what a script calls is stopped with it. */
function stoppedAfter(limitMs: number, run: () => unknown): unknown {
  room.run = run
  return runs.runInContext(room, { timeout: limitMs })
}

/** By its code: the error is of the room's own kind. */
const isStopped = (error: unknown): boolean =>
  (error as NodeJS.ErrnoException | null)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
