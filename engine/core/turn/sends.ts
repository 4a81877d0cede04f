import { derivedId } from '../hash.ts'
import type { Customer } from '../model/customer.ts'
import type { Interaction, Send, SendStatus } from '../model/interaction.ts'
import type { Enrollment } from '../model/enrollment.ts'
import { provesAcceptance } from '../model/evidence.ts'
import type { InputOf } from '../model/input.ts'
import type { Json } from '../model/json.ts'
import type { InteractionDraft } from '../steps/sdk.ts'
import { callsOf, CLAIM_MS } from './settle.ts'
import { versionOf, type Turn } from './state.ts'

/** Channels that carry a message to a person: consent, suppression and frequency caps hold for them. */
export const isMessage = (channel: string): boolean =>
  channel !== 'webhook' && channel !== 'task' && channel !== 'coupon'

/**
 * S1: one logical interaction per (enrollment, step, visit). Asking twice in a visit (after a move) finds the first one.
 */
export function planSend(turn: Turn, e: Enrollment, draft: InteractionDraft): string {
  const { customer, now } = turn
  const step = e.step as string
  const id = derivedId('in', e.id, step, String(e.visit))
  if (e.results[step]?.interactionId === id) return id
  const version = versionOf(turn, e)
  const send: Send = {
    id,
    customerId: customer.id,
    enrollmentId: e.id,
    journeyId: e.journeyId,
    version: e.version,
    step,
    visit: e.visit,
    seq: customer.seq++,
    order: turn.order,
    channel: draft.channel,
    topic: draft.topic,
    status: 'planned',
    reason: null,
    plannedAt: now,
    sentAt: null,
    finalAt: null,
    idempotencyKey: id,
    attempts: 0,
    content: draft.content,
    to: addressOn(customer, draft.channel),
    outcomes: {},
    dueAt: now,
    deadline: null,
    idempotent: draft.idempotent ?? false,
    quietHours: draft.quietHours ?? 'defer',
    cap: draft.cap ?? null,
    priority: version.journey.priority ?? 0,
  }
  if (draft.workspaceCaps === 'ignore') send.workspaceCaps = 'ignore'
  const traceparent = turn.traceparent ?? e.traceparent
  if (traceparent !== undefined) send.traceparent = traceparent
  e.results[step] = {
    interactionId: id,
    visit: e.visit,
    channel: draft.channel,
    status: 'planned',
    at: now,
    outcomes: {},
  }
  if (draft.immediate) {
    finish(turn, { ...send, sentAt: now }, 'accepted', null)
  } else if (turn.skipping.has(e.id)) {
    customer.sends.push(send)
    turn.overdue.push(id)
  } else {
    customer.sends.push(send)
    turn.customer.outbox.push({ type: 'interaction', row: rowOf(send) })
  }
  return id
}

/** Where a channel reaches the customer now: a trait of its name, `phone` for sms. */
export function addressOn({ traits }: Customer, channel: string): string | null {
  const address = traits[channel === 'sms' ? 'phone' : channel]
  return typeof address === 'string' ? address : null
}

/** Brings a send to its final status: out of the customer, into the ledger, into the enrollment's memory. */
export function finish(turn: Turn, send: Send, outcome: SendStatus, reason: string | null, recorded = false): void {
  const { customer, now } = turn
  // An earlier attempt whose answer was lost may have reached them: then nobody may say that nothing was sent.
  const status =
    send.unsureSince !== undefined && (outcome === 'cancelled' || outcome === 'suppressed') ? 'unknown' : outcome
  turn.changed = true
  send.status = status
  send.reason = reason
  send.finalAt = now
  customer.sends = customer.sends.filter((other) => other.id !== send.id)
  // Only what went out, or may have, has an instant of sending: the one under which caps count it.
  if (status === 'accepted' || status === 'unknown') {
    send.sentAt ??= customer.sent.find((mark) => mark.id === send.id)?.at ?? send.unsureSince ?? null
  } else {
    send.sentAt = null
    customer.sent = customer.sent.filter((mark) => mark.id !== send.id)
  }
  customer.outbox = customer.outbox.filter((item) => item.type !== 'interaction' || item.row.id !== send.id)
  if (!recorded) customer.outbox.push({ type: 'interaction', row: rowOf(send) })
  const result = customer.enrollments.find((e) => e.id === send.enrollmentId)?.results[send.step]
  if (result?.interactionId === send.id) Object.assign(result, { status, at: now })
}

