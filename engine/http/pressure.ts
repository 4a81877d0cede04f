import { ProblemError } from '../problem.ts'
import type { Pressure } from './ports.ts'
import type { Route } from './route.ts'

/**
 * Refuses what there is no room for before anything of it is read. Reading goes on; when it is only busy, so do single
 * changes, and batches wait.
 * @throws ProblemError 429 or 503 with the seconds after which to try again
 */
export function refusePressure(pressure: Pressure, { method, path }: Pick<Route, 'method' | 'path'>): void {
  if (pressure.level === 'free' || method === 'get') return
  const { level, reason, retryAfter } = pressure
  if (level === 'busy' && path !== '/batch') return
  const status = level === 'busy' ? 429 : 503
  const detail = `${reason} Nothing was taken in; send it again in ${retryAfter} seconds.`
  throw new ProblemError(status, level === 'busy' ? 'busy' : 'full', detail, [], { retryAfter })
}
