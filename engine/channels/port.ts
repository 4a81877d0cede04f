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
  | { answer: 'refuse' | 'throttle'; detail: string; retryAfterMs?: number }
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
   * email `{ subject, preheader?, text?, html?, from?, replyTo? }`, sms `{ text }`,
   * webhook `{ method, url, headers, body }`.
   */
  content: Record<string, unknown>
  /** Where a POST ends the consent for this channel and topic (RFC 8058). */
  unsubscribeUrl?: string
}

/**
 * A way to reach a customer. `send` is called once per claim and never throws for a fault of the provider or of the
 * message: it classifies. Consent, suppression and caps are not its business; they were settled before the claim.
 */
export interface Channel {
  readonly name: string
  send(message: Message, signal?: AbortSignal): Promise<Answer>
  /** Checks that the provider can be reached with these settings; throws an Error that says what is wrong. */
  verify?(): Promise<void>
  /** Lets attempts in flight finish and frees connections. */
  close?(): Promise<void>
}
