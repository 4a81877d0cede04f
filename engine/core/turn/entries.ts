import { addDuration, parseDuration, pickZone } from '../calendar/index.ts'
import type { CompiledStep, CompiledVersion } from '../compile/version.ts'
import { MissingFact } from '../env.ts'
import { canonical, derivedId, unitHash } from '../hash.ts'
import type { Stage } from '../model/condition.ts'
import type { EntryRecord } from '../model/customer.ts'
import type { Enrollment, EntryCause } from '../model/enrollment.ts'
import type { CustomerEvent, InputOf } from '../model/input.ts'
import type { EntryConfig } from '../model/journey.ts'
import type { Json, JsonObject } from '../model/json.ts'
import { arriveAt } from './run.ts'
import { customerScope, holds, keyPath, valueAt } from './scope.ts'
import { isInside, journeyState, zoneFor, type Turn } from './state.ts'
import { entriesFor } from './entry-index.ts'

export interface Knock {
  version: CompiledVersion
  entry: CompiledStep
  cause: EntryCause
  /** Id of the input that knocks, for claims that must count once. */
  messageId: string | null
  parent?: string
}

/** E6: per journey the first matching entry, in step order. */
export function enterByEvent(turn: Turn, event: CustomerEvent): void {
  const entered = new Set<string>()
  for (const { version, entry } of entriesFor(turn.env, 'event', event.name)) {
    const { trigger } = entry.config as EntryConfig
    if (entered.has(version.journey.id) || trigger.type !== 'event') continue
    if (!holds(trigger.where, customerScope(turn, zoneFor(turn, version), { event }))) continue
    const knock = { version, entry, cause: { event }, messageId: event.id }
    if (!matches(turn, knock)) continue
    entered.add(version.journey.id)
    enter(turn, knock)
  }
}

export function enterByStage(turn: Turn, stage: Stage): void {
  const entered = new Set<string>()
  for (const { version, entry } of entriesFor(turn.env, 'stage', stage)) {
    const knock = { version, entry, cause: { data: {} }, messageId: null }
    if (entered.has(version.journey.id) || !matches(turn, knock)) continue
    entered.add(version.journey.id)
    enter(turn, knock)
  }
}

export function enterByApi(turn: Turn, input: InputOf<'enter'>): void {
  const target = apiEntry(turn, input.journey)
  if (!target) {
    recordRefusal(
      turn,
      input.journey,
      { data: input.data },
      journeyState(turn, input.journey) ? 'no-api-entry' : 'not-published',
    )
    return
  }
  const knock = { ...target, cause: { data: input.data }, messageId: input.id }
  if (matches(turn, knock)) enter(turn, knock)
  else refuse(turn, knock, 'where')
}

export function apiEntry(turn: Turn, journeyId: string): { version: CompiledVersion; entry: CompiledStep } | undefined {
  return entriesFor(turn.env, 'api', journeyId)[0]
}

/** The entry's own `where`, tested over customer and event. */
export function matches(turn: Turn, { version, entry, cause }: Knock): boolean {
  return holds((entry.config as EntryConfig).where, customerScope(turn, zoneFor(turn, version), cause))
}

/**
 * Lets a customer in, or records why not (E11).
 * @param run false = the caller runs the first step later
 */
export function enter(turn: Turn, knock: Knock, run = true): { enrollment: Enrollment } | { refused: string } {
  const { version, entry } = knock
  const journeyId = version.journey.id
  const state = journeyState(turn, journeyId)
  const pause = state?.pauses.at(-1)
  if (state?.status === 'paused' && pause?.entries === 'keep') {
    turn.changed = true
    turn.customer.heldEntries.push({ journeyId, step: entry.id, cause: knock.cause, messageId: knock.messageId })
    return { refused: 'kept' }
  }
  if (state?.status !== 'live') return refuse(turn, knock, state?.status ?? 'not-published')
  const key = keyOf(entry, knock.cause)
  const reason = refusal(turn, knock, key)
  if (reason) return refuse(turn, knock, reason)

  const e = createEnrollment(turn, knock, key.value)
  turn.changed = true
  turn.customer.enrollments.push(e)
  const record = recordOf(turn, journeyId, key.value)
  record.count += 1
  record.lastAt = e.since.at
  turn.tick += 1
  turn.movedAt.set(e.id, turn.tick)
  if (e.status === 'active' && run) arriveAt(turn, e, entry.id)
  return { enrollment: e }
}

