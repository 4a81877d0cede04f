import { pickZone, quietUntil } from '../calendar/index.ts'
import type { Send } from '../model/interaction.ts'
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

function holdsFor(rule: QuietHours | null | undefined, channel: string): boolean {
  return rule !== null && rule !== undefined && (!rule.channels || rule.channels.includes(channel))
}
