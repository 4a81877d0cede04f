import { classifyStatus } from './webhook-answer.ts'
import type { Answer, Channel, Message } from './port.ts'

/** How the stand-in answers on one channel, as a scenario writes it. */
export interface StubRule {
  /** Default `accept`. `timeout` takes the message and loses the answer. */
  answer?: Answer['answer']
  /** For how many calls the rule holds; after them the provider accepts. Default: until the next rule. */
  times?: number
  /** Whom it holds for; everybody else is accepted and does not count down `times`. Default: all. */
  customers?: string[]
  /** For webhooks with `accept`: the status the receiver answers, judged as the real channel judges it. Default 200. */
  status?: number
  /** For webhooks: the body the receiver answers. */
  body?: unknown
}

/** The provider of scenarios: answers by rule, counts calls, and keeps what it took, once per idempotency key. */
export interface StubProvider {
  /** One rule per channel: a new one replaces the old one and starts its own count. */
  set(channel: string, rule: StubRule): void
  channel(name: string): Channel
  /** Channels by name, as the engine takes them. Default: email, sms, push and webhook. */
  channels(names?: Iterable<string>): Map<string, Channel>
  /** Calls made for an interaction, whatever they were answered. */
  calls(interactionId: string): number
  /** Every message taken, in order: what customers really got. */
  readonly accepted: readonly Message[]
}

/**
 * Makes a stand-in for all providers. It knows keys: a repeated key of a message already taken is answered `accept`
 * and is not taken again. A rule that says `refuse`, `throttle` or `timeout` comes before that, because it speaks of
 * the way to the provider.
 */
export function createStubProvider(rules: Readonly<Record<string, StubRule>> = {}): StubProvider {
  const standing = new Map<string, { rule: StubRule; left: number }>()
  const calls = new Map<string, number>()
  const taken = new Map<string, Answer>()
  const accepted: Message[] = []

  const provider: StubProvider = {
    set(channel, rule) {
      standing.set(channel, { rule, left: rule.times ?? Number.POSITIVE_INFINITY })
    },
    channel: (name) => ({ name, send: async (message) => answer(name, message) }),
    channels: (names = ['email', 'sms', 'push', 'webhook']) =>
      new Map(Array.from(names, (name) => [name, provider.channel(name)])),
    calls: (interactionId) => calls.get(interactionId) ?? 0,
    accepted,
  }
  for (const [channel, rule] of Object.entries(rules)) provider.set(channel, rule)
  return provider

  function answer(channel: string, message: Message): Answer {
    calls.set(message.interactionId, provider.calls(message.interactionId) + 1)
    const rule = ruleFor(channel, message)
    const kind = rule.answer ?? 'accept'
    if (kind === 'refuse' || kind === 'throttle') return { answer: kind, detail: `the provider answers ${kind}` }
    const first = taken.get(message.idempotencyKey)
    if (first && kind !== 'timeout') return first
    const verdict = verdictOf(rule, channel, message)
    if (!first && verdict.answer === 'accept') {
      taken.set(message.idempotencyKey, verdict)
      accepted.push(message)
    }
    return kind === 'timeout' ? { answer: 'timeout', detail: 'the provider answers timeout' } : verdict
  }

  function ruleFor(channel: string, message: Message): StubRule {
    const current = standing.get(channel)
    if (!current || current.left === 0) return {}
    if (current.rule.customers && !current.rule.customers.includes(message.customerId)) return {}
    current.left -= 1
    return current.rule
  }
}

function verdictOf(rule: StubRule, channel: string, message: Message): Answer {
  if (rule.answer === 'reject') {
    const said = {
      ...(rule.status !== undefined && { status: rule.status }),
      ...('body' in rule && { body: rule.body }),
    }
    return { answer: 'reject', detail: 'the provider answers reject', ...said }
  }
  if (channel !== 'webhook') return { answer: 'accept', providerId: `stub-${message.idempotencyKey}` }
  // A lost answer was an acceptance; only an answer that arrives can carry another status.
  return classifyStatus(rule.answer === 'timeout' ? 200 : (rule.status ?? 200), rule.body)
}
