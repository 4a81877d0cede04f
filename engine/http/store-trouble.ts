/** Of the driver: nobody answers, or nobody who may write. */
const AWAY =
  /^Mongo(Network|NetworkTimeout|ServerSelection|NotConnected|PoolCleared|PoolClosed|WaitQueueTimeout|TopologyClosed)Error$|^MongooseServerSelectionError$/
/** Answers of a MongoDB server that is about to be none, or not the first of its set. */
const STEPPED_DOWN = new Set([91, 189, 11600, 11602, 10107, 13435, 13436])
const OUT_OF_DISK = 14031

/** Why the store cannot serve anybody now, as a sentence, read off an error of its driver; null = it says something else. */
export function troubleOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  const { code } = error as { code?: unknown }
  if (code === 'SQLITE_FULL' || code === OUT_OF_DISK) return 'The disk of the store is full.'
  if (typeof code === 'string' && /^SQLITE_(READONLY|CANTOPEN)/.test(code))
    return 'The file of the store may not be written.'
  if (typeof code === 'string' && /^SQLITE_IOERR/.test(code)) return 'The disk of the store fails.'
  const isAway = AWAY.test(error.name) || (typeof code === 'number' && STEPPED_DOWN.has(code))
  return isAway ? 'The store does not answer.' : null
}
