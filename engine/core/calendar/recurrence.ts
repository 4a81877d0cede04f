import { spanAt } from './offsets.ts'
import { DAY } from './units.ts'

/** The first recurring wall time at or after a wall time, or null if there is none any more. */
export type NextWall = (wall: number) => number | null

/**
 * The first instant strictly after `after` of a recurrence given in wall times. A local time that does not exist fires once,
 * moved forward by the length of the gap; one that happens twice fires at the first.
 */
export function firstAfter(nextWall: NextWall, after: number, zone: string): number | null {
  let from = after + 1
  for (;;) {
    const span = spanAt(from, zone)
    // After the clock was put back the repeated local times have had their turn.
    const wall = nextWall(Math.max(from + span.offset, span.start + span.before))
    const regular = wall === null ? Infinity : wall - span.offset
    const first = Math.min(regular, movedByGap(nextWall, from, zone))
    if (first < span.end) return first
    if (wall === null) return null
    // On to the next span, or close to a far occurrence; two days cover every difference between offsets.
    from = Math.max(span.end, regular - 2 * DAY)
  }
}

/** The first occurrence at or after `from` whose local time the gap at the start of the span has swallowed. */
function movedByGap(nextWall: NextWall, from: number, zone: string): number {
  const { start, offset, before } = spanAt(from, zone)
  if (from >= start + (offset - before)) return Infinity
  const wall = nextWall(from + before)
  return wall !== null && wall < start + offset ? wall - before : Infinity
}
