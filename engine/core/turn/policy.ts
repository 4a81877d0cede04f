import { parseDuration, periodStart, pickZone, quietUntil } from '../calendar/index.ts'
import type { Send, SentMark } from '../model/interaction.ts'
import type { QuietHours } from '../model/journey.ts'
import type { Turn } from './state.ts'

export type Verdict = { verdict: 'go' } | { verdict: 'defer'; until: number; reason: string } | { verdict: 'suppress'; reason: string }

/** S3: quiet hours of the journey and of the workspace, in the customer's zone; null = not quiet. */
export function quietVerdict(turn: Turn, send: Send): Verdict | null {
  if (send.quietHours === 'ignore') return null
  const journey = turn.env.version(send.journeyId, send.version)?.journey
  const zone = pickZone(turn.customer.timeZone, journey?.timeZone, turn.env.workspace.timeZone)
  const rules = [journey?.quietHours, turn.env.workspace.quietHours].filter((rule) => holdsFor(rule, send.channel))
  let until = turn.now
  // Two sets of hours may hand over to each other; a few rounds settle it.
  for (let round = 0; round < 8; round += 1) {
    const before = until
    for (const rule of rules) until = quietUntil(rule as QuietHours, until, zone)
    if (until === before) break
  }
  if (until <= turn.now) return null
  return send.quietHours === 'drop' ? { verdict: 'suppress', reason: 'quiet-hours' } : { verdict: 'defer', until, reason: 'quiet-hours' }
}

/** S4: the frequency cap of a send over all journeys; null = there is room. */
export function capVerdict(turn: Turn, send: Send): Verdict | null {
  const { cap } = send
  const per = cap && parseDuration(cap.per)
  if (!cap || !per) return null
  const journey = turn.env.version(send.journeyId, send.version)?.journey
  const zone = pickZone(turn.customer.timeZone, journey?.timeZone, turn.env.workspace.timeZone)
  const period = periodStart(per, turn.now, zone)
  const inside = period.kind === 'rolling' ? (mark: SentMark) => mark.at > period.start : (mark: SentMark) => mark.at >= period.start
  const marks = turn.customer.sent.filter((mark) => mark.id !== send.id && inside(mark))
  if (marks.length < cap.max) return null
  if (cap.over === 'drop' || cap.max <= 0) return { verdict: 'suppress', reason: 'cap' }
  return { verdict: 'defer', until: freeAt(turn, marks, cap.max, period), reason: 'cap' }
}

function freeAt(turn: Turn, marks: SentMark[], max: number, period: ReturnType<typeof periodStart>): number {
  if (period.kind === 'calendar') return period.end
  const times = marks.map((mark) => mark.at).sort((a, b) => a - b)
  const leaving = times[times.length - max] as number
  return leaving + (turn.now - period.start)
}

function holdsFor(rule: QuietHours | null | undefined, channel: string): boolean {
  return rule !== null && rule !== undefined && (!rule.channels || rule.channels.includes(channel))
}
