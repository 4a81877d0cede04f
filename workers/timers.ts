import type { Runtime } from './runtime.ts'

/** Hints under way at the same time: the queue writes what comes together in one go. */
const TOGETHER = 1_000

/** Gives timers to the queue, those of one instant together. */
export async function hintTimers(rt: Runtime, timers: readonly { id: string; at: number }[]): Promise<void> {
  const byInstant = new Map<number, string[]>()
  for (const { id, at } of timers) {
    const ids = byInstant.get(at)
    if (ids) ids.push(id)
    else byInstant.set(at, [id])
  }
  const hints = [...byInstant]
  for (let start = 0; start < hints.length; start += TOGETHER) {
    await Promise.all(hints.slice(start, start + TOGETHER).map(([at, ids]) => rt.queue.hint('advance-crowd', ids, at)))
  }
}
