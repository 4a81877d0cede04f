import { writeSync } from 'node:fs'
import { connectEmbedded } from '../index.ts'

/**
 * Writes for as long as it lives, eight writers at once, and prints a line for each write once it was acknowledged:
 * `insert ID`, `bulk ID` or `count WRITER N`. Started by the durability test, which kills it.
 */
const instance = await connectEmbedded({ file: process.argv[2] as string, thread: process.argv[3] === 'true' })
const { db } = instance.connection
if (!db) throw new Error('not connected')
const rows = db.collection<{ _id: string; n?: number; tags?: string[]; by?: string }>('rows')
await rows.createIndex({ tags: 1 })
await rows.createIndex({ by: 1, n: 1 })

/** At once, so that nothing that was said dies with the process; the pipe may be full while its reader is slow. */
function say(line: string): void {
  for (;;) {
    try {
      return void writeSync(1, `${line}\n`)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
    }
  }
}

async function insertForEver(by: string): Promise<never> {
  for (let n = 0; ; n++) {
    const _id = `${by}-${n}`
    await rows.insertOne({ _id, n, by, tags: [by, `t${n % 7}`] })
    say(`insert ${_id}`)
  }
}

async function bulkForEver(by: string): Promise<never> {
  for (let n = 0; ; n += 10) {
    const docs = Array.from({ length: 10 }, (_, i) => ({ _id: `${by}-${n + i}`, n: n + i, by }))
    await rows.bulkWrite(docs.map((document) => ({ insertOne: { document } })))
    for (const { _id } of docs) say(`bulk ${_id}`)
  }
}

async function countForEver(_id: string): Promise<never> {
  for (let n = 0; ; n++) {
    await rows.updateOne({ _id, n }, { $set: { n: n + 1 }, $setOnInsert: { by: 'counter' } }, { upsert: n === 0 })
    if (n > 0) say(`count ${_id} ${n + 1}`)
  }
}

await Promise.all([
  ...['a', 'b', 'c', 'd'].map(insertForEver),
  ...['e', 'f'].map(bulkForEver),
  ...['x', 'y'].map(countForEver),
])
