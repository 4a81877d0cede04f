import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto'

const TAG_BYTES = 16
const LONGEST = 4096

/**
 * Makes an opaque token for a link: the value can be neither read nor altered without the secret. It is deterministic
 * (same value, same token), so that a message keeps its links when it is made again, and it does not expire.
 *
 * The shape is that of a synthetic IV (RFC 5297): 128 bits of an HMAC-SHA256 over the value authenticate it and at the
 * same time are the counter block that enciphers it with AES-256.
 *
 * @param purpose what the token is for; a token of one purpose is worthless for another
 * @param value anything JSON can carry
 * @throws Error if the secret has fewer than 16 characters or the value makes a token too long to be read again
 */
export function signToken(secret: string, purpose: string, value: unknown): string {
  const plain = Buffer.from(JSON.stringify(value))
  const tag = tagOf(secret, purpose, plain)
  const cipher = createCipheriv('aes-256-ctr', keyFor(secret, 'cipher', purpose), tag)
  const token = Buffer.concat([tag, cipher.update(plain), cipher.final()]).toString('base64url')
  if (token.length > LONGEST) throw new Error(`a ${purpose} token may have ${LONGEST} characters, not ${token.length}`)
  return token
}

/** The value of a token made by {@link signToken} with the same secret and purpose; undefined for anything else. */
export function readToken(secret: string, purpose: string, token: string): unknown {
  if (token.length > LONGEST) return undefined
  const bytes = Buffer.from(token, 'base64url')
  // The decoder overlooks foreign characters and spare bits; without this, many spellings would be one token.
  if (bytes.length <= TAG_BYTES || bytes.toString('base64url') !== token) return undefined
  const tag = bytes.subarray(0, TAG_BYTES)
  const decipher = createDecipheriv('aes-256-ctr', keyFor(secret, 'cipher', purpose), tag)
  const plain = Buffer.concat([decipher.update(bytes.subarray(TAG_BYTES)), decipher.final()])
  if (!timingSafeEqual(tag, tagOf(secret, purpose, plain))) return undefined
  return JSON.parse(plain.toString()) as unknown
}

function tagOf(secret: string, purpose: string, plain: Buffer): Buffer {
  return createHmac('sha256', keyFor(secret, 'tag', purpose))
    .update(plain)
    .digest()
    .subarray(0, TAG_BYTES)
}

function keyFor(secret: string, use: 'tag' | 'cipher', purpose: string): Buffer {
  if (secret.length < 16) throw new Error('the secret for links needs at least 16 characters')
  return createHmac('sha256', secret).update(`perennial ${use} ${purpose}`).digest()
}
