import { counted } from '../core/counted.ts'
import { ProblemError } from '../problem.ts'
import type { Pressure } from './ports.ts'
import type { Route } from './route.ts'

/**
 * Refuses what there is no room for before anything of it is read.
 * @throws ProblemError 429 or 503 with the seconds after which to try again
 */
export function refusePressure(pressure: Pressure, route: Pick<Route, 'method' | 'path'>): void {
  const problem = problemOf(pressure, route)
  if (problem) throw problem
}

/**
 * What to answer under pressure; null = there is room. Reading goes on; when it is only busy, so do single changes, and
 * batches wait.
 * @param taken what was taken in all the same
 */
export function problemOf(
  pressure: Pressure,
  { method, path }: Pick<Route, 'method' | 'path'>,
  taken = 'Nothing was taken in',
): ProblemError | null {
  if (pressure.level === 'free' || method === 'get') return null
  const { level, reason, retryAfter } = pressure
  if (level === 'busy' && path !== '/batch') return null
  const detail = `${reason} ${taken}; send it again in ${counted(retryAfter, 'second')}.`
  const [status, code] = level === 'busy' ? ([429, 'busy'] as const) : ([503, 'full'] as const)
  return new ProblemError(status, code, detail, [], { retryAfter })
}
