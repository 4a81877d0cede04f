import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Mongoose } from 'mongoose'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { closeEmbedded, connectEmbedded, NotImplementedError, StoreFileError } from '../index.ts'

/** What is particular to a file that is worked on in a thread of its own; the driver's contract is met by both. */
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perennial-thread-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const open = (name: string): Promise<Mongoose> => connectEmbedded({ file: join(folder, name), thread: true })
const rowsOf = (instance: Mongoose) =>
  instance.connection.collection<{ _id: number; n?: unknown; at?: unknown }>('rows')

describe('a thread of its own', () => {
  test('a file that cannot be opened is refused as it is without, and leaves nothing behind', async () => {
    const first = await open('data.db')
    const error = await open('data.db').catch((error: unknown) => error)
    expect(error).toBeInstanceOf(StoreFileError)
    expect((error as Error).message).toContain('is in use by another process')
    await closeEmbedded(first)
    await closeEmbedded(await open('data.db'))
  })

  test('writes are carried out in the order they are asked for, and reads see those before them', async () => {
    const instance = await open('order.db')
    const rows = rowsOf(instance)
    const asked = [
      rows.insertOne({ _id: 1, n: 0 }),
      ...Array.from({ length: 100 }, (_, n) => rows.updateOne({ _id: 1, n }, { $set: { n: n + 1 } })),
    ]
    expect(await rows.findOne({ _id: 1 })).toEqual({ _id: 1, n: 100 })
    await Promise.all(asked)
    await closeEmbedded(instance)
  })

  test('what is changed by the caller after the call is not what is stored', async () => {
    const instance = await open('own.db')
    const doc = { _id: 1, n: ['mine'] }
    const written = rowsOf(instance).insertOne(doc)
    doc.n.push('changed')
    await written
    expect(await rowsOf(instance).findOne()).toEqual({ _id: 1, n: ['mine'] })
    await closeEmbedded(instance)
  })

  test('errors keep their class and what they say', async () => {
    const instance = await open('errors.db')
    const rows = rowsOf(instance)
    await rows.insertOne({ _id: 1 })
    await expect(rows.insertOne({ _id: 1 })).rejects.toMatchObject({ code: 11000, keyValue: { _id: 1 } })
    await expect(rows.find({ $where: 'true' }).toArray()).rejects.toBeInstanceOf(NotImplementedError)
    await expect(rows.bulkWrite([])).rejects.toThrow('Batch cannot be empty')
    await closeEmbedded(instance)
  })

  test('closing commits what is under way, and refuses what comes after', async () => {
    const instance = await open('closed.db')
    const rows = (instance.connection.db as NonNullable<Mongoose['connection']['db']>).collection<{ _id: number }>(
      'rows',
    )
    const last = rows.insertOne({ _id: 1 })
    await closeEmbedded(instance)
    await last
    await expect(rows.insertOne({ _id: 2 })).rejects.toThrow(/closed/)
    const again = await open('closed.db')
    expect(await rowsOf(again).countDocuments()).toBe(1)
    await closeEmbedded(again)
  })

  test('a process whose only work is done ends although it did not close the file, and loses nothing', async () => {
    const file = join(folder, 'left.db')
    const script = `const instance = await connectEmbedded({ file: ${JSON.stringify(file)}, thread: true })
      await instance.connection.collection('rows').insertOne({ _id: 7 })
      console.log('done')`
    expect(execFileSync(process.execPath, runs(script), { encoding: 'utf8', timeout: 60_000 })).toBe('done\n')
    const again = await open('left.db')
    expect(await rowsOf(again).find().toArray()).toEqual([{ _id: 7 }])
    await closeEmbedded(again)
  })

  test('a process whose file’s thread breaks down ends, and does not go on without it', async () => {
    const file = join(folder, 'broken.db')
    const script = `
      // As if the machine gave the thread no more: it breaks down when it is asked for more than that.
      workers.Worker = class extends workers.Worker {
        constructor(url, options) {
          super(url, { ...options, resourceLimits: { maxOldGenerationSizeMb: 64 } })
        }
      }
      syncBuiltinESMExports()
      const instance = await connectEmbedded({ file: ${JSON.stringify(file)}, thread: true })
      const rows = instance.connection.collection('rows')
      await rows.insertOne({ _id: 0 })
      setInterval(() => {}, 1_000)
      const asked = Array.from({ length: 40 }, (_, i) => rows.insertOne({ _id: i + 1, n: Array(100_000).fill('long') }))
      const kept = await Promise.allSettled([...asked, rows.find().toArray()])
      console.log(kept.some(({ status }) => status === 'rejected') ? 'told' : 'not told')`
    const { status, stdout, stderr } = spawnSync(process.execPath, runs(script), { encoding: 'utf8', timeout: 60_000 })
    expect(stderr).toContain('ERR_WORKER_OUT_OF_MEMORY')
    expect(stdout).toBe('')
    expect(status).toBe(1)
    const again = await open('broken.db')
    expect(await rowsOf(again).findOne({ _id: 0 })).toEqual({ _id: 0 })
    await closeEmbedded(again)
  })
})

/** Arguments of a Node that runs this script. */
function runs(script: string): string[] {
  const index = fileURLToPath(new URL('../index.ts', import.meta.url))
  const imports = `import workers from 'node:worker_threads'
    import { syncBuiltinESMExports } from 'node:module'
    const { connectEmbedded } = await import(${JSON.stringify(index)})`
  return ['--import', 'tsx', '--input-type=module', '-e', `${imports}\n${script}`]
}
