import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import type { DataFile } from './data-file.ts'
import { LocalFile } from './local-file.ts'
import type { Sync } from './file.ts'
import { type BulkWire, fromBulkWire } from './bulk-wire.ts'
import { errorToWire, fromWire, toWire, type Wire, type WireError } from './wire.ts'

export type Opening = { file: string; sync: Sync; name: string }

/** An operation asked for; the file is opened before the first one. `bulk` is the argument after the first, if any. */
export type Call = { id: number; operation: keyof DataFile; args: Wire[]; bulk?: BulkWire }

/** Answers, all that became known at once; `id` 0 = whether the file could be opened. */
export type Answers = { id: number; result?: Wire; error?: WireError }[]

/** The other end of `threaded-file.ts`: opens a data file and does what it is asked to, in order. */
function serve(port: MessagePort, { file, sync, name }: Opening): void {
  let answers: Answers = []

  // Everything that settles with one commit goes back as one message.
  function answer(one: Answers[number]): void {
    answers.push(one)
    if (answers.length > 1) return
    queueMicrotask(() => {
      port.postMessage(answers)
      answers = []
    })
  }

  const open = new LocalFile(file, sync, name) as DataFile
  answer({ id: 0 })
  port.on('message', ({ id, operation, args, bulk }: Call) => {
    const perform = open[operation] as (...args: unknown[]) => Promise<unknown>
    const given = args.map(fromWire)
    if (bulk) given.splice(1, 0, fromBulkWire(bulk))
    // At once, and whatever it throws is an answer too.
    const done = new Promise((resolve) => resolve(perform.apply(open, given)))
    done.then(
      (result) => answer({ id, result: toWire(result) }),
      (error: unknown) => answer({ id, error: errorToWire(error) }),
    )
  })
}

if (parentPort) {
  try {
    serve(parentPort, workerData as Opening)
  } catch (error) {
    const answers: Answers = [{ id: 0, error: errorToWire(error) }]
    parentPort.postMessage(answers)
  }
}
