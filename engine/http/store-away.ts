import { ProblemError } from '../problem.ts'

const SILENT_MS = 5_000

/** The store is not there for anybody now: 503, try again. @param trouble a sentence */
export function storeAway(trouble = 'The store does not answer.', cause?: unknown): ProblemError {
  const problem = new ProblemError(503, 'store-unavailable', trouble, [], { retryAfter: 5 })
  // For the log.
  return cause === undefined ? problem : Object.assign(problem, { cause })
}

/** What is asked of the store where somebody waits for it. @throws ProblemError 503 where it does not answer in time, or fails */
export async function asked<T>(question: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${SILENT_MS} ms`)), SILENT_MS)
  })
  try {
    return await Promise.race([question, late])
  } catch (error) {
    throw storeAway(undefined, error)
  } finally {
    clearTimeout(timer)
  }
}

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
