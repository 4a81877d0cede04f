import type { SendMailOptions } from 'nodemailer/lib/mailer'
import { readAddress, readMailbox, type Mailbox } from './address.ts'
import type { Message } from './port.ts'
import { hasControlCharacters } from './text.ts'

const LONGEST_SUBJECT = 500
const LONGEST_BODY = 2_000_000

/** A message that cannot become a mail; `detail` names the field. */
export interface Unsendable {
  detail: string
}

/**
 * Turns a message into a mail: one recipient, text and HTML in UTF-8, no attachments, both headers of one-click
 * unsubscribe (RFC 8058) if there is an address for it. Message-ID and `X-Perennial-Interaction` follow from the
 * interaction, so that a repeat is recognisable and a bounce finds its way back.
 * @param keyHeader the header in which the relay wants its idempotency key
 */
export function composeMail(message: Message, sender: Mailbox, keyHeader?: string): SendMailOptions | Unsendable {
  const { subject, preheader, text, html, from, replyTo } = message.content
  const to = readAddress(message.to ?? '')
  if (!to) return { detail: 'to: not one plain email address' }
  const author = from === undefined ? sender : readField(from)
  if (!author) return { detail: 'from: not an email address; write name@example.com or Name <name@example.com>' }
  const reply = replyTo === undefined ? null : readField(replyTo)
  if (replyTo !== undefined && !reply) return { detail: 'replyTo: not an email address' }
  const detail =
    faultOfSubject(subject) ??
    faultOfBody('text', text) ??
    faultOfBody('html', html) ??
    faultOfBody('preheader', preheader) ??
    faultOfLink(message.unsubscribeUrl)
  if (detail) return { detail }
  if (!text && !html) return { detail: 'content: a mail needs text or html' }

  const id = encodeURIComponent(message.interactionId)
  return {
    envelope: { from: author.address, to: [to] },
    from: author,
    to: { name: '', address: to },
    ...(reply && { replyTo: reply }),
    messageId: `<${id}@${author.address.slice(author.address.indexOf('@') + 1)}>`,
    subject: subject as string,
    ...(text ? { text: text as string } : {}),
    ...(html ? { html: withPreheader(html as string, preheader as string | undefined) } : {}),
    xMailer: false,
    disableFileAccess: true,
    disableUrlAccess: true,
    headers: {
      'X-Perennial-Interaction': id,
      ...(keyHeader !== undefined && { [keyHeader]: encodeURIComponent(message.idempotencyKey) }),
      ...(message.unsubscribeUrl && {
        'List-Unsubscribe': { prepared: true, value: `<${message.unsubscribeUrl}>` },
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
  }
}

function readField(value: unknown): Mailbox | null {
  return typeof value === 'string' ? readMailbox(value) : null
}

function faultOfSubject(subject: unknown): string | undefined {
  if (typeof subject !== 'string' || !subject.trim()) return 'subject: missing'
  if (subject.length > LONGEST_SUBJECT) return `subject: longer than ${LONGEST_SUBJECT} characters`
  if (hasControlCharacters(subject)) return 'subject: has a line break or another control character'
  return undefined
}

function faultOfBody(field: string, body: unknown): string | undefined {
  if (body === undefined) return undefined
  if (typeof body !== 'string') return `${field}: not a text`
  if (body.length > LONGEST_BODY) return `${field}: longer than ${LONGEST_BODY} characters`
  if (body.includes('\0')) return `${field}: has a NUL character`
  return undefined
}

/** The address becomes a header as it is, so nothing may be in it that could end the header or the angle brackets. */
function faultOfLink(url: string | undefined): string | undefined {
  if (url === undefined) return undefined
  const plain = /^[\x21-\x7e]{1,900}$/.test(url) && !/[<>,"\\]/.test(url)
  if (plain && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return undefined
  return 'unsubscribeUrl: not an http or https address'
}

/** The preheader is the line a mail client shows beside the subject: first in the text, invisible in the page. */
function withPreheader(html: string, preheader: string | undefined): string {
  if (!preheader) return html
  const escaped = preheader.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
  const line = `<div style="display:none;max-height:0;overflow:hidden">${escaped}</div>`
  const body = /<body(?:\s[^>]*)?>/i.exec(html)
  const at = body ? body.index + body[0].length : 0
  return html.slice(0, at) + line + html.slice(at)
}
