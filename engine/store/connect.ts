import mongoose, { type Mongoose } from 'mongoose'
import { StoreConfigError } from './errors.ts'

const DATABASE = 'perennial'
const DATABASE_PATTERN = /^[a-z0-9][a-z0-9_-]{0,37}$/i
const CONNECT_MS = 5_000
/** A server that says nothing for so long counts as gone; the call fails, and what became of it is found out by reading. */
const SILENT_MS = 60_000

/**
 * Opens a MongoDB workspace. Every write is acknowledged by a majority and its journal, every read sees only what a majority
 * has: what was acted upon can never be rolled back. A write that clashes is answered only when a majority has what it
 * clashed with, so reading afterwards finds it.
 */
export async function openMongo(
  url: string,
  database?: string,
): Promise<{ instance: Mongoose; now(): Promise<number> }> {
  const instance = new mongoose.Mongoose()
  const dbName = database === undefined ? (databaseIn(url) ?? DATABASE) : checkDatabase(database)
  try {
    await instance.connect(url, {
      dbName,
      appName: 'perennial',
      writeConcern: { w: 'majority', journal: true },
      readConcern: { level: 'majority' },
      readPreference: 'primary',
      serverSelectionTimeoutMS: CONNECT_MS,
      socketTimeoutMS: SILENT_MS,
      // Looks at every character of every text that is read: half the cost of reading a customer, for what we wrote ourselves.
      enableUtf8Validation: false,
      autoIndex: false,
      autoCreate: false,
    })
  } catch (error) {
    await instance.disconnect()
    throw new StoreConfigError(
      `MONGODB_URL (${withoutPassword(url)}) cannot be used: ${(error as Error).message}. ` +
        'Start MongoDB there, correct MONGODB_URL, or leave it out to keep the data in a file.',
      { cause: error },
    )
  }
  return { instance, now: () => serverTime(instance) }
}

/** Opens a workspace in a file of this process. @param thread it is worked on in a thread of its own */
export async function openFile(
  file: string,
  sync: 'full' | 'normal',
  thread = false,
): Promise<{ instance: Mongoose; now(): Promise<number> }> {
  // Loaded only when needed: a production image works without the SQLite binary.
  const { connectEmbedded } = await import('./embedded/index.ts')
  return { instance: await connectEmbedded({ file, sync, thread }), now: () => Promise.resolve(Date.now()) }
}

/** The default file of a workspace. */
export function fileOf(database = DATABASE): string {
  return `.data/${checkDatabase(database)}.db`
}

function checkDatabase(name: string): string {
  if (DATABASE_PATTERN.test(name)) return name
  throw new StoreConfigError(
    `"${name}" cannot be the name of a workspace's database. Use 1 to 38 letters, digits, hyphens and underscores, beginning with a letter or digit.`,
  )
}

async function serverTime({ connection }: Mongoose): Promise<number> {
  // The older name of `hello`: every server that speaks the protocol still knows it.
  const answer = await connection.db?.command({ isMaster: 1 })
  return (answer?.localTime as Date).getTime()
}

function databaseIn(url: string): string | undefined {
  const name = /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]+)/.exec(url)?.[1]
  return name === undefined ? undefined : decodeURIComponent(name)
}

function withoutPassword(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//***@')
}
