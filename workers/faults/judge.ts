import type { Answer, Message } from '../../engine/channels/index.ts'
import { canonical } from '../../engine/core/hash.ts'
import type { Done, Process, Scheduler } from './scheduler.ts'

/** How a provider may treat a call. The last four leave the caller without a usable answer. */
export type ProviderMode =
  | 'ok'
  | 'refuse'
  | 'throttle'
  | 'reject'
  | 'taken-silent'
  | 'dropped-silent'
  | 'taken-throws'
  | 'late'

export interface Taken {
  interactionId: string
  customerId: string
  channel: string
  topic: string | null
  at: number
}

/**
 * All providers, and the judge of what really went out. Those that know keys fold repeats; the others take every call.
 * What must never happen is noted at the moment it happens.
 */
export interface Judge {
  send(process: Process, channel: string, message: Message): Promise<Answer>
  /** An opt-out that was acknowledged: from now on no first byte may leave. */
  optedOut(customerId: string, channel: string, topic: string): void
  readonly taken: readonly Taken[]
  readonly violations: string[]
  /** What the next call meets. */
  mode: (channel: string) => ProviderMode
}

const LATE_MS = 45_000

export function createJudge(scheduler: Scheduler, isKeyed: (message: Message) => boolean): Judge {
  const closed = new Set<string>()
  const bytes = new Map<string, string>()
  const keys = new Map<string, string>()
  const wire = new Map<string, number>()
  const accepted = new Set<string>()
  const taken: Taken[] = []
  const violations: string[] = []

  function firstByte(message: Message): void {
    const { interactionId: id, idempotencyKey, customerId, channel, topic, content } = message
    if (closed.has(`${customerId} ${channel} ${topic}`))
      violations.push(`I7: ${id} left after ${customerId} had opted out`)
    const frozen = canonical(content)
    if ((bytes.get(id) ?? frozen) !== frozen) violations.push(`I18: ${id} changed between attempts`)
    if ((keys.get(id) ?? idempotencyKey) !== idempotencyKey) violations.push(`I18: ${id} has two keys`)
    bytes.set(id, frozen)
    keys.set(id, idempotencyKey)
    wire.set(id, (wire.get(id) ?? 0) + 1)
    if (!isKeyed(message) && (wire.get(id) ?? 0) > 1)
      violations.push(`I1: ${id} is on the wire twice, at a provider that knows no keys`)
  }

  /** Nothing left after all, and the caller knows. */
  function takeBack({ interactionId }: Message): void {
    wire.set(interactionId, (wire.get(interactionId) ?? 1) - 1)
  }

  function take(message: Message): void {
    const { interactionId, customerId, channel, topic, idempotencyKey } = message
    if (isKeyed(message) && accepted.has(idempotencyKey)) return
    accepted.add(idempotencyKey)
    if (taken.some((other) => other.interactionId === interactionId))
      violations.push(`I1: ${interactionId} was taken twice`)
    taken.push({ interactionId, customerId, channel, topic, at: scheduler.now() })
  }

  function answer(message: Message, mode: ProviderMode): Answer | Promise<Answer> {
    switch (mode) {
      case 'ok':
        take(message)
        return { answer: 'accept', providerId: message.idempotencyKey }
      case 'refuse':
      case 'throttle':
        takeBack(message)
        return { answer: mode, detail: mode }
      case 'reject':
        return { answer: 'reject', detail: mode }
      case 'taken-throws':
        take(message)
        throw new Error('the connection broke')
      case 'late':
        take(message)
        return new Promise((resolve) => scheduler.at(scheduler.now() + LATE_MS, () => resolve({ answer: 'accept' })))
      case 'taken-silent':
        take(message)
        return { answer: 'timeout', detail: mode }
      case 'dropped-silent':
        return { answer: 'timeout', detail: mode }
    }
  }

  const judge: Judge = {
    send(process, channel, message) {
      firstByte(message)
      return scheduler.call<Answer>(
        process,
        `provider.${channel}`,
        () => answer(message, judge.mode(channel)),
        (done: Done) => {
          if (done) return { answer: 'timeout', detail: 'the answer got lost' }
          takeBack(message)
          return { answer: 'refuse', detail: 'no connection' }
        },
      )
    },
    optedOut: (customerId, channel, topic) => closed.add(`${customerId} ${channel} ${topic}`),
    taken,
    violations,
    mode: () => 'ok',
  }
  return judge
}
