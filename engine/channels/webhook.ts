import { buildConnector, Client, type Dispatcher } from 'undici'
import { startDeadline } from './deadline.ts'
import { traceOf } from '../tracing/port.ts'
import type { Answer, Channel } from './port.ts'
import { createSigner } from './signature.ts'
import { classifyFailure, classifyStatus } from './webhook-answer.ts'
import { readBody } from './webhook-body.ts'
import { checkTarget, readAllowList, type Resolve } from './webhook-guard.ts'
import { readRequest } from './webhook-request.ts'

/** How webhooks leave. Times are milliseconds. */
export interface WebhookSettings {
  /** Secrets of Standard Webhooks, the current one first; two while one replaces the other. */
  signingSecrets?: readonly string[]
  /** Ranges that may be called although not public, also by http and on any port. Default none. */
  allowPrivate?: readonly string[]
  /** `connect` default 5 s; `total`, from name to last byte, default 15 s. */
  timeouts?: { connect?: number; total?: number }
  /** How names become addresses. Default: as the machine does. */
  resolve?: Resolve
  /** The clock of the signature. Default: the machine's. */
  now?: () => number
}

const HEADER_BYTES = 16 * 1024

/**
 * HTTP calls signed per Standard Webhooks. `webhook-id` is the interaction, the same at every attempt: a receiver that
 * keeps ids sees each interaction once, so that `timeout` may be repeated here.
 *
 * Every attempt has a connection of its own: it is pinned to the addresses just checked, and no idle connection can
 * break in a way that leaves open whether the request arrived.
 */
export function createWebhookChannel(settings: WebhookSettings = {}): Channel {
  const sign = createSigner(settings.signingSecrets ?? [])
  const allow = readAllowList(settings.allowPrivate ?? [])
  const now = settings.now ?? Date.now
  const { connect: connectMs = 5_000, total: totalMs = 15_000 } = settings.timeouts ?? {}

  return {
    name: 'webhook',
    repeats: { class: 'receiver-dedup' },
    async send(message, signal) {
      const request = readRequest(message.content)
      if ('detail' in request) return { answer: 'reject', detail: request.detail }
      const deadline = startDeadline(totalMs, signal)
      try {
        const target = await aborting(checkTarget(request.url, allow, settings.resolve), deadline.signal)
        if ('blocked' in target) return { answer: 'reject', detail: target.blocked }
        if ('unresolved' in target) return { answer: 'refuse', detail: target.unresolved }
        const at = now()
        const headers = {
          'user-agent': 'Perennial',
          'accept-encoding': 'identity',
          // An author who names a trace means another one.
          ...traceOf(message),
          ...request.headers,
          ...sign(message.interactionId, at, request.body),
        }
        return await call(target, { ...request, headers, at }, { connectMs, totalMs, signal: deadline.signal })
      } catch (error) {
        // Only the wait for the name can fail here: nothing has been sent.
        return classifyFailure(error as Error, false)
      } finally {
        deadline.clear()
      }
    },
  }
}

interface Call {
  method: string
  headers: Record<string, string>
  body: string
  at: number
}

interface Limits {
  connectMs: number
  totalMs: number
  signal: AbortSignal
}

async function call(target: { url: URL; addresses: string[] }, request: Call, limits: Limits): Promise<Answer> {
  let connected = false
  const connect = pinnedConnector(target.addresses, limits.connectMs)
  const client = new Client(target.url.origin, {
    connect: (options, done) =>
      connect(options, (...result) => {
        connected ||= result[0] === null
        done(...result)
      }),
    maxHeaderSize: HEADER_BYTES,
    headersTimeout: limits.totalMs,
    bodyTimeout: limits.totalMs,
    pipelining: 0,
  })
  try {
    const response = await client.request({
      path: target.url.pathname + target.url.search,
      method: request.method as Dispatcher.HttpMethod,
      headers: request.headers,
      body: request.body || null,
      signal: limits.signal,
    })
    const body = await readBody(response)
    const retryAfter = response.headers['retry-after']
    return classifyStatus(
      response.statusCode,
      body,
      typeof retryAfter === 'string' ? retryAfter : undefined,
      request.at,
    )
  } catch (error) {
    return classifyFailure(error as Error, connected)
  } finally {
    client.destroy().catch(() => {})
  }
}

/** Connects to the given addresses and no others; name, SNI and Host stay those of the URL. */
function pinnedConnector(addresses: string[], timeout: number) {
  const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
  const [first] = found
  return buildConnector({
    timeout,
    lookup: (_host, options, done) =>
      options.all ? done(null, found) : done(null, first?.address ?? '', first?.family),
  })
}

/** The result, or a rejection with the reason of the signal if that comes first. */
function aborting<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason as Error)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject)
  })
}
