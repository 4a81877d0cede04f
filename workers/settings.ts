import { z } from 'zod'
import { isLoopback } from '../engine/channels/index.ts'
import {
  address,
  count,
  delay,
  flag,
  key,
  level,
  mailUrl,
  port,
  proxies,
  ranges,
  rate,
  secrets,
  sender,
} from './setting-kinds.ts'

/** A setting that cannot be used: the process says which and how to mend it, and ends with 78 (EX_CONFIG). */
export class SettingError extends Error {}

const schema = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(3000),
  /** How customers and providers reach this server. Without it, the address it listens on; needed where mail leaves the machine. */
  PUBLIC_URL: address.optional(),
  /** Without it, data live in DATA_FILE. */
  MONGODB_URL: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://')
    .optional(),
  /** Without it, the queue lives in this process. */
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'must begin with redis:// or rediss://')
    .optional(),
  DATA_FILE: z.string().min(1).default('.data/perennial.db'),
  /** Keeps several workspaces on one Redis apart. */
  QUEUE_PREFIX: z
    .string()
    .regex(/^[\w-]+$/, 'may have letters, digits, - and _')
    .default('perennial'),
  SMTP_URL: mailUrl.optional(),
  SMTP_FROM: sender.optional(),
  /** `Header-Name=PT24H`: the mail relay folds mails with the same value in this header for so long. */
  SMTP_KEY: key.optional(),
  WEBHOOK_SECRETS: secrets.default([]),
  WEBHOOK_ALLOW: ranges.default([]),
  CALLBACK_SECRETS: secrets.default([]),
  TRUSTED_PROXIES: proxies.default([]),
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
  /** Seconds an API process that is told to stop still serves, not ready, so that load balancers let go of it. */
  STOP_DELAY: delay.default(5),
  /** Requests per second and key that one API process answers; twice as many at once. */
  KEY_RATE: rate.default(1_000),
  /** Messages per second about one customer that one API process takes in; ten times as many at once. */
  CUSTOMER_RATE: rate.default(100),
  LOG_LEVEL: level.default('warn'),
})

export type Settings = z.infer<typeof schema>

/** Reads settings from the environment. Empty values count as not set. @throws SettingError naming each bad one */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const result = schema.safeParse(given)
  if (result.success) return check(result.data)
  // One that is no number at all is too small as well.
  const faults = new Set(result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))
  throw new SettingError([...faults].join('\n'))
}

/** Settings of a process that is one of several: they share a store and a queue. @throws SettingError */
export function readSharedSettings(env: NodeJS.ProcessEnv): Settings {
  const settings = readSettings(env)
  if (settings.MONGODB_URL && settings.REDIS_URL) return settings
  throw new SettingError(
    'MONGODB_URL and REDIS_URL: a process that is one of several needs both. Without servers, run `npm start`, which holds everything in one process.',
  )
}

/** How this process is reached: as it is told, else at the address it listens on; every address of a machine is none. */
export function publicUrlOf({ PUBLIC_URL, HOST, PORT }: Settings): string {
  if (PUBLIC_URL) return PUBLIC_URL
  const host = HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST
  return `http://${host.includes(':') ? `[${host}]` : host}:${PORT}`
}

function check(settings: Settings): Settings {
  if (settings.REDIS_URL && !settings.MONGODB_URL) {
    throw new SettingError(
      'REDIS_URL: needs MONGODB_URL, too. A queue shared by processes needs a store they share; leave both out to run in one process.',
    )
  }
  if (settings.SMTP_URL && !settings.SMTP_FROM)
    throw new SettingError('SMTP_FROM: needed with SMTP_URL; write name@example.com or Name <name@example.com>.')
  if (settings.SMTP_URL && !settings.PUBLIC_URL && !isLoopback(new URL(settings.SMTP_URL).hostname)) {
    throw new SettingError(
      'PUBLIC_URL: needed with SMTP_URL; the links in mails begin with it. It is the address at which customers reach this server.',
    )
  }
  return settings
}
