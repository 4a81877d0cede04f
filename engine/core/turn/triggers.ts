import { nextCron, nextDateTrigger, nextRrule, pickZone } from '../calendar/index.ts'
import { readField } from '../conditions/index.ts'
import { canonical } from '../hash.ts'
import type { Condition } from '../model/condition.ts'
import type { TriggerState } from '../model/customer.ts'
import type { EntryConfig, Trigger } from '../model/journey.ts'
import { enter, matches, type Knock } from './entries.ts'
import { entriesFor, type LiveEntry } from './entry-index.ts'
import { customerScope, holds } from './scope.ts'
import { journeyState, zoneFor, type Turn } from './state.ts'

type TriggerOf<T extends Trigger['type']> = Extract<Trigger, { type: T }>

/**
 * Brings the memory of segment, date and schedule triggers in step with the live versions. Membership as first seen is
 * the baseline (E8: only changes after publish enter); a brand-new customer starts outside every segment.
 */
export function planTriggers(turn: Turn): void {
  for (const live of timedEntries(turn)) {
    const trigger = triggerOf(live)
    if (trigger.type === 'segment') planSegment(turn, live, trigger)
    else if (trigger.type === 'date' || trigger.type === 'schedule') planInstant(turn, live, trigger)
  }
}

/** Enters and leaves of segments since the last look; each change acts once. */
export function checkSegments(turn: Turn): void {
  for (const live of timedEntries(turn)) {
    const trigger = triggerOf(live)
    const state = turn.customer.triggers[keyOf(live)]
    if (trigger.type !== 'segment' || !state) continue
    const member = isMember(turn, live, trigger.segment)
    if (member === state.member) continue
    state.member = member
    turn.changed = true
    if (member === (trigger.on === 'enter')) knock(turn, live)
  }
}

/** A date or schedule instant has come. */
export function fireTrigger(turn: Turn, key: string): void {
  const state = turn.customer.triggers[key] as TriggerState
  const live = timedEntries(turn).find((candidate) => keyOf(candidate) === key)
  if (!live) {
    state.nextAt = null
    return
  }
  const trigger = triggerOf(live)
  state.nextAt = null
  if (trigger.type !== 'date' && trigger.type !== 'schedule') return
  if (trigger.type === 'schedule' && trigger.segment !== undefined && !isMember(turn, live, trigger.segment)) {
    state.nextAt = nextInstant(turn, live, trigger)
    return
  }
  knock(turn, live)
  // A schedule that was missed for a while (workers down) runs once, not once per missed occurrence.
  state.nextAt = nextInstant(turn, live, trigger)
}

/** Conditions of segments whose membership may change by time alone. */
export function watchedSegments(turn: Turn): { condition: Condition; live: LiveEntry }[] {
  return timedEntries(turn).flatMap((live) => {
    const trigger = triggerOf(live)
    const condition = trigger.type === 'segment' ? turn.env.segments.get(trigger.segment)?.when : undefined
    return condition ? [{ condition, live }] : []
  })
}

function planSegment(turn: Turn, live: LiveEntry, trigger: TriggerOf<'segment'>): void {
  const key = keyOf(live)
  const stored = turn.customer.triggers[key]
  // Membership of another segment says nothing about this one.
  const known = stored?.basis === trigger.segment ? stored : undefined
  if (known?.version === live.version.version) return
  const newborn = turn.customer.rev === 0
  const member = known?.member ?? (newborn ? false : isMember(turn, live, trigger.segment))
  const state: TriggerState = { version: live.version.version, basis: trigger.segment, member }
  if (known?.existingDone || newborn) state.existingDone = true
  turn.customer.triggers[key] = state
  turn.changed = true
  if (trigger.existing && !state.existingDone) {
    state.existingDone = true
    if (member) knock(turn, live)
  }
}

function planInstant(turn: Turn, live: LiveEntry, trigger: TriggerOf<'date'> | TriggerOf<'schedule'>): void {
  const key = keyOf(live)
  const known = turn.customer.triggers[key]
  const { version } = live.version
  const basis = basisOf(turn, live, trigger)
  if (known?.version === version && known.basis === basis) return
  turn.changed = true
  const due = known?.basis === basis && (known.nextAt ?? Infinity) <= turn.now
  if (known && due) known.version = version
  else
    turn.customer.triggers[key] = {
      version,
      basis,
      nextAt: nextInstant(turn, live, trigger, planFrom(turn, live, known, basis)),
    }
}

/**
 * Instants after this one count. A new version counts from its publication, however late this customer hears of it. A
 * date that is exactly now is not past; a schedule fires after it was published, not with it.
 */
function planFrom(turn: Turn, live: LiveEntry, known: TriggerState | undefined, basis: string): number {
  const published = journeyState(turn, live.version.journey.id)?.publishedAt ?? turn.at
  const from =
    known?.version === live.version.version ? turn.at : Math.min(turn.at, Math.max(published, turn.customer.createdAt))
  return triggerOf(live).type === 'date' && known?.basis !== basis ? from - 1 : from
}

/** What the next instant depends on: planning anew without need could skip one that is due right now. */
function basisOf(turn: Turn, { version }: LiveEntry, trigger: TriggerOf<'date'> | TriggerOf<'schedule'>): string {
  if (trigger.type === 'schedule') return canonical([trigger, scheduleZone(turn, trigger, version.journey.timeZone)])
  return canonical([trigger, zoneFor(turn, version), fieldValue(turn, version, trigger) ?? null])
}

function nextInstant(
  turn: Turn,
  { version }: LiveEntry,
  trigger: TriggerOf<'date'> | TriggerOf<'schedule'>,
  after = turn.now,
): number | null {
  if (trigger.type === 'date') {
    const rule = { offset: trigger.offset, at: trigger.at, yearly: trigger.yearly }
    return nextDateTrigger(withoutUndefined(rule), fieldValue(turn, version, trigger), after, zoneFor(turn, version))
  }
  const zone = scheduleZone(turn, trigger, version.journey.timeZone)
  if (trigger.cron !== undefined) return nextCron(trigger.cron, after, zone)
  const start = journeyState(turn, version.journey.id)?.publishedAt ?? turn.now
  return trigger.rrule === undefined ? null : nextRrule(trigger.rrule, start, after, zone)
}

function knock(turn: Turn, { version, entry }: LiveEntry): void {
  const attempt: Knock = { version, entry, cause: { data: {} }, messageId: null }
  if (matches(turn, attempt)) enter(turn, attempt)
}

/** A schedule without a zone of its own follows each customer's zone. */
function scheduleZone(turn: Turn, trigger: TriggerOf<'schedule'>, journeyZone: string | undefined): string {
  return pickZone(trigger.timeZone ?? turn.customer.timeZone, journeyZone, turn.env.workspace.timeZone)
}

function isMember(turn: Turn, { version }: LiveEntry, segment: string): boolean {
  const condition = turn.env.segments.get(segment)?.when
  return condition !== undefined && holds(condition, customerScope(turn, zoneFor(turn, version), null))
}

const timedEntries = (turn: Turn): readonly LiveEntry[] => entriesFor(turn.env, 'timed', '*')
const triggerOf = (live: LiveEntry): Trigger => (live.entry.config as EntryConfig).trigger
const keyOf = ({ version, entry }: LiveEntry): string => `${version.journey.id}/${entry.id}`

function fieldValue(turn: Turn, version: LiveEntry['version'], trigger: TriggerOf<'date'>): unknown {
  return readField(trigger.field, customerScope(turn, zoneFor(turn, version), null))
}

function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}
