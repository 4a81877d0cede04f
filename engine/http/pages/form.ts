import type { Request } from 'express'
import { ProblemError } from '../../problem.ts'
import { readBytes, toText } from '../body.ts'

const FORM_LIMIT = 10_240

/** The fields of a form, posted by a page or, per RFC 8058, by a mailbox provider: either encoding is allowed there. */
export async function readForm(request: Request): Promise<Map<string, string>> {
  const type = request.headers['content-type'] ?? ''
  const text = toText(await readBytes(request, FORM_LIMIT))
  const boundary = /^multipart\/form-data;.*boundary="?([^";]{1,70})"?/i.exec(type)?.[1]
  if (boundary !== undefined) return fromMultipart(text, boundary)
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) return new Map(new URLSearchParams(text))
  throw new ProblemError(
    415,
    'unsupported-media-type',
    'Send a form: application/x-www-form-urlencoded or multipart/form-data.',
  )
}

function fromMultipart(text: string, boundary: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const part of text.split(`--${boundary}`)) {
    const [, headers = '', value = ''] = /^\r?\n([\s\S]*?)\r?\n\r?\n([\s\S]*?)\r?\n?$/.exec(part) ?? []
    const name = /^content-disposition:\s*form-data;.*\bname="([^"]*)"/im.exec(headers)?.[1]
    if (name !== undefined) fields.set(name, value)
  }
  return fields
}
