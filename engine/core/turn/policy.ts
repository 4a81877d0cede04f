import { pickZone, quietUntil } from '../calendar/index.ts'
import type { Send } from '../model/interaction.ts'
import type { QuietHours } from '../model/journey.ts'
import type { Turn } from './state.ts'

export type Verdict =
  | { verdict: 'go' }
  | { verdict: 'defer'; until: number; reason: string }
  | { verdict: 'suppress'; reason: string }

/**
 * S3: quiet hours of the journey and of the workspace, in the customer's zone; null = not quiet. What no instant is left
 * for comes to an end: checks refuse that, but the workspace may change under those who are inside.
 */
export function quietVerdict(turn: Turn, send: Send): Verdict | null {
  if (send.quietHours === 'ignore') return null
  const journey = turn.env.version(send.journeyId, send.version)?.journey
  const zone = pickZone(turn.customer.timeZone, journey?.timeZone, turn.env.workspace.timeZone)
  const rules = [journey?.quietHours, turn.env.workspace.quietHours].filter((rule) => holdsFor(rule, send.channel))
  const until = quietUntil(rules, turn.now, zone)
  if (until === turn.now) return null
  const isLost = until === null || send.quietHours === 'drop'
  return isLost ? { verdict: 'suppress', reason: 'quiet-hours' } : { verdict: 'defer', until, reason: 'quiet-hours' }
}

function holdsFor(rule: QuietHours | null | undefined, channel: string): rule is QuietHours {
  return rule !== null && rule !== undefined && (!rule.channels || rule.channels.includes(channel))
}
