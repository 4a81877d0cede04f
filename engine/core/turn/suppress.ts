import type { Input } from '../model/input.ts'
import type { Send } from '../model/interaction.ts'
import { signalOf } from './apply.ts'
import { tellStep } from './react.ts'
import { finish } from './sends.ts'
import type { Turn } from './state.ts'

/** Suppresses a planned interaction and lets its step go on. */
export function suppress(turn: Turn, send: Send, reason: string): void {
  finish(turn, send, 'suppressed', reason)
  // The step that planned the first one was told of that, and is left behind.
  if (send.resends !== undefined) return
  const input: Input = {
    kind: 'result',
    id: `${send.id}-suppressed`,
    customerId: turn.customer.id,
    acceptedAt: turn.now,
    ordinal: 0,
    interactionId: send.id,
    attempt: send.attempts,
    status: 'suppressed',
    reason,
  }
  const signal = signalOf(turn, input)
  if (signal) tellStep(turn, send.enrollmentId, signal, input)
}
