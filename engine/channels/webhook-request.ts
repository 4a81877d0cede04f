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

/** What the connection or the signature decides; an author who could set them could forge either. */
const RESERVED =
  /^(host|connection|keep-alive|content-length|content-encoding|transfer-encoding|te|trailer|upgrade|expect|proxy-.*|webhook-.*)$/

function readHeaders(headers: unknown): Record<string, string> | string {
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) return 'headers: not an object'
  const entries = Object.entries(headers)
  if (entries.length > 50) return 'headers: more than 50'
  const read: Record<string, string> = {}
  for (const [name, value] of entries) {
    const key = name.toLowerCase()
    const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
    const fault = Object.hasOwn(read, key) ? `${key} is there twice` : faultOfHeader(key, text)
    if (fault) return `headers: ${fault}`
    read[key] = text as string
  }
  return read
}

function faultOfHeader(key: string, text: unknown): string | undefined {
  if (!/^[a-z0-9!#$%&'*+.^_`|~-]{1,100}$/.test(key)) return `${JSON.stringify(key.slice(0, 100))} is not a header name`
  if (RESERVED.test(key)) return `${key} is set by the channel`
  if (typeof text !== 'string' || text.length > 4096) return `${key} is not a text of at most 4096 characters`
  if (!/^[\x20-\x7e]*$/.test(text)) return `${key} has characters no header may carry`
  if (key === 'content-type' && !JSON_TYPE.test(text)) return 'content-type must be a JSON type'
  return undefined
}

const JSON_TYPE = /^application\/([a-z0-9.+-]+\+)?json\b/i
