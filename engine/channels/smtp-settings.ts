import type { SMTPPoolOptions } from 'nodemailer/lib/smtp-pool'
import { readMailbox, type Mailbox } from './address.ts'

/** How mail leaves. Times are milliseconds. */
export interface SmtpSettings {
  /**
   * `smtp://user:password@host:port` (STARTTLS) or `smtps://...` (TLS from the start). Off the loopback interface
   * STARTTLS is required, unless the URL ends in `?requireTLS=false` (use it if offered) or `?ignoreTLS=true` (never).
   */
  url: string
  /** Sender of every message that names none: `name@example.com` or `Name <name@example.com>`. */
  from: string
  /** A header by which the relay folds repeats of one mail, and for how long it does. Default: it does not. */
  key?: { header: string; forMs: number } | undefined
  /** Connections kept open at once, each with one mail at a time. Default 5. */
  maxConnections?: number | undefined
  timeouts?: {
    /** For connecting and the greeting. Default 10 s. */
    connect?: number
    /** For silence on an open connection. Default 60 s: a late answer is better than an unknown one. */
    silence?: number
    /** For one whole attempt, the wait for a free connection included. Default 2 min. */
    total?: number
  }
}

/** The sender, read; throws an Error that names the setting. */
export function readSender({ from }: SmtpSettings): Mailbox {
  const sender = readMailbox(from)
  if (!sender)
    throw new Error(`smtpFrom: "${from}" is not an address; write name@example.com or Name <name@example.com>`)
  return sender
}

/** Settings as the pool takes them; throws an Error that names the setting, never the password in it. */
export function readPoolOptions({
  url,
  maxConnections = 5,
  timeouts = {},
}: SmtpSettings): SMTPPoolOptions & { pool: true } {
  const parsed = readUrl(url)
  const secure = parsed.protocol === 'smtps:'
  const host = parsed.hostname.replace(/^\[|\]$/g, '')
  const loopback = isLoopback(host)
  const flags = readFlags(parsed.searchParams)
  const connect = timeouts.connect ?? 10_000
  return {
    pool: true,
    host,
    port: Number(parsed.port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && (flags.requireTLS ?? !(loopback || flags.ignoreTLS)),
    ignoreTLS: flags.ignoreTLS ?? false,
    // On the loopback interface there is nobody between us and the server whom a certificate could unmask.
    tls: { rejectUnauthorized: !loopback },
    ...(parsed.username && { auth: { user: decode(parsed.username), pass: decode(parsed.password) } }),
    maxConnections,
    // A stale connection is replaced once; further repeats belong to the plan of the engine, which keeps count of them.
    maxRequeues: 1,
    connectionTimeout: connect,
    dnsTimeout: connect,
    greetingTimeout: connect,
    socketTimeout: timeouts.silence ?? 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** @param host as in a URL, with or without the brackets of IPv6 */
export const isLoopback = (host: string): boolean => /^(localhost|\[?::1\]?|127\.\d+\.\d+\.\d+)$/.test(host)

function readUrl(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (!parsed || !/^smtps?:$/.test(parsed.protocol) || !parsed.hostname) {
    throw new Error(
      'smtpUrl: not an SMTP address; write smtp://user:password@host:587 or smtps://user:password@host:465',
    )
  }
  return parsed
}

function readFlags(params: URLSearchParams): { requireTLS?: boolean; ignoreTLS?: boolean } {
  const flags: { requireTLS?: boolean; ignoreTLS?: boolean } = {}
  for (const [name, value] of params) {
    if ((name !== 'requireTLS' && name !== 'ignoreTLS') || (value !== 'true' && value !== 'false')) {
      throw new Error(`smtpUrl: "${name}" is not known; requireTLS and ignoreTLS may be true or false`)
    }
    flags[name] = value === 'true'
  }
  if (flags.requireTLS && flags.ignoreTLS) throw new Error('smtpUrl: requireTLS and ignoreTLS exclude each other')
  return flags
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new Error('smtpUrl: a % in user or password must be written as %25')
  }
}
