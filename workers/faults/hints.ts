import { type ConsumeOptions, eachKind, type HintHandler, type HintKind, type Queue } from '../../engine/queue/index.ts'
import type { Process, Scheduler } from './scheduler.ts'

interface Taker {
  process: Process
  kind: HintKind
  handler: HintHandler
  options: ConsumeOptions
  running: number
}

/** How hints misbehave; each is a chance from 0 to 1. */
export interface HintFaults {
  lost: number
  doubled: number
  /** Comes up to a minute before its time, or after it. */
  shifted: number
}

const RIGHT: HintFaults = { lost: 0, doubled: 0, shifted: 0 }

/** All hints of the workspace: one queue that every process talks to. */
export interface Hints {
  /** The queue as one process sees it. */
  open(process: Process): Queue
  /** Gives one batch to one worker; false = nothing is ready, or nobody is free. */
  dispatch(): boolean
  /** Everything that was held is gone. */
  flush(): void
  /** The backend answers to nobody until it is back. */
  down: boolean
  faults: HintFaults
}

/** Hints in memory, given out in an order the scheduler draws. */
export function createHints(scheduler: Scheduler): Hints {
  const ready = eachKind(() => new Set<string>())
  const takenUntil = new Map<string, number>()
  let takers: Taker[] = []
  let epoch = 0
  let generation = 0

  function put(kind: HintKind, ids: readonly string[], at: number | undefined): void {
    const shift = scheduler.random() < hints.faults.shifted ? (scheduler.random() - 0.5) * 120_000 : 0
    const due = (at ?? scheduler.now()) + shift
    if (due <= scheduler.now()) return ids.forEach((id) => ready[kind].add(id))
    const born = generation
    scheduler.at(due, () => {
      if (born === generation) ids.forEach((id) => ready[kind].add(id))
    })
  }

  async function handle(taker: Taker, ids: string[]): Promise<void> {
    taker.running += 1
    try {
      await taker.handler(ids)
    } catch (error) {
      taker.options.onError?.(error, ids)
    }
    taker.running -= 1
  }

  const hints: Hints = {
    down: false,
    faults: RIGHT,
    open: (process) => ({
      hint: (kind, ids, at) =>
        scheduler.call(
          process,
          `queue.hint-${kind}`,
          () => {
            if (hints.down) return false
            const times = scheduler.random() < hints.faults.lost ? 0 : scheduler.random() < hints.faults.doubled ? 2 : 1
            for (let i = 0; i < times; i += 1) put(kind, ids, at)
            return true
          },
          () => false,
        ),
      consume(kind, handler, options) {
        const taker = { process, kind, handler, options, running: 0 }
        takers.push(taker)
        return {
          async stop() {
            takers = takers.filter((other) => other !== taker)
          },
        }
      },
      idle: async () => {},
      depth: async () => eachKind(() => ({ ready: 0, active: 0, delayed: 0 })),
      healthy: async () => !hints.down,
      epoch: () =>
        scheduler.call(
          process,
          'queue.epoch',
          () => String(epoch),
          () => 'unknown',
        ),
      once: (name, ms) =>
        scheduler.call(
          process,
          'queue.once',
          () => {
            if (!hints.down && (takenUntil.get(name) ?? 0) > scheduler.now()) return false
            takenUntil.set(name, scheduler.now() + ms)
            return true
          },
          () => true,
        ),
      close: async () => {},
    }),
    dispatch() {
      takers = takers.filter((taker) => !taker.process.dead)
      if (hints.down) return false
      const free = takers.filter(
        (t) => t.process.frozenUntil <= scheduler.now() && t.running < t.options.concurrency && ready[t.kind].size > 0,
      )
      const taker = free[Math.floor(scheduler.random() * free.length)]
      if (!taker) return false
      const ids = [...ready[taker.kind]].slice(0, taker.options.batch)
      for (const id of ids) ready[taker.kind].delete(id)
      void handle(taker, ids)
      return true
    },
    flush() {
      for (const ids of Object.values(ready)) ids.clear()
      takenUntil.clear()
      generation += 1
      epoch += 1
    },
  }
  return hints
}
