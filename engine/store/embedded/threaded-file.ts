import { Worker } from 'node:worker_threads'
import type { DataFile } from './data-file.ts'
import type { Answers, Call, Opening } from './file-thread.ts'
import { toBulkWire } from './bulk-wire.ts'
import type { Doc } from './types.ts'
import { errorFromWire, fromWire, toPackedWire, toWire } from './wire.ts'

/** All of them, or it does not compile. */
const OPERATIONS: Record<keyof Omit<DataFile, 'close'>, true> = {
  insertOne: true,
  bulk: true,
  updateOne: true,
  updateMany: true,
  replaceOne: true,
  deleteOne: true,
  deleteMany: true,
  findOneAndUpdate: true,
  findOneAndReplace: true,
  findOneAndDelete: true,
  find: true,
  findIds: true,
  fetch: true,
  explain: true,
  countDocuments: true,
  distinct: true,
  aggregate: true,
  collections: true,
  createCollection: true,
  dropCollection: true,
  dropDatabase: true,
  indexes: true,
  createIndexes: true,
  dropIndexes: true,
}

type Waiting = { resolve(result: unknown): void; reject(error: Error): void }

/**
 * A data file worked on in a thread of its own, so that its disk and its indexes cost whoever asks next to no time. The
 * process lives while something is asked for, and no longer for the file's sake.
 * @throws StoreFileError like `LocalFile`
 */
export async function openThreadedFile(opening: Opening): Promise<DataFile> {
  const worker = new Worker(new URL('./thread.js', import.meta.url), { workerData: opening, execArgv: [] })
  const waiting = new Map<number, Waiting>()
  let last = 0
  let closed: Promise<void> | undefined

  function wait(id: number): Promise<unknown> {
    worker.ref()
    return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
  }

  function call(operation: keyof DataFile, args: unknown[]): Promise<unknown> {
    const id = ++last
    const post = (wire: typeof toWire): void => worker.postMessage(callOf(id, operation, args, wire))
    try {
      post(toWire)
    } catch (error) {
      if ((error as Error).name !== 'DataCloneError') throw error
      post(toPackedWire)
    }
    return wait(id)
  }

  function close(): Promise<void> {
    closed ??= call('close', []).then(async () => void (await worker.terminate()))
    return closed
  }

  function fail(error: Error): void {
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }

  worker.on('message', (answers: Answers) => {
    for (const { id, result, error } of answers) {
      const one = waiting.get(id)
      waiting.delete(id)
      if (error) one?.reject(errorFromWire(error))
      else one?.resolve(result && fromWire(result))
    }
    if (waiting.size === 0) worker.unref()
  })
  worker.on('exit', () => {
    closed ??= Promise.resolve()
    fail(new Error(CLOSED))
  })
  // Nothing can be stored any more, and nothing may go on as if it could: whoever has no ears for it ends here.
  worker.on('error', (error) => {
    fail(error)
    throw error
  })

  await wait(0)
  const operations = (Object.keys(OPERATIONS) as (keyof typeof OPERATIONS)[]).map((name) => [
    name,
    (...args: unknown[]) => (closed ? Promise.reject(new Error(CLOSED)) : call(name, args)),
  ])
  return { ...(Object.fromEntries(operations) as Omit<DataFile, 'close'>), close }
}

function callOf(id: number, operation: keyof DataFile, args: unknown[], wire: typeof toWire): Call {
  const [collection, operations, ...rest] = args
  if (operation !== 'bulk' || !Array.isArray(operations)) return { id, operation, args: args.map(wire) }
  return { id, operation, args: [collection, ...rest].map(wire), bulk: toBulkWire(operations as Doc[], wire) }
}

const CLOSED = 'The embedded store is closed.'
