import type { Answer } from '../../engine/channels/index.ts'
import type { TroubledProvider } from '../../engine/store/port.ts'
import { createBreaker } from './breaker.ts'
import { createBucket } from './bucket.ts'

/** Why a message has to wait for its provider, and until when. */
export interface Wait {
  cause: 'breaker' | 'retry-after' | 'rate'
  until: number
}

/** One provider as this process knows it. Instants are epoch milliseconds. */
export interface Provider {
  /** True = call it; false = every place is taken; else it has to be left alone for now. */
  ask(id: string, now: number, sparing?: boolean): boolean | Wait
  /** @returns true if this answer cut it off */
  answered(id: string, answer: Answer, now: number): boolean
  /** The place is free again; if nothing was answered, nothing was called. */
  release(id: string): void
  inFlight(): number
  trouble(now: number): Omit<TroubledProvider, 'provider'> | null
}

/** Whoever waits comes back at this rate, so that a backlog does not come back in one go. */
const BACK_PER_SECOND = 500
const LONGEST_SPREAD_MS = 5 * 60_000
/** A provider that asks for more patience than this is asked again after it. Milliseconds. */
const LONGEST_HOLD_MS = 60 * 60_000

/** @param limits calls under way at once, and calls per second (null = any number) */
export function createProvider(limits: { inFlight: number; perSecond: number | null }): Provider {
  const breaker = createBreaker()
  const bucket = createBucket(limits.perSecond)
  const taken = new Set<string>()
  const unanswered = new Set<string>()
  let heldUntil = -Infinity
  let tail = -Infinity
  let detail = ''

  /** Behind all who wait already. */
  function wait(cause: Wait['cause'], from: number): Wait {
    tail = Math.max(tail, from) + 1000 / (limits.perSecond ?? BACK_PER_SECOND)
    return { cause, until: Math.ceil(cause === 'rate' ? tail : Math.min(tail, from + LONGEST_SPREAD_MS)) }
  }

  return {
    ask(id, now, sparing) {
      if (now < heldUntil) return wait('retry-after', heldUntil)
      if (taken.size >= limits.inFlight) return false
      const closedUntil = breaker.ask(id, now)
      if (closedUntil !== null) return wait('breaker', closedUntil)
      if (!bucket.take(now, sparing)) {
        breaker.withdraw(id)
        return wait('rate', now)
      }
      taken.add(id)
      unanswered.add(id)
      return true
    },
    answered(id, answer, now) {
      unanswered.delete(id)
      if ('detail' in answer) detail = answer.detail
      if (answer.answer === 'throttle' && answer.retryAfterMs !== undefined) {
        heldUntil = Math.max(heldUntil, now + Math.min(answer.retryAfterMs, LONGEST_HOLD_MS))
      }
      if (isFailure(answer)) return breaker.failed(id, now)
      if (answer.answer !== 'throttle') breaker.succeeded()
      else breaker.withdraw(id)
      return false
    },
    release(id) {
      taken.delete(id)
      if (!unanswered.delete(id)) return
      breaker.withdraw(id)
      bucket.giveBack()
    },
    inFlight: () => taken.size,
    trouble(now) {
      const state = breaker.state(now)
      if (state) return { ...state, detail }
      return now < heldUntil ? { state: 'held', failures: 0, until: heldUntil, detail } : null
    },
  }
}

/** The provider's own fault. A message it refuses, or does not want just now, is none. */
function isFailure(answer: Answer): boolean {
  if (answer.answer === 'throttle') return (answer.status ?? 0) >= 500
  return answer.answer === 'timeout' || answer.answer === 'refuse'
}
