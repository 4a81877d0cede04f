import type { Journey } from '../core/model/journey.ts'
import type { Problem } from '../core/model/problem.ts'
import type { JourneyPorts } from './ports.ts'

export interface MovePreview {
  /** For every step somebody stands on: how many, and where they go. `stays` = finishes on their version. */
  steps: { step: string; version: number; people: number; goesTo: string | 'stays'; problem?: string }[]
  total: number
  problems: Problem[]
}

/** V2: what publishing `journey` with this move would do to those inside, before it is done. */
export async function previewMove(
  { store }: JourneyPorts,
  journey: Journey,
  move: Record<string, string> = {},
): Promise<MovePreview> {
  const targets = new Set(journey.steps.filter((step) => step.type !== 'entry').map((step) => step.id))
  const people = new Map<string, { step: string; version: number; people: number }>()
  let total = 0
  for await (const customers of store.customers.each({ journeyId: journey.id })) {
    for (const e of customers.flatMap((customer) => customer.enrollments)) {
      if (e.journeyId !== journey.id || e.step === null) continue
      const key = `${e.version} ${e.step}`
      const row = people.get(key) ?? { step: e.step, version: e.version, people: 0 }
      row.people += 1
      total += 1
      people.set(key, row)
    }
  }
  const steps = [...people.values()].map((row) => {
    const goesTo = Object.hasOwn(move, row.step) ? (move[row.step] as string) : 'stays'
    return goesTo !== 'stays' && !targets.has(goesTo) ? { ...row, goesTo, problem: 'no-target' } : { ...row, goesTo }
  })
  steps.sort((a, b) => (a.step < b.step ? -1 : a.step > b.step ? 1 : a.version - b.version))
  return { steps, total, problems: moveProblems(move, targets) }
}

function moveProblems(move: Record<string, string>, targets: ReadonlySet<string>): Problem[] {
  return Object.entries(move).flatMap(([from, to]): Problem[] =>
    targets.has(to)
      ? []
      : [
          {
            code: 'unknown-target',
            severity: 'error',
            pointer: `/move/${from}`,
            step: to,
            message: `"${from}" cannot move to "${to}": the new version has no such step to stand on. Name one of its steps, or leave "${from}" out so that people finish on their version.`,
          },
        ],
  )
}
