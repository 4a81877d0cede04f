import { Worker } from 'node:worker_threads'

export type Job = 'mjml' | 'html' | 'check'

/** A text that cannot be made a message, whoever tries and however often. */
export class BodyFault extends Error {
  override readonly name = 'BodyFault'
}

/** One thread, one job at a time, in order; it starts with the first job and ends when nobody else is at work. */
export interface BodyThread {
  /** @throws BodyFault when the text is at fault, Error when the thread is */
  run<T>(kind: Job, source: string): Promise<T>
  close(): Promise<void>
}

interface Waiting {
  kind: Job
  source: string
  settle: (answer: Answer) => void
}

type Answer = { result: unknown } | { fault: string } | { error: Error }

/** Loading takes most of it, once. Milliseconds. */
const LONGEST_MS = 15_000

export function createBodyThread(): BodyThread {
  const queue: Waiting[] = []
  let thread: Worker | null = null
  let busy: Waiting | null = null
  let timer: NodeJS.Timeout | undefined

  function next(): void {
    const job = busy === null ? queue.shift() : undefined
    if (job === undefined) return
    busy = job
    thread ??= open()
    thread.ref()
    timer = setTimeout(
      () => drop(new Error(`the message was not made within ${LONGEST_MS / 1000} seconds`)),
      LONGEST_MS,
    )
    thread.postMessage({ kind: job.kind, source: job.source })
  }

  function open(): Worker {
    const opened = new Worker(new URL('./thread.js', import.meta.url), {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    })
    opened.on('message', (answer: Answer) => finish(answer))
    // A thread that is out of memory ends; the next job gets a new one.
    opened.on('error', (error) => opened === thread && drop(error))
    return opened
  }

  function finish(answer: Answer): void {
    clearTimeout(timer)
    const job = busy
    busy = null
    thread?.unref()
    job?.settle(answer)
    next()
  }

  function drop(error: Error): void {
    void thread?.terminate()
    thread = null
    finish({ error })
  }

  return {
    run: <T>(kind: Job, source: string) =>
      new Promise<T>((resolve, reject) => {
        const settle = (answer: Answer): void => {
          if ('result' in answer) resolve(answer.result as T)
          else reject('fault' in answer ? new BodyFault(answer.fault) : answer.error)
        }
        queue.push({ kind, source, settle })
        next()
      }),
    async close() {
      clearTimeout(timer)
      const open = thread
      thread = null
      for (const job of [...(busy ? [busy] : []), ...queue.splice(0)]) job.settle({ error: new Error('closing') })
      busy = null
      await open?.terminate()
    },
  }
}
