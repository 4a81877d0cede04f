import { FINAL_STATUSES, type Send, type SendStatus } from '../model/interaction.ts'
import type { Json } from '../model/json.ts'

/** A provider's answer, as far as the decision about it goes. */
export type ProviderAnswer =
  | { answer: 'accept'; body?: unknown; status?: number }
  | { answer: 'reject'; detail: string; body?: unknown }
  | { answer: 'refuse' | 'throttle'; detail: string; retryAfterMs?: number }
  | { answer: 'timeout'; detail: string }

export interface Settled {
  status: SendStatus | 'retry'
  reason: string | null
  retryAt?: number
  response?: Json
  /** With `retry`: it may have been accepted all the same. */
  unsure?: boolean
  /** With `retry`: the claim was given back before anything was done, so it is no attempt at the provider. */
  unsent?: boolean
}

/**
 * A claim that is neither answered nor renewed for this long counts as lost: its worker is gone. Whoever waits for a slow
 * provider renews it. Milliseconds.
 */
export const CLAIM_MS = 10_000

const MINUTE = 60_000
/** S7: waits before the 2nd, 3rd, ... attempt. */
const RETRY_AFTER_MS: readonly number[] = [MINUTE, 5 * MINUTE, 30 * MINUTE, 120 * MINUTE, 360 * MINUTE]

const FINAL: readonly SendStatus[] = FINAL_STATUSES
export const isFinal = (status: SendStatus): boolean => FINAL.includes(status)

/**
 * What an answer means for a send (S7). Nothing sent: again later, then failed. Refused for good: failed. Unknown:
 * repeated with the same key only where the provider knows our key, else it stays unknown and is never sent again.
 * @param repeats the provider folds repeats; by default, what the author of the step says
 */
export function settle(
  send: Attempted & Pick<Send, 'idempotent' | 'unsureSince'>,
  answer: ProviderAnswer,
  now: number,
  repeats = send.idempotent,
): Settled {
  switch (answer.answer) {
    case 'accept':
      return {
        status: 'accepted',
        reason: null,
        ...(answer.body === undefined ? {} : { response: answer.body as Json }),
      }
    case 'reject':
      return { status: 'failed', reason: answer.detail }
    case 'refuse':
    case 'throttle':
      return again(send, now, answer.detail, send.unsureSince === undefined ? 'failed' : 'unknown', answer.retryAfterMs)
    case 'timeout':
      return repeats
        ? { ...again(send, now, answer.detail, 'unknown'), unsure: true }
        : { status: 'unknown', reason: answer.detail }
  }
}

type Attempted = Pick<Send, 'attempts' | 'givenBack'>

/** Claims that led to a call: the others were given back in time. */
export const callsOf = ({ attempts, givenBack = 0 }: Attempted): number => attempts - givenBack

function again(send: Attempted, now: number, detail: string, last: 'failed' | 'unknown', retryAfterMs = 0): Settled {
  const wait = RETRY_AFTER_MS[callsOf(send) - 1]
  if (wait === undefined) return { status: last, reason: detail }
  return { status: 'retry', reason: detail, retryAt: now + Math.max(wait, retryAfterMs) }
}
