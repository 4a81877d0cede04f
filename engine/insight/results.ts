import type { Enrollment, Visit } from '../core/model/enrollment.ts'
import type { Goal, Journey } from '../core/model/journey.ts'
import { type Difference, differenceOf, type Share, shareOf } from './experiment.ts'

/** How one group of customers did with one goal. People count, not passages: who reaches a goal twice reached it. */
export interface GoalResult {
  goal: string
  reached: Share
  /** Sum of the values of the goal, and that per person of the group. */
  value: number
  valuePerPerson: number | null
}

export interface Group {
  /** Path of the split they took, `treated` or `holdout`. */
  name: string
  people: number
  goals: GoalResult[]
}

/** Groups that differ by chance alone before and by what was done to them after. */
export interface Comparison {
  /** The split step; null = holdout against everybody else. */
  step: string | null
  groups: Group[]
  /** Each group against the first, per goal. */
  differences: ({ goal: string; group: string; against: string } & Difference)[]
}

export interface Results {
  /** Everybody who was let in, without the holdout. */
  all: Group
  holdout: Comparison | null
  splits: Comparison[]
}

type Passage = Pick<Enrollment, 'status' | 'history' | 'goals'> & { customerId: string }

export interface ResultsCollector {
  readonly hasSplits: boolean
  /** Adds one passage; `earlier` are visits that moved to the log. */
  add(passage: Passage, earlier?: readonly Visit[]): void
  results(): Results
}

/**
 * Collects what became of the groups of a journey's experiments.
 * @param versions all versions of the journey, newest last: a goal or split counts in whichever version it was met
 */
export function collectResults(versions: readonly Journey[]): ResultsCollector {
  const goals = [
    ...new Map(versions.flatMap((journey) => journey.goals ?? []).map((goal: Goal) => [goal.id, goal])).keys(),
  ]
  const splits = splitsOf(versions)
  const holdsOut = versions.some((journey) => (journey.holdout?.percent ?? 0) > 0)
  const treated = createTally()
  const held = createTally()
  const arms = new Map([...splits].map(([step, paths]) => [step, new Map(paths.map((path) => [path, createTally()]))]))

  return {
    hasSplits: splits.size > 0,
    add(passage, earlier = []) {
      const { customerId, goals } = passage
      if (passage.status === 'holdout') return held.add(customerId, goals)
      treated.add(customerId, goals)
      for (const { step, path, leftAt } of firstDraws([...earlier, ...passage.history], arms)) {
        // What was reached before the draw is nobody's merit.
        const after = goals.filter((goal) => goal.at >= leftAt)
        arms.get(step)?.get(path)?.add(customerId, after)
      }
    },
    results() {
      const all = treated.group('treated', goals)
      return {
        all,
        holdout: holdsOut ? compare(null, [held.group('holdout', goals), all], goals) : null,
        splits: [...arms].map(([step, tallies]) =>
          compare(
            step,
            [...tallies].map(([path, tally]) => tally.group(path, goals)),
            goals,
          ),
        ),
      }
    },
  }
}

/** Split steps with their arms, over all versions. */
function splitsOf(versions: readonly Journey[]): Map<string, string[]> {
  const splits = new Map<string, string[]>()
  for (const { id, type, config } of versions.flatMap((journey) => journey.steps)) {
    if (type !== 'split') continue
    const paths = (config.arms as { path: string }[]).map((arm) => arm.path)
    splits.set(id, [...new Set([...(splits.get(id) ?? []), ...paths])])
  }
  return splits
}

function firstDraws(
  visits: readonly Visit[],
  splits: ReadonlyMap<string, unknown>,
): { step: string; path: string; leftAt: number }[] {
  const seen = new Set<string>()
  return visits.flatMap(({ step, path, leftAt }) => {
    if (!splits.has(step) || path === null || leftAt === null || seen.has(step)) return []
    seen.add(step)
    return [{ step, path, leftAt }]
  })
}

function createTally() {
  const people = new Set<string>()
  const reached = new Map<string, { people: Set<string>; value: number }>()
  return {
    add(customerId: string, goals: Enrollment['goals']): void {
      people.add(customerId)
      for (const { goal, value } of goals) {
        const entry = reached.get(goal) ?? { people: new Set<string>(), value: 0 }
        entry.people.add(customerId)
        entry.value += value ?? 0
        reached.set(goal, entry)
      }
    },
    group: (name: string, goals: readonly string[]): Group => ({
      name,
      people: people.size,
      goals: goals.map((goal) => {
        const { people: winners, value } = reached.get(goal) ?? { people: new Set<string>(), value: 0 }
        const perPerson = people.size > 0 ? value / people.size : null
        return { goal, reached: shareOf(winners.size, people.size), value, valuePerPerson: perPerson }
      }),
    }),
  }
}

/** The first group is what the others are measured against. */
function compare(step: string | null, groups: Group[], goals: readonly string[]): Comparison {
  const [base, ...others] = groups
  const differences = goals.flatMap((goal, i) =>
    others.flatMap((group) => {
      const [mine, theirs] = [group.goals[i], base?.goals[i]]
      if (!base || !mine || !theirs) return []
      return [{ goal, group: group.name, against: base.name, ...differenceOf(mine.reached, theirs.reached) }]
    }),
  )
  return { step, groups, differences }
}
