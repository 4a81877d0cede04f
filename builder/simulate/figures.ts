import type { Journey } from '../../engine/core/model/journey.ts'
import { goalsOf, messagesByStep, type Recording, type StepMessages } from '../../engine/core/simulate/index.ts'

/** What one run is compared with the next by. */
export interface Figures {
  people: number
  /** How many of them reached a goal, by its id. */
  goals: Readonly<Record<string, number>>
  /** How many messages a step sent, by `journey/step`. */
  sent: Readonly<Record<string, number>>
}

export function figuresOf(recording: Recording, journey: Journey): Figures {
  return {
    people: recording.customers.length,
    goals: Object.fromEntries(goalsOf(recording, journey).map(({ goal, reached }) => [goal, reached])),
    sent: Object.fromEntries(messagesByStep(recording).map((sum) => [sum.step, sentBy(sum)])),
  }
}

export const sentBy = ({ statuses }: StepMessages): number => (statuses['accepted'] ?? 0) + (statuses['unknown'] ?? 0)

/** The share of people who reached a goal; undefined where there was no such goal. */
export function shareOf({ people, goals }: Figures, goal: string): number | undefined {
  const reached = goals[goal]
  return reached === undefined ? undefined : people === 0 ? 0 : reached / people
}

/** Whether two runs came to the same. */
export const isAlike = (one: Figures, other: Figures): boolean => JSON.stringify(one) === JSON.stringify(other)
