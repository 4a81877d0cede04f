import type { Enrollment } from '../model/enrollment.ts'
import type { SentMark } from '../model/interaction.ts'
import { hasOpenGoals } from './leaving.ts'
import { isInside, type Turn } from './state.ts'

const KEEP_ENDED = 10
const KEEP_ENDED_WITH_GOALS = 100
const KEEP_VISITS = 64
/** Caps of the workspace look back a year at most; those of a step as far as somebody likes, but then they are small numbers. */
const KEEP_MARKS_MS = 400 * 86_400_000
const KEEP_MARKS = 100

/** Keeps the customer document small: old ended enrollments and long histories move to their own collections. */
export function archive(turn: Turn): void {
  const { customer } = turn
  if (customer.enrollments.length > KEEP_ENDED) archiveEnded(turn)
  if (customer.sent.length > KEEP_MARKS) forgetMarks(turn)
  for (const e of customer.enrollments) if (e.history.length > KEEP_VISITS) spillVisits(turn, e)
}

function forgetMarks({ customer, now }: Turn): void {
  const oldest = now - KEEP_MARKS_MS
  const surplus = customer.sent.length - KEEP_MARKS
  if ((customer.sent[0] as SentMark).at >= oldest) return
  customer.sent = customer.sent.filter(({ at }, i) => i >= surplus || at >= oldest)
}

function archiveEnded(turn: Turn): void {
  const { customer } = turn
  const ended = customer.enrollments.filter((e) => !isInside(e))
  let surplus = ended.length - KEEP_ENDED
  for (const e of ended) {
    if (surplus <= 0) return
    if (hasOpenGoals(turn, e) && ended.length <= KEEP_ENDED_WITH_GOALS) continue
    if (customer.sends.some((send) => send.enrollmentId === e.id)) continue
    customer.enrollments = customer.enrollments.filter((other) => other.id !== e.id)
    customer.outbox.push({ type: 'enrollment', row: { ...e, customerId: customer.id } })
    surplus -= 1
    turn.changed = true
  }
}

function spillVisits(turn: Turn, e: Enrollment): void {
  const rows = e.history.splice(0, e.history.length - KEEP_VISITS / 2)
  turn.customer.outbox.push({
    type: 'visits',
    enrollmentId: e.id,
    journeyId: e.journeyId,
    version: e.version,
    from: e.spilled,
    rows,
  })
  e.spilled += rows.length
  turn.changed = true
}
