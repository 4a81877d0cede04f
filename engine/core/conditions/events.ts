import type { CountBounds, EventCondition } from '../model/condition.ts'
import type { CustomerEvent } from '../model/input.ts'
import { pathKeys, sameJson, valueAt } from './json.ts'
import type { ConditionScope, Frame, Test } from './scope.ts'
import { isRecent, parseSpan, recentUntil, type Span } from './span.ts'

/**
 * How often an event happened. `within` goes by the event's own timestamp, so one dated ahead counts only from then on;
 * without it dates do not matter. `since: entry` goes by order of acceptance.
 */
export function eventTest(condition: EventCondition, where: Test | null): Test {
  const { min, max } = bounds(condition.count)
  const span = condition.within === undefined ? null : parseSpan(condition.within)
  if (condition.within !== undefined && span === null) return { holds: () => false }
  const isEnough = (count: number): boolean => min <= count && count <= max

  const isCandidate = (event: CustomerEvent, { scope }: Frame): boolean =>
    event.name === condition.event &&
    (condition.since !== 'entry' || isAfterEntry(event, scope)) &&
    (scope.key === null || hasKey(event, scope.key))

  const holds = (frame: Frame): boolean => {
    let count = 0
    for (const event of frame.scope.history()) {
      if (!isCandidate(event, frame)) continue
      if (span !== null && !isRecent(event.timestamp, frame.now, span, frame.scope.zone)) continue
      if (where !== null && !where.holds({ ...frame, event })) continue
      count += 1
      if (count > max || (count >= min && max === Infinity)) break
    }
    return isEnough(count)
  }
  if (span === null && where?.until === undefined) return { holds }

  const until = (frame: Frame): number => {
    const counted: CustomerEvent[] = []
    let earliest = Infinity
    for (const event of frame.scope.history()) {
      if (!isCandidate(event, frame)) continue
      const seen = { ...frame, event }
      if (where === null || where.holds(seen)) counted.push(event)
      earliest = Math.min(earliest, where?.until?.(seen) ?? Infinity)
    }
    return span === null ? earliest : Math.min(earliest, untilCountCrosses(counted, span, isEnough, frame))
  }
  return { holds, until }
}

function isAfterEntry(event: CustomerEvent, { entryEvent, enteredAt }: ConditionScope): boolean {
  if (entryEvent === null) return event.acceptedAt > enteredAt
  if (event.acceptedAt !== entryEvent.acceptedAt) return event.acceptedAt > entryEvent.acceptedAt
  return event.ordinal > entryEvent.ordinal
}

function hasKey(event: CustomerEvent, key: NonNullable<ConditionScope['key']>): boolean {
  const value = valueAt(event.properties, pathKeys(key.path))
  return value !== undefined && sameJson(value, key.value)
}

/** The first instant after now at which, by coming and going of these events alone, the count becomes enough or too few. */
function untilCountCrosses(
  events: readonly CustomerEvent[],
  span: Span,
  isEnough: (count: number) => boolean,
  { now, scope }: Frame,
): number {
  let count = 0
  const changes: { at: number; by: number }[] = []
  for (const { timestamp } of events) {
    const gone = recentUntil(timestamp, span, scope.zone) + 1
    if (gone <= now) continue
    changes.push({ at: gone, by: -1 })
    if (timestamp > now) changes.push({ at: timestamp, by: 1 })
    else count += 1
  }
  changes.sort((a, b) => a.at - b.at)
  const before = isEnough(count)
  for (const [index, change] of changes.entries()) {
    count += change.by
    const isLastOfInstant = changes[index + 1]?.at !== change.at
    if (isLastOfInstant && isEnough(count) !== before) return change.at
  }
  return Infinity
}

/** The bounds as the smallest and the largest count allowed; nothing given means at least once. */
function bounds(count: CountBounds | undefined): { min: number; max: number } {
  const { eq, gt, gte, lt, lte } = count ?? {}
  if ([eq, gt, gte, lt, lte].every((bound) => bound === undefined)) return { min: 1, max: Infinity }
  return {
    min: Math.max(0, eq ?? 0, gte ?? 0, Math.floor(gt ?? -1) + 1),
    max: Math.min(eq ?? Infinity, lte ?? Infinity, Math.ceil(lt ?? Infinity) - 1),
  }
}
