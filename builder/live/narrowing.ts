/** Which passages are counted; null = all. */
export interface Narrowing {
  version: number | null
  /** Those who came in during the last so many days. */
  days: number | null
  segment: string | null
}

export const EVERYTHING: Narrowing = { version: null, days: null, segment: null }
export const SPANS = [1, 7, 30, 90] as const

const DAY = 86_400_000
const MINUTE = 60_000

export const isNarrowed = ({ version, days, segment }: Narrowing): boolean =>
  version !== null || days !== null || segment !== null

/** As the API takes it; empty for all. The instant goes by the minute, so that a span asks the same for a while. */
export function queryOf({ version, days, segment }: Narrowing, now: number): string {
  const query = new URLSearchParams()
  if (version !== null) query.set('version', String(version))
  if (days !== null) query.set('since', new Date(Math.floor((now - days * DAY) / MINUTE) * MINUTE).toISOString())
  if (segment !== null) query.set('segment', segment)
  return query.toString()
}

/** What stands in the address; what makes no sense there is left out. */
export function readNarrowing(params: URLSearchParams): Narrowing {
  return { version: countIn(params, 'version'), days: countIn(params, 'days'), segment: params.get('segment') || null }
}

function countIn(params: URLSearchParams, key: string): number | null {
  const value = params.get(key) ?? ''
  return /^[1-9]\d{0,4}$/.test(value) ? Number(value) : null
}
