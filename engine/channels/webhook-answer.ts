import type { Answer } from './port.ts'
import { oneLine } from './text.ts'

const LONGEST_WAIT_MS = 6 * 60 * 60_000

/**
 * What a status means. Only 2xx is success, and redirects are not followed. Other 4xx are final. 408, 425, 429 and
 * all 5xx are `throttle`: the receiver knows a repeat by its constant `webhook-id`, so that to repeat is safe even
 * where a 500 leaves open what it has done.
 *
 * @param retryAfter the `Retry-After` header: seconds or an HTTP date; obeyed up to six hours
 * @param now instant in epoch milliseconds, to measure an HTTP date against
 */
export function classifyStatus(status: number, body?: unknown, retryAfter?: string, now = 0): Answer {
  if (status >= 200 && status < 300) return { answer: 'accept', status, ...(body !== undefined && { body }) }
  if (status >= 500 || LATER.has(status)) {
    const wait = readRetryAfter(retryAfter, now)
    return { answer: 'throttle', detail: `HTTP ${status}`, status, ...(wait !== null && { retryAfterMs: wait }) }
  }
  const why = status >= 300 && status < 400 ? ': redirects are not followed' : ''
  return { answer: 'reject', detail: `HTTP ${status}${why}`, status, ...(body !== undefined && { body }) }
}

/**
 * What a failure without a status means. Until the connection (and with https its TLS handshake) stood, nothing was
 * sent. Once it stood, the request may have arrived.
 */
export function classifyFailure(error: Error, connected: boolean): Answer {
  const detail = oneLine(`${error.message} ${(error as NodeJS.ErrnoException).code ?? ''}`)
  return { answer: connected ? 'timeout' : 'refuse', detail }
}

const LATER = new Set([408, 425, 429])

function readRetryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null
  const wait = /^\d{1,9}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), LONGEST_WAIT_MS)
}
