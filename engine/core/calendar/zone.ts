import { Temporal } from 'temporal-polyfill'
import { cached } from './cache.ts'

/**
 * True for an IANA zone name ("Europe/Berlin", "UTC"). A bare offset ("+02:00") is not a zone: it knows no clock changes.
 */
export function isZone(zone: unknown): zone is string {
  return typeof zone === 'string' && zone.length <= 64 && known(zone)
}

/**
 * The zone a customer's calendar rules run in: the customer's, else the journey's, else the workspace's, else UTC.
 * An unknown name counts as missing.
 */
export function pickZone(customerZone: unknown, journeyZone: unknown, workspaceZone: unknown): string {
  if (isZone(customerZone)) return customerZone
  if (isZone(journeyZone)) return journeyZone
  return isZone(workspaceZone) ? workspaceZone : 'UTC'
}

// Zone names arrive with customers, so the memory of them must not grow with what is sent.
const known = cached(4096, (zone: string): boolean => {
  if (!/^[A-Za-z]/.test(zone)) return false
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return true
  } catch {
    return false
  }
})
