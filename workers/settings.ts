import { z } from 'zod'
import { parseDuration } from '../engine/core/calendar/index.ts'

/** A setting that cannot be used: the process says which and how to mend it, and ends with 78 (EX_CONFIG). */
export class SettingError extends Error {}

const list = z.string().transform((text) => text.split(',').map((part) => part.trim()).filter((part) => part !== ''))
const port = z.coerce.number().int().min(0).max(65_535)
const count = z.coerce.number().int().min(1).max(10_000)
const key = z.string().transform((text, context) => {
  const [, header, duration = ''] = /^([A-Za-z][A-Za-z0-9-]{0,99})=(P\S+)$/.exec(text) ?? []
  const forMs = parseDuration(duration)?.ms
  if (header !== undefined && forMs) return { header, forMs }
  context.addIssue({ code: 'custom', message: 'is a header and how long the relay remembers it, such as Resend-Idempotency-Key=PT24H' })
  return z.NEVER
})
const flag = z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1')
const rate = z.coerce.number().positive().max(100_000)

const schema = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(3000),
  /** How customers and providers reach this server. Defaults to the address it listens on. */
  PUBLIC_URL: z.url().optional(),
  /** Without it, data live in DATA_FILE. */
  MONGODB_URL: z.string().regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://').optional(),
  /** Without it, the queue lives in this process. */
  REDIS_URL: z.string().regex(/^rediss?:\/\//, 'must begin with redis:// or rediss://').optional(),
  DATA_FILE: z.string().min(1).default('.data/perennial.db'),
  /** Keeps several workspaces on one Redis apart. */
  QUEUE_PREFIX: z.string().regex(/^[\w-]+$/, 'may have letters, digits, - and _').default('perennial'),
  SMTP_URL: z.string().optional(),
  SMTP_FROM: z.string().optional(),
  /** `Header-Name=PT24H`: the mail relay folds mails with the same value in this header for so long. */
  SMTP_KEY: key.optional(),
  WEBHOOK_SECRETS: list.default([]),
  WEBHOOK_ALLOW: list.default([]),
  CALLBACK_SECRETS: list.default([]),
  TRUSTED_PROXIES: list.default([]),
  /** Batches a worker process works on at the same time. */
  WORKER_CONCURRENCY: count.default(8),
  /** Customers per batch. */
  WORKER_BATCH: count.default(200),
  /** Mails in flight per process. */
  EMAIL_CONCURRENCY: count.default(20),
  /** Mails per second and process. Without it, any number. */
  EMAIL_RATE: rate.optional(),
  /** Webhooks in flight per process, a fifth of them at most to one host. */
  WEBHOOK_CONCURRENCY: count.default(50),
  /** Webhooks per second, host and process. Without it, any number. */
  WEBHOOK_RATE: rate.optional(),
  /** Starts with everything paused, e.g. on a restored backup. */
  START_PAUSED: flag.default(false),
  /** Requests per second and key that one API process answers; twice as many at once. */
  KEY_RATE: rate.default(1_000),
  /** Messages per second about one customer that one API process takes in; ten times as many at once. */
  CUSTOMER_RATE: rate.default(100),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('warn'),
})

export type Settings = z.infer<typeof schema>

/** Reads settings from the environment. Empty values count as not set. @throws SettingError naming each bad one */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const result = schema.safeParse(given)
  if (result.success) return check(result.data)
  throw new SettingError(result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'))
}

function check(settings: Settings): Settings {
  if (settings.REDIS_URL && !settings.MONGODB_URL) {
    throw new SettingError('REDIS_URL: needs MONGODB_URL, too. A queue shared by processes needs a store they share; leave both out to run in one process.')
  }
  if (settings.SMTP_URL && !settings.SMTP_FROM) throw new SettingError('SMTP_FROM: needed with SMTP_URL; write name@example.com or Name <name@example.com>.')
  return settings
}
