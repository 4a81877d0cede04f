import { addDuration, parseDuration } from '../../engine/core/calendar/index.ts'
import type { StepRegistry } from '../../engine/core/steps/registry.ts'
import type { ScenarioOutput } from './output.ts'
import type { Warn } from './meant.ts'
import type { World } from './world.ts'

/** State of a run beside the world itself. */
export interface Run {
  world: World
  registry: StepRegistry
  /** When the killed worker comes back; null = it is up. */
  restartAt: number | null
  /** What a kill that was armed does when it strikes. */
  pendingKill: { downFor: string | undefined; loseQueue: boolean } | null
  snapshots: Record<string, ScenarioOutput>
  previews: unknown[]
  warn: Warn
}

/** Waits for the work to end; a worker that was killed on the way stays down as long as the scenario says. */
export async function settle(run: Run): Promise<void> {
  if (await run.world.settle()) return
  await goDown(run, run.pendingKill?.downFor, run.pendingKill?.loseQueue ?? false)
}

export async function goDown(run: Run, downFor: string | undefined, loseQueue: boolean): Promise<void> {
  run.pendingKill = null
  await run.world.kill(loseQueue)
  const span = downFor === undefined ? null : parseDuration(downFor)
  const now = run.world.clock.now()
  run.restartAt = span ? addDuration(now, span, 'UTC') : now
  if (run.restartAt <= now) await comeBack(run)
}

export async function comeBack(run: Run): Promise<void> {
  const { world } = run
  run.restartAt = null
  await world.restart()
  // What a started worker does first: find all that was left lying.
  const stale = await world.rt.store.inputs.stale(world.clock.now() + 1, 100_000)
  if (stale.length > 0) await world.rt.queue.hint('advance', stale)
  await settle(run)
  if (!world.down) await world.broadcast()
}