function refusal(turn: Turn, knock: Knock, key: { path: string | null; value: Json; missing: boolean }): string | null {
  const { version, entry, cause } = knock
  const config = entry.config as EntryConfig
  const zone = zoneFor(turn, version)
  const at = 'event' in cause ? cause.event.acceptedAt : turn.at
  const policy = config.reentry?.policy ?? 'never'
  const record = turn.customer.entries[recordKey(version.journey.id, key.value)]
  if ('event' in cause) {
    const maxAge = parseDuration(config.maxEventAge ?? 'P1D')
    if (maxAge && cause.event.timestamp < addDuration(at, { ...maxAge, sign: -1 }, zone)) return 'event-too-old'
  }
  if (key.missing) return 'missing-key'
  if (policy === 'never' && record) return 'already-entered'
  if (
    policy === 'after-exit' &&
    turn.customer.enrollments.some((e) => sameKey(e, version.journey.id, key.value) && isInside(e))
  ) {
    return 'already-active'
  }
  const cooldown = config.reentry?.cooldown === undefined ? null : parseDuration(config.reentry.cooldown)
  if (cooldown && record && at < addDuration(record.lastAt, cooldown, zone)) return 'cooldown'
  const scope = customerScope(turn, zone, cause, key.path === null ? null : { path: key.path, value: key.value })
  if (version.exits.some((exit) => exit.when !== undefined && holds(exit.when, scope))) return 'exit-condition'
  if (config.limit) {
    // The same entry asks under the same id however often its turn is taken: the n-th entry, where there is no message.
    const claimId = derivedId(
      'li',
      version.journey.id,
      entry.id,
      turn.customer.id,
      knock.messageId ?? `${canonical(key.value)} ${record?.count ?? 0}`,
    )
    const room = turn.env.facts.limit(claimId)
    if (room === undefined) {
      const { max, per } = config.limit
      // One count for everybody, so not by each customer's own calendar.
      const common = pickZone(null, version.journey.timeZone, turn.env.workspace.timeZone)
      throw new MissingFact({
        kind: 'limit',
        journeyId: version.journey.id,
        step: entry.id,
        claimId,
        max,
        per,
        at: turn.now,
        zone: common,
      })
    }
    if (!room) return 'limit'
  }
  return null
}

function createEnrollment(turn: Turn, { version, entry, cause, parent }: Knock, key: Json): Enrollment {
  const { customer, now } = turn
  const { id: journeyId, holdout } = version.journey
  const seq = customer.seq++
  const state = journeyState(turn, journeyId)
  const held = holdout !== undefined && unitHash('holdout', journeyId, customer.id) * 100 < holdout.percent
  return {
    id: derivedId('en', journeyId, customer.id, String(seq)),
    journeyId,
    version: version.version,
    status: held ? 'holdout' : 'active',
    key,
    seq,
    order: turn.order,
    enteredAt: now,
    entryStep: entry.id,
    entry: cause,
    event: null,
    vars: {},
    since:
      'event' in cause
        ? { at: cause.event.acceptedAt, ordinal: cause.event.ordinal }
        : { at: turn.at, ordinal: turn.ordinal },
    step: null,
    visit: 0,
    arrivedAt: now,
    waiting: null,
    stepsRun: 0,
    visits: {},
    history: [],
    spilled: 0,
    results: {},
    goals: [],
    exit: null,
    parked: null,
    held: [],
    pausesSeen: state?.pauses.length ?? 0,
    movesSeen: state?.moves.length ?? 0,
    parent: parent ?? null,
  }
}

export function refuse(turn: Turn, { version, cause }: Knock, reason: string): { refused: string } {
  recordRefusal(turn, version.journey.id, cause, reason)
  return { refused: reason }
}

export function recordRefusal(turn: Turn, journeyId: string, cause: EntryCause, reason: string): void {
  const { customer, now } = turn
  turn.changed = true
  const seq = customer.seq++
  const id = derivedId('re', journeyId, customer.id, String(seq))
  const messageId = 'event' in cause ? (cause.event.messageId ?? null) : null
  customer.outbox.push({
    type: 'refused',
    row: { id, journeyId, customerId: customer.id, messageId, at: now, reason, seq, order: turn.order },
  })
}

function keyOf(entry: CompiledStep, cause: EntryCause): { path: string | null; value: Json; missing: boolean } {
  const path = keyPath(entry.config as EntryConfig)
  if (path === null) return { path, value: null, missing: false }
  const properties: JsonObject = 'event' in cause ? cause.event.properties : cause.data
  const value = valueAt(properties, path)
  return { path, value: value ?? null, missing: value === undefined || value === null }
}

function recordOf(turn: Turn, journeyId: string, key: Json): EntryRecord {
  return (turn.customer.entries[recordKey(journeyId, key)] ??= { count: 0, lastAt: 0 })
}

const recordKey = (journeyId: string, key: Json): string =>
  key === null ? journeyId : `${journeyId} ${derivedId('k', canonical(key))}`

const sameKey = (e: Enrollment, journeyId: string, key: Json): boolean =>
  e.journeyId === journeyId && canonical(e.key) === canonical(key)
