import { parseDuration, type Period, periodStart, pickZone } from '../calendar/index.ts'
import type { Workspace } from '../env.ts'
import type { Customer } from '../model/customer.ts'
import type { Send, SentMark } from '../model/interaction.ts'
import type { WorkspaceCap } from '../model/workspace.ts'
import type { Verdict } from './policy.ts'
import type { Turn } from './state.ts'

/** S4, S10: the frequency caps over a send, its own and the workspace's; null = there is room under all of them. */
export function capVerdict(turn: Turn, send: Send): Held | null {
  const { customer, env, now } = turn
  const journeyZone = env.version(send.journeyId, send.version)?.journey.timeZone
  return capsOver(customer, send, { workspace: env.workspace, journeyZone, now })
}

/** What caps ask of a message, planned or thought of; `id` is that of the marks that are its own. */
export type Capped = Pick<Send, 'channel' | 'topic' | 'cap' | 'workspaceCaps'> & { id?: string }

/** One cap that drops wins; else the message waits until each of them may have room. */
export function capsOver(customer: Customer, message: Capped, around: Surroundings): Held | null {
  let longest: Deferred | null = null
  for (const limit of limitsOn(customer, message, around)) {
    const marks = marksUnder(limit, customer, message)
    if (marks.length < limit.max) continue
    const { reason } = limit
    if (limit.over === 'drop' || limit.max <= 0) return { verdict: 'suppress', reason }
    const until = freeAt(marks, limit, around.now)
    if (longest === null || until > longest.until) longest = { verdict: 'defer', until, reason }
  }
  return longest
}

type Held = Exclude<Verdict, { verdict: 'go' }>
type Deferred = Extract<Verdict, { verdict: 'defer' }>
interface Surroundings {
  workspace: Workspace
  /** The zone the journey names, for its own caps. */
  journeyZone: string | undefined
  now: number
}
type Limit = Omit<WorkspaceCap, 'per'> & { reason: string; period: Period }

function limitsOn({ timeZone }: Customer, message: Capped, { workspace, journeyZone, now }: Surroundings): Limit[] {
  const limits: Limit[] = []
  const add = ({ per, ...limit }: WorkspaceCap, reason: string, zone: string): void => {
    const length = parseDuration(per)
    if (length) limits.push({ ...limit, reason, period: periodStart(length, now, zone) })
  }
  if (message.cap) add(message.cap, 'cap', pickZone(timeZone, journeyZone, workspace.timeZone))
  if (message.workspaceCaps === 'ignore' || !workspace.caps) return limits
  // Not the journey's zone: to all journeys it has to be the same day.
  const zone = pickZone(timeZone, null, workspace.timeZone)
  for (const one of workspace.caps) if (concerns(one, message)) add(one, 'workspace-cap', zone)
  return limits
}

function marksUnder(limit: Limit, { sent }: Customer, { id }: Capped): SentMark[] {
  const { kind, start } = limit.period
  const inside = kind === 'rolling' ? (at: number) => at > start : (at: number) => at >= start
  return sent.filter((mark) => mark.id !== id && inside(mark.at) && concerns(limit, mark))
}

const concerns = (
  { channel, topic }: Pick<WorkspaceCap, 'channel' | 'topic'>,
  one: Pick<SentMark, 'channel' | 'topic'>,
): boolean => (channel === undefined || channel === one.channel) && (topic === undefined || topic === one.topic)

function freeAt(marks: readonly SentMark[], { max, period }: Limit, now: number): number {
  if (period.kind === 'calendar') return period.end
  const times = marks.map((mark) => mark.at).sort((a, b) => a - b)
  const leaving = times[times.length - max] as number
  return leaving + (now - period.start)
}
