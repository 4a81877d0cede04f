import { derivedId } from '../hash.ts'
import type { InputOf } from '../model/input.ts'
import type { Send } from '../model/interaction.ts'
import { findTarget } from './apply.ts'
import { react } from './react.ts'
import { addressOn, isMessage, rowOf } from './sends.ts'
import { type Turn, versionOf } from './state.ts'

/**
 * Sends an interaction once more, by an operator's wish: a new one with a new id that names the old one, with the same
 * content, to the customer's present address, through the same gate. Asked again while one is on its way, nothing happens.
 */
export function resend(turn: Turn, { id, original }: InputOf<'resend'>): void {
  const { customer, now } = turn
  if (customer.sends.some((send) => send.id === original.id || send.resends === original.id)) return
  const version = versionOf(turn, original)
  const { idempotent, quietHours, cap, workspaceCaps } = (version.steps.get(original.step)?.config ?? {}) as SendConfig
  const newId = resendId(original.id, id)
  const { response: _r, resentAs: _a, ...content } = original
  const send: Send = {
    ...content,
    id: newId,
    idempotencyKey: newId,
    resends: original.id,
    seq: customer.seq++,
    order: turn.order,
    status: 'planned',
    reason: null,
    plannedAt: now,
    sentAt: null,
    finalAt: null,
    attempts: 0,
    outcomes: {},
    to: addressOn(customer, original.channel),
    dueAt: now,
    deadline: null,
    idempotent: idempotent ?? original.channel === 'webhook',
    quietHours: quietHours ?? (isMessage(original.channel) ? 'defer' : 'ignore'),
    cap: cap ? { ...cap, over: cap.over ?? 'defer' } : null,
    priority: version.journey.priority ?? 0,
  }
  if (workspaceCaps === 'ignore') send.workspaceCaps = 'ignore'
  customer.sends.push(send)
  customer.outbox.push(
    { type: 'interaction', row: rowOf(send) },
    { type: 'interaction', row: { ...original, resentAs: newId } },
  )
  const result = findTarget(customer, { interactionId: original.id })?.result
  if (result) result.resent = [...(result.resent ?? []), newId]
}

/** The id of the interaction that an input makes of another one. */
export const resendId = (originalId: string, inputId: string): string => derivedId('in', originalId, 'resend', inputId)

/** What the step that planned it says about sending; other steps send by its defaults. */
interface SendConfig {
  idempotent?: boolean
  quietHours?: Send['quietHours']
  cap?: { max: number; per: string; over?: 'defer' | 'drop' }
  workspaceCaps?: 'apply' | 'ignore'
}

/** An operator has found out what became of an interaction that was unknown. */
export function resolve(turn: Turn, input: InputOf<'resolve'>): void {
  const { interactionId, status } = input
  const result = findTarget(turn.customer, { interactionId })?.result
  if (result?.interactionId === interactionId && result.status === 'unknown') result.status = status
  // What was not sent takes no room under a frequency cap.
  if (status === 'failed') turn.customer.sent = turn.customer.sent.filter((mark) => mark.id !== interactionId)
  react(turn, { event: null, input })
}
