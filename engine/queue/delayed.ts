import { createHeap } from './heap.ts'
import { HINT_KINDS, type HintKind } from './port.ts'
import type { QueueClock } from './timer.ts'

/** Hints for later, in memory: one alarm for the earliest instant, equal hints for the same instant held once. */
export interface DelayedHints {
  add(kind: HintKind, ids: readonly string[], at: number): void
  size(kind: HintKind): number
  clear(): void
}

export function createDelayedHints(
  clock: QueueClock,
  release: (kind: HintKind, ids: Set<string>) => void,
): DelayedHints {
  const byInstant = new Map<number, Partial<Record<HintKind, Set<string>>>>()
  const instants = createHeap<number>((a, b) => a < b)
  let alarm: { at: number; cancel: () => void } | undefined

  function arm(): void {
    const at = instants.peek()
    if (at === alarm?.at) return
    alarm?.cancel()
    alarm = at === undefined ? undefined : { at, cancel: clock.setTimer(at, ring) }
  }

  function ring(): void {
    alarm = undefined
    for (let at = instants.peek(); at !== undefined && at <= clock.now(); at = instants.peek()) {
      instants.pop()
      const due = byInstant.get(at)
      byInstant.delete(at)
      for (const kind of HINT_KINDS) {
        const ids = due?.[kind]
        if (ids) release(kind, ids)
      }
    }
    arm()
  }

  return {
    add(kind, ids, at) {
      let due = byInstant.get(at)
      if (!due) {
        due = {}
        byInstant.set(at, due)
        instants.push(at)
      }
      const held = (due[kind] ??= new Set())
      for (const id of ids) held.add(id)
      arm()
    },
    size(kind) {
      let total = 0
      for (const due of byInstant.values()) total += due[kind]?.size ?? 0
      return total
    },
    clear() {
      alarm?.cancel()
      alarm = undefined
      byInstant.clear()
      instants.clear()
    },
  }
}
