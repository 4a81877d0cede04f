import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Libsql from 'libsql'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { closeEmbedded, connectEmbedded, StoreFileError } from '../index.ts'
import { sqlOf } from './sql-of.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perennial-file-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const refusal = (file: string) =>
  connectEmbedded({ file }).then(
    () => Promise.reject(new Error('was opened')),
    (error: Error) => error,
  )

async function fill(file: string, count: number): Promise<void> {
  const instance = await connectEmbedded({ file })
  const docs = Array.from({ length: count }, (_, n) => ({ n, text: 'x'.repeat(500) }))
  await instance.connection.db?.collection('rows').insertMany(docs)
  await closeEmbedded(instance)
}

test('makes the folder, and leaves a single file when closed', async () => {
  await fill(join(folder, 'new', 'deep', 'data.db'), 10)
  expect(readdirSync(join(folder, 'new', 'deep'))).toEqual(['data.db'])
})

test.skipIf(process.platform === 'win32')('folder, file and log are for their owner alone', async () => {
  const file = join(folder, 'new', 'data.db')
  const instance = await connectEmbedded({ file })
  await instance.connection.db?.collection('rows').insertOne({ n: 1 })
  const rights = [join(folder, 'new'), file, `${file}-wal`].map((path) => (statSync(path).mode & 0o777).toString(8))
  expect(rights).toEqual(['700', '600', '600'])
  await closeEmbedded(instance)
})

test('is durable by default: full sync over a write-ahead log', async () => {
  const instance = await connectEmbedded({ file: join(folder, 'data.db') })
  const sql = sqlOf(instance)
  expect(sql.get('PRAGMA synchronous')).toEqual([2])
  expect(sql.get('PRAGMA journal_mode')).toEqual(['wal'])
  await closeEmbedded(instance)
  const normal = await connectEmbedded({ file: join(folder, 'normal.db'), sync: 'normal' })
  expect(sqlOf(normal).get('PRAGMA synchronous')).toEqual([1])
  await closeEmbedded(normal)
})

test('a second start on the same file is refused, in this process and in another', async () => {
  const file = join(folder, 'data.db')
  const instance = await connectEmbedded({ file })
  await instance.connection.db?.collection('rows').insertOne({ a: 1 })
  const error = await refusal(file)
  expect(error).toBeInstanceOf(StoreFileError)
  expect(error.message).toContain(`${file} is in use by another process`)

  const index = fileURLToPath(new URL('../index.ts', import.meta.url))
  const script = `import { connectEmbedded } from ${JSON.stringify(index)}; connectEmbedded({ file: ${JSON.stringify(file)} }).catch((e) => { console.log(e.message); process.exit(3) })`
  const other = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    encoding: 'utf8',
  })
  expect({ status: other.status, said: other.stdout }).toEqual({
    status: 3,
    said: expect.stringContaining('is in use by another process') as string,
  })

  await instance.connection.db?.collection('rows').insertOne({ a: 2 })
  await closeEmbedded(instance)
  const again = await connectEmbedded({ file })
  expect(await again.connection.db?.collection('rows').countDocuments()).toBe(2)
  await closeEmbedded(again)
})

test.each([
  ['text', () => 'this is no database, '.repeat(500), 'is not a database file'],
  ['a torn first page', () => 'SQLite form', 'is not a database file'],
])('a file that is %s is refused and left as it was', async (_, content, message) => {
  const file = join(folder, 'data.db')
  writeFileSync(file, content())
  const error = await refusal(file)
  expect(error).toBeInstanceOf(StoreFileError)
  expect(error.message).toContain(file)
  expect(error.message).toContain(message)
  expect(readFileSync(file, 'utf8')).toBe(content())
})

test('a file cut off in the middle is refused', async () => {
  const file = join(folder, 'data.db')
  await fill(file, 1000)
  const size = readFileSync(file).length
  truncateSync(file, Math.floor(size / 2 / 4096) * 4096)
  const error = await refusal(file)
  expect(error).toBeInstanceOf(StoreFileError)
  expect(error.message).toMatch(/is damaged.*Restore the file from a backup/)
  expect(existsSync(file)).toBe(true)
})

