import { ProblemError } from '../problem.ts'

const PATIENCE_MS = 5_000

/** The store is not there for anybody now: 503, try again. @param trouble a sentence */
export function storeAway(trouble = 'The store does not answer.', cause?: unknown): ProblemError {
  const problem = new ProblemError(503, 'store-unavailable', trouble, [], { retryAfter: 5 })
  // For the log.
  return cause === undefined ? problem : Object.assign(problem, { cause })
}

/** What is asked of the store where somebody waits for it. @throws ProblemError 503 where it does not answer in time, or fails */
export async function asked<T>(question: Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patienceMs} ms`)), patienceMs)
  })
  try {
    return await Promise.race([question, late])
  } catch (error) {
    throw storeAway(undefined, error)
  } finally {
    clearTimeout(timer)
  }
}
