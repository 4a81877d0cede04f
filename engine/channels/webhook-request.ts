import { headerFaults } from '../core/steps/webhook-headers.ts'

const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])
const LONGEST_BODY = 256 * 1024

/** A request as it leaves, but for its signature. */
export interface WebhookRequest {
  method: string
  url: string
  headers: Record<string, string>
  /** The exact bytes that are signed, `''` for no body. */
  body: string
}

/**
 * Reads method, URL, headers and body of a webhook. The body is JSON made from values, never from text, so that no
 * trait of a customer can change its structure. Returns what is wrong, with the field, if it cannot be sent.
 */
export function readRequest(content: Record<string, unknown>): WebhookRequest | { detail: string } {
  const { method = 'POST', url, headers = {}, body } = content
  if (typeof method !== 'string' || !METHODS.has(method.toUpperCase())) {
    return { detail: `method: must be one of ${[...METHODS].join(', ')}` }
  }
  if (typeof url !== 'string') return { detail: 'url: missing' }
  const read = readHeaders(headers)
  if (typeof read === 'string') return { detail: read }
  const text = body === undefined || body === null ? '' : JSON.stringify(body)
  if (Buffer.byteLength(text) > LONGEST_BODY) return { detail: `body: longer than ${LONGEST_BODY} bytes` }
  if (text && method.toUpperCase() === 'GET') return { detail: 'body: GET has none' }
  const type = text && !read['content-type'] ? { 'content-type': 'application/json' } : {}
  return { method: method.toUpperCase(), url, headers: { ...type, ...read }, body: text }
}

function readHeaders(headers: unknown): Record<string, string> | string {
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) return 'headers: not an object'
  const [first] = headerFaults(headers as Record<string, unknown>)
  if (first) return `headers: ${first.fault}`
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]))
}
