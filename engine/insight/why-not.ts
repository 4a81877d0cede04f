import type { CompiledStep, CompiledVersion } from '../core/compile/version.ts'
import { readField } from '../core/conditions/index.ts'
import type { Env } from '../core/env.ts'
import type { Condition } from '../core/model/condition.ts'
import type { Customer } from '../core/model/customer.ts'
import type { EntryCause } from '../core/model/enrollment.ts'
import type { CustomerEvent } from '../core/model/input.ts'
import type { EntryConfig, Trigger } from '../core/model/journey.ts'
import type { Json } from '../core/model/json.ts'
import { cloneJson } from '../core/turn/clone.ts'
import { enter, type Knock } from '../core/turn/entries.ts'
import { customerScope, holds } from '../core/turn/scope.ts'
import { historyOf, journeyState, type Turn, zoneFor } from '../core/turn/state.ts'
import { openTurn } from '../core/turn/take-turn.ts'
import { explain, type Reason } from './explain.ts'

/** What stands between one customer and one entry of a journey. Instants are epoch milliseconds. */
export interface EntryView {
  step: string
  trigger: Trigger
  /**
   * Why they are not in by this entry, the first thing that counts: a state of the journey (`paused`, `stopped`, ...), what
   * the trigger still lacks (`never-happened`, `happened-before`, `not-member`, `was-member`, `still-member`, `other-stage`,
   * `was-outside`, `was-in-stage`, `no-date`, `not-yet`, `no-more-dates`, `api-only`), `where`, or the code with which a turn refuses an
   * entry. `holdout`: they would be held out; `nothing`: they would come in if the trigger came now.
   */
  because: string
  /** What the trigger rests on for this customer: when it came last or comes next, the field or stage it looks at. */
  found: { lastAt: number | null; nextAt: number | null; value: Json }
  /** Each plain question of the conditions of trigger and entry, and what it rested on. */
  reasons: Reason[]
}

/**
 * Why a customer is not in a journey, entry by entry. Each entry is tried by the code that lets customers in, on a copy, as if
 * its trigger came now; nothing is stored.
 */
export function whyNot(customer: Customer, version: CompiledVersion, env: Env, now: number): EntryView[] {
  return version.entries.map((entry) => viewOf(openTurn(cloneJson(customer), now, now, env), version, entry))
}

function viewOf(turn: Turn, version: CompiledVersion, entry: CompiledStep): EntryView {
  const { trigger, where } = entry.config as EntryConfig
  const last = lastEvent(turn, trigger)
  const { found, lacks } = look(turn, version, entry, last)
  const cause = causeOf(turn, trigger, last)
  const scope = customerScope(turn, zoneFor(turn, version), cause)
  // What is asked of an event that never came has no answer.
  const asked = trigger.type === 'event' ? (last === null ? [] : [trigger.where, where]) : [segmentOf(trigger), where]
  const reasons = asked.flatMap((condition) => (condition === undefined ? [] : explain(condition, scope)))
  const isMet = last === null ? holds(where, scope) : asked.every((condition) => holds(condition, scope))
  const verdict = decide(turn, { version, entry, cause, messageId: null })
  return { step: entry.id, trigger, because: first(verdict, lacks, isMet), found, reasons }
}

const STATES = ['paused', 'stopped', 'archived', 'not-published', 'kept']
/** Rules of re-entry that nothing but time or an end can lift: told even where the trigger is yet to come. */
const BEFORE = ['already-entered', 'already-active']

function first(verdict: string, lacks: string | null, isMet: boolean): string {
  if (STATES.includes(verdict) || BEFORE.includes(verdict)) return verdict
  if (lacks !== null && lacks !== 'api-only') return lacks
  if (!isMet) return 'where'
  return verdict === 'nothing' && lacks !== null ? lacks : verdict
}

/** What a turn would say if the trigger came now. */
function decide(turn: Turn, knock: Knock): string {
  const result = enter(turn, knock, false)
  if ('refused' in result) return result.refused
  return result.enrollment.status === 'holdout' ? 'holdout' : 'nothing'
}

function look(
  turn: Turn,
  version: CompiledVersion,
  entry: CompiledStep,
  last: CustomerEvent | null,
): { found: EntryView['found']; lacks: string | null } {
  const { trigger } = entry.config as EntryConfig
  const { customer } = turn
  const state = customer.triggers[`${version.journey.id}/${entry.id}`]
  const publishedAt = journeyState(turn, version.journey.id)?.publishedAt ?? turn.now
  const found = { lastAt: null, nextAt: null, value: null }
  switch (trigger.type) {
    case 'event': {
      if (last === null) return { found, lacks: 'never-happened' }
      const lacks = last.acceptedAt < publishedAt ? 'happened-before' : null
      return { found: { ...found, lastAt: last.timestamp }, lacks }
    }
    case 'segment': {
      const value = holdsNow(turn, version, { segment: trigger.segment })
      const [inside, outside] = trigger.on === 'enter' ? ['was-member', 'not-member'] : ['still-member', 'was-outside']
      return { found: { ...found, value }, lacks: (value ? inside : outside) ?? null }
    }
    case 'stage': {
      const { stage, stageAt } = customer
      const lacks = stage !== trigger.to ? 'other-stage' : (stageAt ?? 0) < publishedAt ? 'was-in-stage' : null
      return { found: { ...found, lastAt: stageAt, value: stage }, lacks }
    }
    case 'date': {
      const value = readField(trigger.field, customerScope(turn, zoneFor(turn, version), null)) ?? null
      const nextAt = state?.nextAt ?? null
      const lacks = value === null ? 'no-date' : nextAt === null ? 'no-more-dates' : 'not-yet'
      return { found: { ...found, nextAt, value }, lacks }
    }
    case 'schedule': {
      const nextAt = state?.nextAt ?? null
      const isOutside = trigger.segment !== undefined && !holdsNow(turn, version, { segment: trigger.segment })
      return {
        found: { ...found, nextAt },
        lacks: isOutside ? 'not-member' : nextAt === null ? 'no-more-dates' : 'not-yet',
      }
    }
    case 'api':
      return { found, lacks: 'api-only' }
  }
}

const segmentOf = (trigger: Trigger): Condition | undefined =>
  'segment' in trigger && trigger.segment !== undefined ? { segment: trigger.segment } : undefined

const holdsNow = (turn: Turn, version: CompiledVersion, condition: Condition): boolean =>
  holds(condition, customerScope(turn, zoneFor(turn, version), null))

function lastEvent(turn: Turn, trigger: Trigger): CustomerEvent | null {
  if (trigger.type !== 'event') return null
  return historyOf(turn).findLast((event) => event.name === trigger.event) ?? null
}

/** The last event of this name as if it came now; or, where none ever came, one without properties. */
function causeOf(turn: Turn, trigger: Trigger, last: CustomerEvent | null): EntryCause {
  if (trigger.type !== 'event') return { data: {} }
  const { now } = turn
  const event = last ?? { id: '', name: trigger.event, properties: {} }
  return { event: { ...event, timestamp: now, acceptedAt: now, ordinal: Infinity } }
}
