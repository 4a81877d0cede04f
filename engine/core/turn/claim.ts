import type { Send } from '../model/interaction.ts'
import { runAgenda } from './agenda.ts'
import { capVerdict } from './caps.ts'
import { quietVerdict, type Verdict } from './policy.ts'
import { isMessage, rowOf } from './sends.ts'
import { CLAIM_MS } from './settle.ts'
import { isHalted, type Turn } from './state.ts'
import { suppress } from './suppress.ts'

/** Which interactions may be claimed now; each claim takes a slot. */
export interface Slots {
  /** True = its call may start at once; false = not just now; else its provider is to be left alone until an instant. */
  take(send: Send): boolean | { until: number; reason: string }
}

/**
 * The gate and the claim in one: consent, suppression, quiet hours, caps and exits are all in the document that the
 * claim is written to, so they cannot disagree. Higher priority first. What is refused tells its step at once, which may
 * plan more.
 */
export function claimDue(turn: Turn, slots: Slots): Send[] {
  const claimed: Send[] = []
  const full = new Set<string>()
  for (;;) {
    const send = nextDue(turn, full)
    if (!send) return claimed
    const verdict = judge(turn, send)
    turn.changed = true
    if (verdict.verdict === 'defer') {
      send.dueAt = verdict.until
      send.reason = verdict.reason
      turn.customer.outbox.push({ type: 'interaction', row: rowOf(send) })
    } else if (verdict.verdict === 'suppress') {
      suppress(turn, send, verdict.reason)
      runAgenda(turn, [])
    } else {
      const slot = slots.take(send)
      if (slot === true) {
        claim(turn, send)
        claimed.push(send)
      } else if (slot === false) {
        full.add(send.id)
      } else {
        // Stored with the customer, so that what waits for a provider is neither due nor looked at until then.
        send.dueAt = Math.max(slot.until, turn.now + 1)
        // The ledger hears of it once, however often the provider is still not ready.
        if (send.reason === slot.reason) continue
        send.reason = slot.reason
        turn.customer.outbox.push({ type: 'interaction', row: rowOf(send) })
      }
    }
  }
}

/** Due by the turn's limit for timers; what was planned at this very instant need not wait for it. */
export function isDue(turn: Turn, send: Send): boolean {
  if (turn.env.paused || send.status !== 'planned' || send.dueAt > turn.now || isHalted(turn, send.journeyId))
    return false
  return send.dueAt <= turn.due || send.plannedAt === turn.now
}

function nextDue(turn: Turn, full: ReadonlySet<string>): Send | null {
  let best: Send | null = null
  for (const send of turn.customer.sends) {
    if (!isDue(turn, send) || full.has(send.id)) continue
    if (!best || before(send, best)) best = send
  }
  return best
}

const before = (a: Send, b: Send): boolean =>
  a.priority !== b.priority
    ? a.priority > b.priority
    : a.plannedAt !== b.plannedAt
      ? a.plannedAt < b.plannedAt
      : a.seq < b.seq

/** S2: hours and caps first, consent last, directly before the claim. */
function judge(turn: Turn, send: Send): Verdict {
  if (!isMessage(send.channel)) return { verdict: 'go' }
  const timing = quietVerdict(turn, send) ?? capVerdict(turn, send)
  if (timing) return timing
  const { consent, suppressed } = turn.customer
  const blocked = Object.hasOwn(suppressed, send.channel) ? suppressed[send.channel] : undefined
  if (blocked !== undefined) return { verdict: 'suppress', reason: blocked }
  const topics = Object.hasOwn(consent, send.channel) ? consent[send.channel] : undefined
  if (send.topic === null || !topics?.includes(send.topic)) return { verdict: 'suppress', reason: 'no-consent' }
  return { verdict: 'go' }
}

function claim(turn: Turn, send: Send): void {
  // Planned in this very turn: the ledger hears of the answer instead.
  turn.customer.outbox = turn.customer.outbox.filter((item) => item.type !== 'interaction' || item.row.id !== send.id)
  send.status = 'sending'
  send.reason = null
  send.attempts += 1
  send.sentAt = turn.now
  send.deadline = turn.now + CLAIM_MS
  const result = turn.customer.enrollments.find((e) => e.id === send.enrollmentId)?.results[send.step]
  if (result?.interactionId === send.id) result.status = 'sending'
  if (!isMessage(send.channel)) return
  if (send.unsureSince !== undefined) turn.customer.sent = turn.customer.sent.filter((mark) => mark.id !== send.id)
  turn.customer.sent.push({
    id: send.id,
    at: turn.now,
    journeyId: send.journeyId,
    channel: send.channel,
    topic: send.topic,
  })
}