test('a page overwritten with rubbish is refused', async () => {
  const file = join(folder, 'data.db')
  await fill(file, 1000)
  const bytes = readFileSync(file)
  bytes.fill(0xa5, 4096 * 5, 4096 * 6)
  writeFileSync(file, bytes)
  expect((await refusal(file)).message).toMatch(/is damaged/)
  expect(readFileSync(file).equals(bytes)).toBe(true)
})

test('the database of another program is refused', async () => {
  const file = join(folder, 'other.db')
  const other = new Libsql(file)
  other.exec('CREATE TABLE theirs (a); PRAGMA user_version=7')
  other.close()
  const before = readFileSync(file)
  expect((await refusal(file)).message).toContain('is an SQLite database of another program')
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('an empty file, and a log without its file, are not taken for a fresh start', async () => {
  const file = join(folder, 'data.db')
  writeFileSync(file, '')
  expect((await refusal(file)).message).toContain(`${file} is empty`)
  rmSync(file)
  writeFileSync(`${file}-wal`, 'log')
  expect((await refusal(file)).message).toContain(`${file} is missing, but its log`)
})

test('a newer data format is refused', async () => {
  const file = join(folder, 'data.db')
  await fill(file, 1)
  const raw = new Libsql(file)
  raw.exec('PRAGMA user_version=99')
  raw.close()
  expect((await refusal(file)).message).toContain('data format 99')
})

test('a file of the first format is read as it is, and its rows move as they are written', async () => {
  const file = join(folder, 'data.db')
  const made = await connectEmbedded({ file })
  const body = JSON.stringify({ text: 'said "so"' })
  const docs = ['a', 'b', 'c'].map((_id, n) => ({ _id, rev: 1, tags: [`t${n}`, 'all'], body }))
  const rows = made.connection.db?.collection<(typeof docs)[number]>('rows')
  await rows?.createIndex({ tags: 1 })
  await rows?.insertMany(docs)
  await closeEmbedded(made)
  toFirstFormat(file, 'c_rows')

  for (let opened = 1; opened <= 2; opened += 1) {
    const instance = await connectEmbedded({ file })
    const rows = instance.connection.db?.collection<(typeof docs)[number]>('rows')
    expect(await rows?.find().sort({ _id: 1 }).toArray()).toEqual(docs)
    const next = { ...docs[0], _id: 'a', rev: opened + 1, tags: ['moved'], body: `${body} again` }
    await rows?.bulkWrite([{ replaceOne: { filter: { _id: 'a', rev: opened }, replacement: next } }])
    docs[0] = next
    expect(await rows?.find({ tags: 'moved' }).toArray()).toEqual([next])
    expect(await rows?.countDocuments({ tags: 'all' })).toBe(2)
    await closeEmbedded(instance)
  }
})

/** As the first format had it: the whole document in one text, and nothing in the column of an array. */
function toFirstFormat(file: string, table: string): void {
  const raw = new Libsql(file)
  raw.exec(`UPDATE ${table} SET doc=json_set(doc, '$.body', body), k2=-9e999; ALTER TABLE ${table} DROP COLUMN body;
    PRAGMA user_version=1`)
  raw.close()
}

test('a folder in the place of the file is refused', async () => {
  expect((await refusal(folder)).message).toContain(`${folder} cannot be opened`)
})

test('two connections at once, each on its own file', async () => {
  const one = await connectEmbedded({ file: join(folder, 'one.db') })
  const two = await connectEmbedded({ file: ':memory:' })
  await one.connection.db?.collection('rows').insertOne({ a: 1 })
  expect(await two.connection.db?.collection('rows').countDocuments()).toBe(0)
  await closeEmbedded(two)
  expect(await one.connection.db?.collection('rows').countDocuments()).toBe(1)
  await closeEmbedded(one)
})
