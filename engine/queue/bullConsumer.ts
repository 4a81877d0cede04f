import { type Job, Worker } from 'bullmq'
import { chunks } from './chunks.ts'
import { tell } from './lane.ts'
import type { ConsumeOptions, HintHandler, HintKind } from './port.ts'
import { LONGEST_WAIT_MS, RECONNECTING } from './redisLink.ts'
import { within } from './within.ts'

export interface BullConsumer {
  running(): number
  /** Waits for running handlers; with `force`, leaves them behind. */
  stop(force?: boolean): Promise<void>
}

/** One BullMQ worker with two connections of its own, opened again should it ever end by itself. */
export function startBullConsumer(setup: {
  url: string
  prefix: string
  kind: HintKind
  handler: HintHandler
  options: ConsumeOptions
  reachable: () => Promise<boolean>
  onStart: () => void
  report: (error: unknown) => void
}): BullConsumer {
  const { kind, handler, options, reachable, onStart, report } = setup
  const onRest: (() => void)[] = []
  let running = 0
  let stopped: Promise<void> | undefined
  let reopening: ReturnType<typeof setTimeout> | undefined
  let worker = open()

  function open(): Worker<string[]> {
    const opened = new Worker<string[]>(kind, handle, workerOptions(setup))
    opened.on('error', report)
    opened.on('failed', (_, error) => report(error))
    opened
      .waitUntilReady()
      .then(() => opened.run())
      .catch(report)
      .finally(() => {
        if (stopped || worker !== opened) return
        void opened.close(true).catch(report)
        reopening = setTimeout(() => {
          worker = open()
        }, LONGEST_WAIT_MS)
      })
    return opened
  }

  // Never throws: a failed handler is told and forgotten, the sweepers own the retry.
  async function handle(job: Job<string[]>): Promise<void> {
    running++
    onStart()
    for (const ids of chunks(Array.isArray(job.data) ? job.data : [], options.batch)) {
      try {
        await handler(ids)
      } catch (error) {
        tell(options, error, ids)
      }
    }
    running--
    if (running === 0) for (const resolve of onRest.splice(0)) resolve()
  }

  async function rest(): Promise<void> {
    while (running > 0) await new Promise<void>((resolve) => onRest.push(resolve))
  }

  async function stop(force: boolean): Promise<void> {
    clearTimeout(reopening)
    if (force) return worker.close(true)
    await worker.pause(true)
    await rest()
    // A graceful close talks to Redis, and would wait for one that is away.
    if (!(await reachable())) return worker.close(true)
    const closing = worker.close()
    while (!(await inTime(closing))) {
      if (running === 0) return worker.getBackend().close(true)
      await rest()
    }
  }

  return {
    running: () => running,
    async stop(force = false) {
      const first = stopped === undefined
      stopped ??= stop(force).catch(report)
      if (first || !force) return stopped
      // Forced while an earlier stop still waits: cut the connections from under it.
      void worker.close(true).catch(report)
      await worker.getBackend().close(true).catch(report)
    },
  }
}

// A worker that dies is found after lockDuration + stalledInterval; the store counts crashes, so stalling often is not held
// against a job here. A BZPOPMIN never blocks for more than 10 s, so 15 s of silence means a dead socket.
function workerOptions({ url, prefix, options }: { url: string; prefix: string; options: ConsumeOptions }) {
  return {
    connection: { url, ...RECONNECTING, maxRetriesPerRequest: null, socketTimeout: 15_000 },
    prefix,
    autorun: false,
    concurrency: options.concurrency,
    lockDuration: 5_000,
    stalledInterval: 2_000,
    maxStalledCount: 100,
    drainDelay: 2,
    runRetryDelay: 500,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  }
}

const inTime = (closing: Promise<void>) =>
  within(2 * LONGEST_WAIT_MS, 'Closing a worker', closing).then(
    () => true,
    () => false,
  )
