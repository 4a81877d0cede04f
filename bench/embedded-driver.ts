/**
 * The embedded store's driver beside bare libsql on the same documents, in one run: `npx tsx bench/embedded-driver.ts`.
 * Prints one JSON object; `ratio` is the driver's rate over the bare rate, the median of paired rounds.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Libsql from 'libsql'
import { closeEmbedded, connectEmbedded } from '../engine/store/embedded/index.ts'

type Doc = { _id: string; rev: number } & Record<string, unknown>
type Measured = { ours: number; base: number }

const ROUNDS = 5
const MANY = 2000
const folder = mkdtempSync(join(tmpdir(), 'embedded-driver-'))

/** About a kilobyte, the shape of a customer who passes through a journey. */
const customer = (n: number, rev = 1): Doc => ({
  _id: `customer-${n}`,
  rev,
  wakeAt: 1_700_000_000_000 + n,
  traits: { email: `someone${n}@example.org`, firstName: 'Someone', country: 'DE', plan: 'basic', score: n % 100 },
  enrollments: Array.from({ length: 2 }, (_, i) => ({
    id: `enrollment-${n}-${i}`,
    journey: `journey-${i}`,
    step: 'wait-a-day',
    enteredAt: 1_700_000_000_000,
    visits: { 'wait-a-day': 1, 'send-mail': 2 },
  })),
  recent: Array.from({ length: 8 }, (_, i) => ({
    at: 1_700_000_000_000 + i,
    name: 'Order Completed',
    id: `event-${n}-${i}`,
  })),
})

const instance = await connectEmbedded({ file: join(folder, 'ours.db') })
const ours = instance.connection.db?.collection<Doc>('customers')
if (!ours) throw new Error('not connected')
await ours.createIndex({ wakeAt: 1 })

const bare = new Libsql(join(folder, 'bare.db'))
for (const pragma of [
  'locking_mode=EXCLUSIVE',
  'journal_mode=WAL',
  'synchronous=FULL',
  'wal_autocheckpoint=4000',
  'cache_size=-65536',
]) {
  bare.exec(`PRAGMA ${pragma}`)
}
bare.exec('CREATE TABLE t (rid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, doc TEXT NOT NULL, rev, wake)')
bare.exec('CREATE INDEX i ON t(wake)')
const insert = bare.prepare('INSERT INTO t(id, doc, rev, wake) VALUES (?,?,?,?)')
const replace = bare.prepare('UPDATE t SET doc=?, rev=?, wake=? WHERE id=? AND rev=?')
const byIds = bare.prepare('SELECT doc FROM t WHERE id IN (SELECT value FROM json_each(?))').raw()
const begin = bare.prepare('BEGIN IMMEDIATE')
const commit = bare.prepare('COMMIT')

const insertBare = (doc: Doc) => insert.run([doc._id, JSON.stringify(doc), doc.rev, doc['wakeAt']])
const lots = <T>(items: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size))
const transaction = (work: () => void): void => {
  begin.run([])
  work()
  commit.run([])
}

let next = 0
const fresh = (count: number): Doc[] => Array.from({ length: count }, () => customer(next++))
const existing = (): Doc[] => Array.from({ length: MANY }, (_, n) => customer(n, round))
const ids = Array.from({ length: MANY }, (_, n) => `customer-${n}`)
let round = 0

async function rate(count: number, work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return (count / (performance.now() - start)) * 1000
}

const measures: Record<string, () => Promise<Measured>> = {
  'insertOne, one by one': async () => {
    const docs = fresh(MANY)
    const base = await rate(MANY, () => docs.forEach(insertBare))
    return {
      base,
      ours: await rate(MANY, async () => {
        for (const doc of docs) await ours.insertOne(doc)
      }),
    }
  },
  'insertOne, 100 in flight': async () => {
    const docs = lots(fresh(MANY), 100)
    const base = await rate(MANY, () => docs.forEach((lot) => transaction(() => lot.forEach(insertBare))))
    return {
      base,
      ours: await rate(MANY, async () => {
        for (const lot of docs) await Promise.all(lot.map((doc) => ours.insertOne(doc)))
      }),
    }
  },
  'insertMany(100)': async () => {
    const docs = lots(fresh(MANY), 100)
    const base = await rate(MANY, () => docs.forEach((lot) => transaction(() => lot.forEach(insertBare))))
    return {
      base,
      ours: await rate(MANY, async () => {
        for (const lot of docs) await ours.insertMany(lot, { ordered: false })
      }),
    }
  },
  'bulkWrite(100) of replaceOne by _id and rev': async () => {
    round++
    const docs = lots(existing(), 100)
    const base = await rate(MANY, () =>
      docs.forEach((lot) =>
        transaction(() =>
          lot.forEach((doc) =>
            replace.run([JSON.stringify({ ...doc, rev: doc.rev + 1 }), doc.rev + 1, doc['wakeAt'], doc._id, doc.rev]),
          ),
        ),
      ),
    )
    const swap = (doc: Doc) => ({
      replaceOne: { filter: { _id: doc._id, rev: doc.rev }, replacement: { ...doc, rev: doc.rev + 1 } },
    })
    let changed = 0
    const own = await rate(MANY, async () => {
      for (const lot of docs) changed += (await ours.bulkWrite(lot.map(swap), { ordered: false })).modifiedCount
    })
    if (changed !== MANY) throw new Error(`${changed} of ${MANY} were replaced`)
    return { base, ours: own }
  },
  'updateOne $set by _id, 100 in flight': async () => {
    const set = bare.prepare(`UPDATE t SET doc=json_set(doc,'$.seen',?) WHERE id=?`)
    const base = await rate(MANY, () =>
      lots(ids, 100).forEach((lot) => transaction(() => lot.forEach((id) => set.run([round + Math.random(), id])))),
    )
    return {
      base,
      ours: await rate(MANY, async () => {
        for (const lot of lots(ids, 100))
          await Promise.all(lot.map((_id) => ours.updateOne({ _id }, { $set: { seen: round + Math.random() } })))
      }),
    }
  },
  'find {_id: {$in: 100}}': async () => {
    const base = await rate(MANY, () =>
      lots(ids, 100).forEach((lot) =>
        (byIds.all([JSON.stringify(lot)]) as [string][]).map(([text]) => JSON.parse(text)),
      ),
    )
    return {
      base,
      ours: await rate(MANY, async () => {
        for (const lot of lots(ids, 100)) await ours.find({ _id: { $in: lot } }).toArray()
      }),
    }
  },
}

const rounds: Record<string, Measured[]> = Object.fromEntries(Object.keys(measures).map((name) => [name, []]))
for (let i = 0; i <= ROUNDS; i++) {
  for (const [name, measure] of Object.entries(measures)) {
    const measured = await measure()
    if (i > 0) rounds[name]?.push(measured)
  }
}

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const report = Object.entries(rounds).map(([name, pairs]) => {
  const ratios = pairs.map((pair) => pair.ours / pair.base)
  const rounded = (value: number, digits: number) => Number(value.toFixed(digits))
  return [
    name,
    {
      ratio: rounded(median(ratios), 2),
      min: rounded(Math.min(...ratios), 2),
      max: rounded(Math.max(...ratios), 2),
      ours: rounded(median(pairs.map((pair) => pair.ours)), 0),
      base: rounded(median(pairs.map((pair) => pair.base)), 0),
      unit: 'documents/s',
      runs: pairs.length,
    },
  ]
})
console.log(JSON.stringify(Object.fromEntries(report), null, 1))
await closeEmbedded(instance)
bare.close()
rmSync(folder, { recursive: true })
