import { domainToASCII } from 'node:url'

/** An email address with an optional display name. */
export interface Mailbox {
  name: string
  address: string
}

/**
 * The address in the form the mail server gets it, or null if it is not one plain address. Strict on purpose: a local
 * part of dot-separated ASCII atoms (64 characters), a domain of at least two labels (international ones become
 * punycode), 254 characters in all; no quotes, comments, routes, groups, spaces or lists.
 */
export function readAddress(text: string): string | null {
  // The length goes first: nothing after it may run on a text of a size the sender of it chose.
  if (text.length > 254) return null
  const at = text.indexOf('@')
  const local = text.slice(0, at)
  if (at < 1 || at > 64 || !LOCAL.test(local)) return null
  const domain = readDomain(text.slice(at + 1))
  if (domain === null || local.length + 1 + domain.length > 254) return null
  return `${local}@${domain}`
}

/** Reads `Name <address>` or a bare address; null if either part is not acceptable. */
export function readMailbox(text: string): Mailbox | null {
  if (text.length > 400) return null
  const named = /^\s*(?:"([^"<>\\]*)"|([^"<>\\,;]*?))\s*<([^<>]*)>\s*$/.exec(text)
  const address = readAddress(named ? (named[3] ?? '') : text)
  const name = (named?.[1] ?? named?.[2] ?? '').trim()
  if (address === null || /\p{Cc}|[\u2028\u2029]/u.test(text)) return null
  return { name, address }
}

const LOCAL = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

function readDomain(text: string): string | null {
  // Only letters, digits, dots and hyphens of any script may reach the converter, which also understands other things.
  if (!/^[\p{L}\p{N}\p{M}.-]+$/u.test(text)) return null
  const domain = domainToASCII(text)
  const labels = domain.split('.')
  const last = labels.at(-1) ?? ''
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label)) || /^\d+$/.test(last)) return null
  return domain
}
