import type { Problem } from '../core/model/problem.ts'

/** A request the store cannot serve as it was made; the problem tells the caller what to change. */
export class StoreProblem extends Error {
  override readonly name = 'StoreProblem'
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.message)
    this.problem = problem
  }
}

/** The store cannot be used as configured. The message names the setting and the fix. */
export class StoreConfigError extends Error {
  override readonly name = 'StoreConfigError'
}

/** Customers that were not stored because they have grown too large; nor was anybody who was to be stored with them. */
export class CustomersTooLarge extends Error {
  override readonly name = 'CustomersTooLarge'
  readonly ids: ReadonlySet<string>
  constructor(ids: ReadonlySet<string>, most: number) {
    super(`More than ${most} bytes would have to be kept about one customer.`)
    this.ids = ids
  }
}

const DUPLICATE_KEY = 11000

export function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && (error as { code?: unknown }).code === DUPLICATE_KEY
}

/**
 * Positions of a bulk that failed because their key exists; null = the error says something else as well, and what was
 * stored is unknown.
 */
export function duplicatesOf(error: unknown): number[] | null {
  const { writeErrors, writeConcernErrors } = error as { writeErrors?: unknown; writeConcernErrors?: unknown }
  if (!Array.isArray(writeErrors) || writeErrors.length === 0) return null
  if (Array.isArray(writeConcernErrors) && writeConcernErrors.length > 0) return null
  const found = writeErrors as { code?: number; index: number }[]
  return found.every((one) => one.code === DUPLICATE_KEY) ? found.map((one) => one.index) : null
}

/** Runs an insert. @returns false = the key exists already */
export async function inserted(insert: () => Promise<unknown>): Promise<boolean> {
  try {
    await insert()
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}
