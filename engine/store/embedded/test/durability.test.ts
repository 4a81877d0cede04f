import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '../database.ts'
import { closeEmbedded, connectEmbedded } from '../index.ts'
import { sqlOf } from './sql-of.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perennial-durability-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('kill -9', () => {
  // The moment is a number of acknowledgements, so a seed that fails can be tried again.
  test.each([
    [1, false],
    [137, false],
    [900, false],
    [2311, false],
    [3, true],
    [140, true],
    [911, true],
    [2300, true],
  ])(
    'after %i acknowledged writes all of them are there (in a thread of its own: %s)',
    async (acknowledgements, thread) => {
      const file = join(folder, 'killed.db')
      const acknowledged = await writeUntilKilled(file, acknowledgements, thread)
      expect(acknowledged.length).toBeGreaterThanOrEqual(acknowledgements)

      const instance = await connectEmbedded({ file })
      const rows = instance.connection.db?.collection<{ _id: string; n: number; by: string }>('rows')
      const stored = new Map((await rows?.find().toArray())?.map((row) => [row._id, row.n]))
      const lost = acknowledged.filter(([kind, id, n]) =>
        kind === 'count' ? (stored.get(id) ?? 0) < Number(n) : !stored.has(id),
      )
      expect(lost).toEqual([])
      // A bulk of ten is one transaction, and indexes tell the same as the rows.
      for (const by of ['e', 'f']) expect(((await rows?.countDocuments({ by })) ?? 0) % 10).toBe(0)
      expect(await rows?.countDocuments({ tags: 'a' })).toBe(
        [...stored.keys()].filter((id) => id.startsWith('a-')).length,
      )
      await closeEmbedded(instance)
    },
  )
})

describe('group commit', () => {
  test('writes issued together are one transaction, and none is acknowledged before it is committed', async () => {
    const instance = await connectEmbedded({ file: join(folder, 'group.db') })
    const database = instance.connection.db as unknown as Database
    const rows = database.collection('rows')
    await rows.insertOne({ _id: 0 })
    const open: boolean[] = []
    const done = Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        rows.insertOne({ _id: n + 1 }).then(() => open.push(sqlOf(instance).inTransaction)),
      ),
    )
    expect(sqlOf(instance).inTransaction).toBe(true)
    await done
    expect(open).toEqual(Array(50).fill(false))
    await closeEmbedded(instance)
  })

  test('a read sees the writes before it, and waits for their commit', async () => {
    const instance = await connectEmbedded({ file: join(folder, 'reads.db') })
    const database = instance.connection.db as unknown as Database
    const rows = database.collection('rows')
    const order: string[] = []
    const written = rows.insertOne({ _id: 1 }).then(() => order.push('written'))
    const read = rows.findOne({ _id: 1 }).then((doc) => order.push(`read ${JSON.stringify(doc)}`))
    expect(sqlOf(instance).inTransaction).toBe(true)
    await Promise.all([written, read])
    expect(order).toEqual(['written', 'read {"_id":1}'])
    await closeEmbedded(instance)
  })

  test('a large bulk whose order is free lets others in between, and tells what failed by position', async () => {
    const instance = await connectEmbedded({ file: join(folder, 'large.db') })
    const rows = (instance.connection.db as unknown as Database).collection('rows')
    const docs = Array.from({ length: 1000 }, (_, n) => ({ _id: n === 950 ? 3 : n }))
    const error = rows.insertMany(docs, { ordered: false }).catch((error: unknown) => error)
    await new Promise(setImmediate)
    const between = await rows.countDocuments()
    expect(between).toBeGreaterThan(0)
    expect(between).toBeLessThan(999)
    expect(await error).toMatchObject({ code: 11000, insertedCount: 999, writeErrors: [{ index: 950 }] })
    expect(await rows.countDocuments()).toBe(999)
    await closeEmbedded(instance)
  })

  test('a large bulk fails where the disk is full, and takes nothing else with it', async () => {
    const instance = await connectEmbedded({ file: join(folder, 'full.db') })
    const database = instance.connection.db as unknown as Database
    const rows = database.collection('rows')
    await rows.insertOne({ _id: 'before' })
    const [pages] = sqlOf(instance).get('PRAGMA page_count') as [number]
    sqlOf(instance).exec(`PRAGMA max_page_count=${pages + 40}`)
    const docs = Array.from({ length: 1000 }, (_, _id) => ({ _id, text: 'x'.repeat(1000) }))
    await expect(rows.insertMany(docs, { ordered: false })).rejects.toMatchObject({ code: 'SQLITE_FULL' })
    expect(await rows.findOne({ _id: 'before' })).toEqual({ _id: 'before' })
    await closeEmbedded(instance)
  })

  test('when the disk is full every operation of the group fails, nothing of it remains and later ones work', async () => {
    const instance = await connectEmbedded({ file: join(folder, 'full.db') })
    const database = instance.connection.db as unknown as Database
    const rows = database.collection('rows')
    await rows.insertOne({ _id: 'before' })
    const [pages] = sqlOf(instance).get('PRAGMA page_count') as [number]
    sqlOf(instance).exec(`PRAGMA max_page_count=${pages + 4}`)
    const attempts = [
      rows.insertOne({ _id: 'small' }),
      database.collection('other').createIndex({ a: 1 }),
      rows.insertOne({ _id: 'large', text: 'x'.repeat(100_000) }),
      rows.countDocuments(),
    ]
    const outcomes = await Promise.allSettled(attempts)
    expect(outcomes.slice(0, 3).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    sqlOf(instance).exec('PRAGMA max_page_count=100000')
    expect(await rows.find().toArray()).toEqual([{ _id: 'before' }])
    expect(await database.listCollections().toArray()).toHaveLength(1)
    await rows.insertOne({ _id: 'large', text: 'x'.repeat(100_000) })
    expect(await rows.countDocuments()).toBe(2)
    await closeEmbedded(instance)
  })

  test('closing commits what is under way, and refuses what comes after', async () => {
    const file = join(folder, 'closed.db')
    const instance = await connectEmbedded({ file })
    const rows = (instance.connection.db as unknown as Database).collection('rows')
    const last = rows.insertOne({ _id: 1 })
    await closeEmbedded(instance)
    await last
    await expect(rows.insertOne({ _id: 2 })).rejects.toThrow(/closed/)
    const again = await connectEmbedded({ file })
    expect(await again.connection.db?.collection('rows').countDocuments()).toBe(1)
    await closeEmbedded(again)
  })
})

/** Runs the writer, kills it with the given acknowledgement and gives all it printed, as words. */
async function writeUntilKilled(
  file: string,
  acknowledgements: number,
  thread: boolean,
): Promise<[kind: string, id: string, n: string][]> {
  const script = fileURLToPath(new URL('./writer.child.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', script, file, String(thread)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const lines: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    if (lines.push(line) === acknowledgements) child.kill('SIGKILL')
  }
  await exited
  return lines.map((line) => line.split(' ') as [string, string, string])
}
