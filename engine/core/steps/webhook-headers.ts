/** What is wrong with one header, or (`name` null) with all of them. */
export interface HeaderFault {
  name: string | null
  fault: string
}

/**
 * What no call may carry as headers, whoever receives it. A value of `undefined` is not known before it is rendered, and
 * is not looked at.
 */
export function headerFaults(headers: Readonly<Record<string, unknown>>): HeaderFault[] {
  const names = Object.keys(headers)
  if (names.length > MOST) return [{ name: null, fault: `more than ${MOST}` }]
  const seen = new Set<string>()
  return names.flatMap((name) => {
    const key = name.toLowerCase()
    const fault = seen.has(key) ? `${key} is there twice` : faultOf(key, headers[name])
    seen.add(key)
    return fault === null ? [] : [{ name, fault }]
  })
}

const MOST = 50

/** What the connection or the signature decides; an author who could set them could forge either. */
const RESERVED =
  /^(host|connection|keep-alive|content-length|content-encoding|transfer-encoding|te|trailer|upgrade|expect|proxy-.*|webhook-.*)$/
const JSON_TYPE = /^application\/([a-z0-9.+-]+\+)?json\b/i

function faultOf(key: string, value: unknown): string | null {
  if (!/^[a-z0-9!#$%&'*+.^_`|~-]{1,100}$/.test(key)) return `${JSON.stringify(key.slice(0, 100))} is not a header name`
  if (RESERVED.test(key)) return `${key} is set by the channel`
  if (value === undefined) return null
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
  if (typeof text !== 'string' || text.length > 4096) return `${key} is not a text of at most 4096 characters`
  if (!/^[\x20-\x7e]*$/.test(text)) return `${key} has characters no header may carry`
  return key === 'content-type' && !JSON_TYPE.test(text) ? 'content-type must be a JSON type' : null
}
