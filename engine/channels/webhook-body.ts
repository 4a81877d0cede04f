import type { Dispatcher } from 'undici'

const LONGEST = 64 * 1024
const DEEPEST = 64

/**
 * Reads what a receiver answered: a value if it is JSON, else the text. Undefined if there is nothing, if it is longer
 * than 64 KB, if it breaks off, or if it nests so deep that whoever walks it later would run out of stack. None of
 * these changes what the status has said, so nothing throws.
 */
export async function readBody({ body, headers }: Dispatcher.ResponseData): Promise<unknown> {
  const text = await readText(body)
  if (text === undefined || text === '') return undefined
  if (!/\bjson\b/i.test(String(headers['content-type'] ?? ''))) return text
  try {
    const value = JSON.parse(text) as unknown
    return isShallow(value, DEEPEST) ? value : undefined
  } catch {
    return text
  }
}

async function readText(body: AsyncIterable<Buffer>): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of body) {
      size += chunk.length
      if (size > LONGEST) return undefined
      chunks.push(chunk)
    }
  } catch {
    return undefined
  }
  return Buffer.concat(chunks).toString('utf8')
}

function isShallow(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return left > 0 && Object.values(value).every((inner) => isShallow(inner, left - 1))
}
