import type { Enrollment, EnrollmentStatus, Visit } from '../model/enrollment.ts'
import type { Journey } from '../model/journey.ts'

export interface StepCounts {
  /** Visits: arrived = waiting + left by each path + exited there (N2). */
  arrived: number
  waiting: number
  exited: number
  paths: Record<string, number>
}

export type JourneyCounts = { entered: number } & Record<EnrollmentStatus, number> & {
    steps: Record<string, StepCounts>
  }

/** And how many came in on each day: days since 1970, UTC. */
export type CountedJourney = JourneyCounts & { days: ReadonlyMap<number, number> }

/** N1: entered = active + completed + exited + failed + parked + holdout. Every step is listed, also with 0. */
export function emptyCounts(journeys: readonly Journey[]): JourneyCounts {
  const steps: Record<string, StepCounts> = {}
  for (const step of journeys.flatMap((journey) => journey.steps)) steps[step.id] ??= emptyStep()
  return { entered: 0, active: 0, completed: 0, exited: 0, failed: 0, parked: 0, holdout: 0, steps }
}

/** Adds one enrollment; `by` = -1 takes it away again. `earlier` are visits that moved to the log. */
export function countEnrollment(
  counts: JourneyCounts,
  e: Pick<Enrollment, 'status' | 'history'>,
  earlier: readonly Visit[] = [],
  by = 1,
): void {
  counts.entered += by
  counts[e.status] += by
  for (const visit of earlier) countVisit(counts, visit, by)
  for (const visit of e.history) countVisit(counts, visit, by)
}

function countVisit(counts: JourneyCounts, visit: Visit, by: number): void {
  const step = (counts.steps[visit.step] ??= emptyStep())
  step.arrived += by
  if (visit.leftAt === null) step.waiting += by
  else if (visit.path === null) step.exited += by
  else step.paths[visit.path] = (step.paths[visit.path] ?? 0) + by
}

const emptyStep = (): StepCounts => ({ arrived: 0, waiting: 0, exited: 0, paths: {} })
