import type { JsonObject } from '../core/model/json.ts'

/**
 * What a provider said about one attempt.
 *
 * - `accept`: it has the message.
 * - `reject`: it refuses this message for good.
 * - `refuse`: nothing was sent (connection refused, no such host, login failed); safe to repeat.
 * - `throttle`: it did not take the message now and may take it later; safe to repeat.
 * - `timeout`: bytes left and no answer came: unknown whether it was accepted.
 */
export type Answer =
  | { answer: 'accept'; providerId?: string; status?: number; body?: unknown }
  | { answer: 'reject'; detail: string; status?: number; body?: unknown; suppress?: 'hard-bounce' }
  | { answer: 'refuse' | 'throttle'; detail: string; status?: number; retryAfterMs?: number }
  | { answer: 'timeout'; detail: string }

/** One interaction as handed to a provider: frozen at planning, the same bytes at every attempt. */
export interface Message {
  interactionId: string
  /** The identity of the attempt series at the provider; equal for every repeat of one interaction. */
  idempotencyKey: string
  channel: string
  topic: string | null
  customerId: string
  /** Address of the customer on this channel (email address, phone number), null for webhook and task. */
  to: string | null
  /**
   * email `{ subject, preheader?, text?, html?, mjml?, from?, replyTo? }`, sms `{ text }`,
   * webhook `{ method, url, headers, body }`.
   */
  content: Record<string, unknown>
  /** Where a POST ends the consent for this channel and topic (RFC 8058). */
  unsubscribeUrl?: string
  /** W3C trace context of this attempt, for providers that go on with it; only while tracing is on. */
  traceparent?: string
}

/**
 * What a provider makes of a message it gets twice. It decides what may be done when an answer was lost.
 *
 * - `keyed`: it folds messages with the same key for `forMs`: the same message with the same key is sent again in that time.
 * - `receiver-dedup`: every call carries the same id, by which the receiver folds them: sent again.
 * - `blind`: it takes every message: never sent again by itself, the interaction stays unknown.
 */
export type Repeats = { class: 'keyed'; forMs: number } | { class: 'receiver-dedup' } | { class: 'blind' }

/**
 * A way to reach a customer. `send` is called once per claim and never throws for a fault of the provider or of the
 * message: it classifies. Consent, suppression and caps are not its business; they were settled before the claim.
 */
export interface Channel {
  readonly name: string
  /** Without it, the author of the step is believed (`idempotent`). */
  readonly repeats?: Repeats
  /** Nothing leaves the machine: messages are accepted and only kept. */
  readonly isLocal?: boolean
  /**
   * Makes what is dear to make, before the last look at whether the message may go. Answers when it cannot be made;
   * nothing was sent then.
   */
  prepare?(message: Message): Promise<Message | Exclude<Answer, { answer: 'accept' }>>
  send(message: Message, signal?: AbortSignal): Promise<Answer>
  /** Checks that the provider can be reached with these settings; throws an Error that says what is wrong. */
  verify?(): Promise<void>
  /** Lets attempts in flight finish and frees connections. */
  close?(): Promise<void>
}

/** Makes the bodies of mails ready to go. One for a process: it remembers what it has made. */
export interface Bodies {
  /**
   * Content with its `mjml` made `html`, and with `text` made of the HTML where there is none.
   * @throws BodyFault (by name) when the text cannot be made a mail; any other Error may pass
   */
  finish(content: JsonObject): Promise<JsonObject>
  /** What is wrong with MJML whose Liquid has been carried out. */
  check(mjml: string): Promise<MjmlFault[]>
  close(): Promise<void>
}

export interface MjmlFault {
  /** From 1, in the MJML that was given. */
  line: number
  tag: string
  /** A sentence. */
  message: string
  /** Whatever the values, it is wrong; else one of them may be to blame. */
  isCertain: boolean
}