/** L2: what was planned is cancelled; what is being sent finishes. */
export function cancelSends(turn: Turn, e: Enrollment, reason: 'exited' | 'moved'): void {
  for (const send of [...turn.customer.sends]) {
    if (send.enrollmentId === e.id && send.status === 'planned') finish(turn, send, 'cancelled', reason)
  }
}

/**
 * Records the answer of an attempt. A result of another attempt, or of a send that is final already, is ignored.
 * @returns the enrollment to tell, or null when nothing is final
 */
export function settleSend(turn: Turn, input: InputOf<'result'>): string | null {
  const send = turn.customer.sends.find((candidate) => candidate.id === input.interactionId)
  if (!send || send.status !== 'sending' || send.attempts !== input.attempt) return null
  turn.changed = true
  if (input.status === 'sending') {
    send.deadline = turn.now + CLAIM_MS
    return null
  }
  if (input.status === 'retry' || input.status === 'planned') {
    // The number of the claim stays: it tells late news of this claim from news of the next one.
    if (input.unsure) send.unsureSince ??= send.sentAt ?? turn.now
    if (input.unsent) send.givenBack = (send.givenBack ?? 0) + 1
    send.status = 'planned'
    send.reason = input.reason
    send.dueAt = input.retryAt ?? turn.now
    send.deadline = null
    send.sentAt = null
    // An attempt that may have reached them keeps its place under the caps until the repeat takes it over.
    if (send.unsureSince === undefined) turn.customer.sent = turn.customer.sent.filter((mark) => mark.id !== send.id)
    if (!input.recorded) turn.customer.outbox.push({ type: 'interaction', row: rowOf(send) })
    return null
  }
  if (input.response !== undefined) send.response = input.response
  finish(turn, send, input.status, input.reason, input.recorded)
  // The step that planned the first one was told of that, and is left behind.
  return send.resends === undefined ? send.enrollmentId : null
}

/** Outcomes of an interaction; bounces, complaints and unsubscribes also change what may be sent from now on. */
export function recordOutcome(
  turn: Turn,
  reply: InputOf<'outcome'> | InputOf<'answer'> | InputOf<'task'>,
  target: { e: Enrollment; step: string } | null,
): void {
  const { customer, now } = turn
  const result = target?.e.results[target.step]
  const interactionId = reply.interactionId ?? result?.interactionId
  const channel = result?.channel ?? 'email'
  for (const outcome of outcomesOf(reply)) {
    if (result) result.outcomes[outcome] ??= now
    if (result?.status === 'unknown' && provesAcceptance(outcome)) result.status = 'accepted'
    if (interactionId) customer.outbox.push({ type: 'outcome', interactionId, outcome, at: now, data: dataOf(reply) })
    if (outcome === 'bounced' || outcome === 'complained') customer.suppressed[channel] = outcome
    if (outcome === 'unsubscribed' && target) withdraw(turn, target, channel)
  }
}

/** Who unsubscribes by a message ends the consent for its topic. */
function withdraw(turn: Turn, { e, step }: { e: Enrollment; step: string }, channel: string): void {
  const config = versionOf(turn, e).steps.get(step)?.config as { topic?: unknown } | undefined
  const topics = turn.customer.consent[channel]
  if (topics && typeof config?.topic === 'string')
    turn.customer.consent[channel] = topics.filter((topic) => topic !== config.topic)
}

/** Who clicked has opened; an answered survey and a task that is done have these outcomes. */
function outcomesOf(reply: InputOf<'outcome'> | InputOf<'answer'> | InputOf<'task'>): string[] {
  if (reply.kind === 'answer') return ['answered']
  if (reply.kind === 'task') return reply.done ? ['done'] : []
  return reply.outcome === 'clicked' ? ['opened', 'clicked'] : [reply.outcome]
}

function dataOf(reply: InputOf<'outcome'> | InputOf<'answer'> | InputOf<'task'>): Json {
  if (reply.kind === 'answer') return reply.value
  return reply.kind === 'outcome' ? (reply.data ?? null) : null
}

export function rowOf(send: Send): Interaction {
  const {
    dueAt,
    deadline: _l,
    idempotent: _i,
    quietHours: _q,
    cap: _c,
    workspaceCaps: _w,
    priority: _p,
    givenBack: _g,
    unsureSince: _u,
    ...row
  } = send
  const held = row.status === 'planned' && dueAt > row.plannedAt
  return { ...row, attempts: callsOf(send), ...(held ? { dueAt } : {}) }
}
