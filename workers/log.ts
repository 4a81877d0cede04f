import { format } from 'node:util'
import pino, { type DestinationStream, type Logger, type LoggerOptions } from 'pino'
import type { Tracing } from '../engine/tracing/port.ts'

/**
 * The log of a process: JSON lines whose fields hold ids, never addresses, names, bodies or keys. What was logged while
 * a trace was under way names it.
 * @param level the least level that is written
 * @param to instead of standard output
 */
export function createLog(level: string, tracing: Tracing, to?: DestinationStream): Logger {
  const trace = (): object => {
    const traceId = tracing.current()?.split('-')[1]
    return traceId === undefined ? {} : { traceId }
  }
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
  }
  return pino({ ...options, ...(tracing.on ? { mixin: trace } : {}) }, to)
}

const MOST_SENTENCES = 100

/**
 * What libraries print by themselves comes into the log of the process, each sentence once: BullMQ warns on the console, at
 * every connection, of a Redis that evicts.
 */
export function logWarnings(log: Logger): void {
  const said = new Set<string>()
  console.warn = (...words: unknown[]) => {
    const sentence = format(...words).slice(0, 500)
    if (said.has(sentence)) return
    // Sentences with figures in them are each a new one: they must not fill the memory.
    if (said.size >= MOST_SENTENCES) said.clear()
    said.add(sentence)
    log.warn(sentence)
  }
}

interface Described {
  type: string
  code?: string | number
  message: string
  at?: string[]
  cause?: Described
}

/**
 * An error as it may be logged: its kind, where it happened, and what it says without what it quotes. Errors of stores
 * and parsers quote what they could not digest, and carry whole documents in fields of their own.
 */
export function describeError(error: unknown): Described {
  if (!(error instanceof Error)) return { type: typeof error, message: withoutData(String(error)) }
  const { name, message, stack, cause } = error
  const { code } = error as { code?: unknown }
  const at = stack?.split('\n').filter((line) => /^ {4}at /.test(line)) ?? []
  return {
    type: name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    message: withoutData(message),
    ...(at.length > 0 ? { at: at.map((line) => line.slice(7)) } : {}),
    ...(cause === undefined ? {} : { cause: describeError(cause) }),
  }
}

/** From the first quote to the last: what is quoted may hold quotes itself. An apostrophe in a word is none. */
const QUOTED = /(?<!\w)["'`“‘].*["'`”’](?!\w)/
const ADDRESS = /\S+@\S+/g
/** Long numbers with the signs of phone numbers; ports, sizes and durations are shorter. */
const PHONE = /\+?\d[\d ()-]{7,}\d/g

function withoutData(message: string): string {
  const [first = ''] = message.split('\n', 1)
  return first.slice(0, 500).replace(QUOTED, '"…"').replace(ADDRESS, '…').replace(PHONE, '…')
}
