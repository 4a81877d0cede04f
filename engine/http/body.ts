import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { ProblemError } from '../problem.ts'
import { clip } from '../core/shorten.ts'

const inflate = promisify(gunzip)

/**
 * The bytes of a request, unpacked. What arrives is believed before what the headers say: clients send gzip without
 * saying so, and say gzip without doing so.
 *
 * @param limit bytes, before and after unpacking
 * @throws ProblemError 413 above the limit, 415 for an encoding nobody here can read, 400 for a broken one
 */
export async function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  refuseEncodings(request.headers['content-encoding'])
  const bytes = await collect(request, limit)
  if (!isGzip(bytes)) return bytes
  try {
    return await inflate(bytes, { maxOutputLength: limit })
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(limit)
    throw new ProblemError(
      400,
      'invalid-gzip',
      'The body is not a complete gzip stream. Pack it again, or send it plain.',
    )
  }
}

/** Bytes as text. @throws ProblemError 400 where they are not UTF-8 */
export function toText(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new ProblemError(400, 'invalid-encoding', 'The body is not UTF-8. Send UTF-8.')
  }
}

function refuseEncodings(header: string | string[] | undefined): void {
  const encodings = String(header ?? '')
    .split(',')
    .map((encoding) => encoding.trim().toLowerCase())
    .filter((encoding) => encoding !== '' && encoding !== 'identity')
  if (encodings.length === 0 || (encodings.length === 1 && /^(x-)?gzip$/.test(encodings[0] as string))) return
  const message = `The content encoding "${clip(encodings.join(', '), 60)}" is not known here. Use gzip, or none.`
  throw new ProblemError(415, 'unsupported-encoding', message)
}

function collect(request: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const stop = (error: Error): void => {
      request.off('data', take)
      // The rest is read and forgotten: an answer that overtakes an unread body is lost on many clients.
      request.resume()
      reject(error)
    }
    const take = (chunk: Buffer): void => {
      size += chunk.length
      if (size > limit) return stop(tooLarge(limit))
      chunks.push(chunk)
    }
    if (Number(request.headers['content-length']) > limit) return stop(tooLarge(limit))
    request.on('data', take)
    request.once('end', () => resolve(Buffer.concat(chunks)))
    request.once('error', () => reject(cutOff()))
    request.once('close', () => reject(cutOff()))
  })
}

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b

const cutOff = (): ProblemError => new ProblemError(400, 'body-cut-off', 'The body ended before it was complete.')

const tooLarge = (limit: number): ProblemError =>
  new ProblemError(
    413,
    'body-too-large',
    `The body is larger than ${limit} bytes, packed or unpacked. Send it in parts.`,
  )
