import type { StepCounts } from '../counts/index.ts'
import { ENROLLMENT_STATUSES, type EnrollmentStatus } from '../model/enrollment.ts'
import type { Recording } from './recording.ts'

/** A recording ordered by time, so that any instant is a few look-ups away. */
export interface Timeline {
  start: number
  until: number
  /** By `journey/step`. */
  steps: Map<string, StepTimes>
  /** By journey: when its enrollments began, by how they stand at the end; and when they ended. */
  journeys: Map<string, Map<EnrollmentStatus, { entered: Float64Array; ended: Float64Array }>>
}

/** Sorted instants; epoch milliseconds. */
interface StepTimes {
  arrived: Float64Array
  /** Left by a path, by its name; the last group are those who left early, by an exit or a goal. */
  left: Map<string, Float64Array>
  exited: Float64Array
}

export function timelineOf(recording: Recording): Timeline {
  const { visits, steps, words, start, until } = recording
  const lists = steps.map(() => ({
    arrived: [] as number[],
    left: new Map<number, number[]>(),
    exited: [] as number[],
  }))
  for (let i = 0; i < visits.step.length; i += 1) {
    const times = lists[visits.step[i] as number] as (typeof lists)[number]
    const leftAt = visits.leftAt[i] as number
    const path = visits.path[i] as number
    times.arrived.push(visits.enteredAt[i] as number)
    if (leftAt === Infinity) continue
    if (path < 0) times.exited.push(leftAt)
    else if (times.left.get(path)?.push(leftAt) === undefined) times.left.set(path, [leftAt])
  }
  return {
    start,
    until,
    journeys: journeysOf(recording),
    steps: new Map(
      lists.map(({ arrived, left, exited }, index) => {
        const byPath = [...left].map(([path, times]) => [words[path] as string, sorted(times)] as const)
        return [steps[index] as string, { arrived: sorted(arrived), left: new Map(byPath), exited: sorted(exited) }]
      }),
    ),
  }
}

/** N2 as of an instant, it included: arrived = waiting + left by each path + exited there. */
export function countsAt(timeline: Timeline, at: number): Record<string, StepCounts> {
  const counts: Record<string, StepCounts> = {}
  for (const [step, { arrived, left, exited }] of timeline.steps) {
    const paths: Record<string, number> = {}
    let gone = upTo(exited, at)
    const count: StepCounts = { arrived: upTo(arrived, at), waiting: 0, exited: gone, paths }
    for (const [path, times] of left) {
      paths[path] = upTo(times, at)
      gone += paths[path]
    }
    count.waiting = count.arrived - gone
    counts[step] = count
  }
  return counts
}

/** N1 as of an instant: entered = active + completed + exited + failed + parked + holdout. */
export function totalsAt(
  timeline: Timeline,
  journey: string,
  at: number,
): { entered: number } & Record<EnrollmentStatus, number> {
  const totals = { entered: 0, active: 0, completed: 0, exited: 0, failed: 0, parked: 0, holdout: 0 }
  for (const [status, { entered, ended }] of timeline.journeys.get(journey) ?? []) {
    const [began, over] = [upTo(entered, at), upTo(ended, at)]
    totals.entered += began
    if (status === 'holdout') totals.holdout += began
    else {
      totals[status] += over
      totals.active += began - over
    }
  }
  // Who is parked at the end is counted as such from the end on; until then they are among the active.
  const parked = timeline.journeys.get(journey)?.get('parked')
  if (at >= timeline.until && parked !== undefined) {
    totals.parked += parked.entered.length
    totals.active -= parked.entered.length
  }
  return totals
}

function journeysOf({ enrollments, words }: Recording): Timeline['journeys'] {
  const lists = new Map<string, Map<EnrollmentStatus, { entered: number[]; ended: number[] }>>()
  for (let i = 0; i < enrollments.status.length; i += 1) {
    const journey = words[enrollments.journey[i] as number] as string
    const status = ENROLLMENT_STATUSES[enrollments.status[i] as number] as EnrollmentStatus
    const byStatus = lists.get(journey) ?? new Map<EnrollmentStatus, { entered: number[]; ended: number[] }>()
    lists.set(journey, byStatus)
    const times = byStatus.get(status) ?? { entered: [], ended: [] }
    byStatus.set(status, times)
    times.entered.push(enrollments.enteredAt[i] as number)
    if (enrollments.endedAt[i] !== Infinity) times.ended.push(enrollments.endedAt[i] as number)
  }
  const sortAll = (byStatus: Map<EnrollmentStatus, { entered: number[]; ended: number[] }>) =>
    new Map(
      [...byStatus].map(([status, { entered, ended }]) => [status, { entered: sorted(entered), ended: sorted(ended) }]),
    )
  return new Map([...lists].map(([journey, byStatus]) => [journey, sortAll(byStatus)]))
}

const sorted = (times: readonly number[]): Float64Array => Float64Array.from(times).sort()

/** How many of the sorted instants are at or before `at`. */
export function upTo(times: Float64Array, at: number): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((times[middle] as number) <= at) low = middle + 1
    else high = middle
  }
  return low
}

/** Who stands on a step at an instant: rows of the visits, first come first. */
export function visitsAt({ visits, steps }: Recording, step: string, at: number): number[] {
  const number = steps.indexOf(step)
  const rows: number[] = []
  for (let i = 0; i < visits.step.length; i += 1) {
    if (visits.step[i] === number && (visits.enteredAt[i] as number) <= at && (visits.leftAt[i] as number) > at)
      rows.push(i)
  }
  return rows.sort((a, b) => (visits.enteredAt[a] as number) - (visits.enteredAt[b] as number))
}
