import { Temporal } from 'temporal-polyfill'
import { cached } from './cache.ts'
import { DAY } from './units.ts'

/**
 * A stretch of time in which a zone's offset does not change: `start` in, `end` out, epoch milliseconds.
 * `offset` is local time minus UTC in milliseconds, `before` the offset that held until `start`.
 */
export type Span = { readonly start: number; readonly end: number; readonly offset: number; readonly before: number }

/** The span an instant lies in. The zone must be known (`isZone`), else a RangeError. */
export function spanAt(at: number, zone: string): Span {
  if (zone === 'UTC') return UTC
  const spans = spansOf(zone)
  const last = spans.last
  if (at >= last.start && at < last.end) return last
  return (spans.last = find(at, spans, zone))
}

const UTC: Span = { start: -Infinity, end: Infinity, offset: 0, before: 0 }
const NOWHERE: Span = { start: Infinity, end: Infinity, offset: 0, before: 0 }

// Offsets are read from the zone data once per block of time and kept; a lookup is then a few comparisons. Transitions are
// searched here, and not asked of Temporal, because the polyfill's search for the next one depends on today's date.
// No zone changed twice within six days since 1940, so equal offsets six days apart mean no change between them.
const PROBE = 6 * DAY
const BLOCK = 60 * PROBE
const MAX_BLOCKS = 256

type ZoneSpans = { last: Span; readonly blocks: Map<number, readonly Span[]> }

const spansOf = cached(1024, (): ZoneSpans => ({ last: NOWHERE, blocks: new Map() }))

function find(at: number, { blocks }: ZoneSpans, zone: string): Span {
  const index = Math.floor(at / BLOCK)
  let block = blocks.get(index)
  if (block === undefined) {
    block = explore(index * BLOCK, zone)
    if (blocks.size >= MAX_BLOCKS) blocks.clear()
    blocks.set(index, block)
  }
  for (const span of block) if (at < span.end) return span
  throw new RangeError(`${at} is not an instant`)
}

function explore(blockStart: number, zone: string): Span[] {
  const spans: Span[] = []
  let start = blockStart
  let before = offsetAt(blockStart - 1, zone)
  let offset = offsetAt(blockStart, zone)
  for (let probe = blockStart + PROBE; probe <= blockStart + BLOCK; probe += PROBE) {
    // The last probe is the last millisecond of the block, the next block starts with its own first one.
    const next = offsetAt(Math.min(probe, blockStart + BLOCK - 1), zone)
    if (next === offset) continue
    const change = firstChange(probe - PROBE, probe, offset, zone)
    spans.push({ start, end: change, offset, before })
    start = change
    before = offset
    offset = next
  }
  spans.push({ start, end: blockStart + BLOCK, offset, before })
  return spans
}

/** The first instant in (low, high] whose offset differs from the one at `low`. */
function firstChange(low: number, high: number, offset: number, zone: string): number {
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(middle, zone) === offset) low = middle
    else high = middle
  }
  return high
}

function offsetAt(at: number, zone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6
}
