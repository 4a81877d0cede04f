import type { ConsumeOptions, Consumer, HintHandler } from './port.ts'

/** The ready ids of one kind, in memory, and the consumers that take from them. */
export interface Lane {
  add(ids: Iterable<string>): void
  consume(handler: HintHandler, options: ConsumeOptions): Consumer
  ready(): number
  active(): number
  /** Drops the ready ids and takes no more; resolves when running handlers have finished. */
  close(): Promise<void>
}

/** An id already waiting is not added twice; one being handled is, since its handler may have read too early. */
export function createLane(onIdle: () => void): Lane {
  const ready = new Set<string>()
  const takers = new Set<Taker>()
  let active = 0
  let pumping = false
  let closed = false

  // Batches start from the event loop, not from microtasks: ids hinted in one go share a batch, and a long
  // backlog of handlers that never wait for I/O (an embedded store) still lets requests through.
  function wake(): void {
    if (pumping || ready.size === 0) return
    pumping = true
    setImmediate(() => {
      pumping = false
      for (const taker of takers) {
        while (taker.running < taker.options.concurrency && ready.size > 0)
          void run(taker, take(ready, taker.options.batch))
      }
    })
  }

  async function run(taker: Taker, ids: string[]): Promise<void> {
    taker.running++
    active += ids.length
    try {
      await taker.handler(ids)
    } catch (error) {
      tell(taker.options, error, ids)
    }
    taker.running--
    active -= ids.length
    if (taker.running === 0) for (const resolve of taker.onRest.splice(0)) resolve()
    wake()
    if (active === 0 && ready.size === 0) onIdle()
  }

  async function retire(taker: Taker): Promise<void> {
    takers.delete(taker)
    if (taker.running > 0) await new Promise<void>((resolve) => taker.onRest.push(resolve))
  }

  return {
    add(ids) {
      if (closed) return
      for (const id of ids) ready.add(id)
      wake()
    },
    consume(handler, options) {
      const taker: Taker = { handler, options, running: 0, onRest: [] }
      if (!closed) takers.add(taker)
      wake()
      return { stop: () => retire(taker) }
    },
    ready: () => ready.size,
    active: () => active,
    async close() {
      closed = true
      ready.clear()
      await Promise.all([...takers].map(retire))
    },
  }
}

/** Reports what a handler threw; a reporter that throws itself must not take the consumer down. */
export function tell(options: ConsumeOptions, error: unknown, ids: string[]): void {
  try {
    options.onError?.(error, ids)
  } catch {
    // Nobody is left to tell.
  }
}

interface Taker {
  handler: HintHandler
  options: ConsumeOptions
  running: number
  onRest: (() => void)[]
}

function take(ready: Set<string>, most: number): string[] {
  const ids: string[] = []
  for (const id of ready) {
    if (ids.length === most) break
    ids.push(id)
    ready.delete(id)
  }
  return ids
}
