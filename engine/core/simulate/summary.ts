import { emptyCounts, type JourneyCounts } from '../counts/index.ts'
import type { Journey } from '../model/journey.ts'
import { ENROLLMENT_STATUSES } from '../model/enrollment.ts'
import { SEND_STATUSES } from '../model/interaction.ts'
import { isContact } from './contact.ts'
import type { Recording } from './recording.ts'
import { countsAt, type Timeline } from './timeline.ts'

const DAY = 86_400_000

/** The same figures as a live journey has, at the end of a recording. */
export function countsOf(recording: Recording, timeline: Timeline, journey: Journey): JourneyCounts {
  const { enrollments, words } = recording
  const counts = emptyCounts([journey])
  for (let i = 0; i < enrollments.status.length; i += 1) {
    if (words[enrollments.journey[i] as number] !== journey.id) continue
    counts.entered += 1
    const status = ENROLLMENT_STATUSES[enrollments.status[i] as number]
    if (status !== undefined) counts[status] += 1
  }
  const at = countsAt(timeline, recording.until)
  for (const step of journey.steps)
    counts.steps[step.id] = at[`${journey.id}/${step.id}`] ?? { arrived: 0, waiting: 0, exited: 0, paths: {} }
  return counts
}

/** Messages of one kind per day from the start: sent, held back for a reason, or not come through. */
export interface DayOfMessages {
  at: number
  byChannel: Record<string, number>
  notSent: number
}

export function messagesPerDay({ messages, words, start, until }: Recording): DayOfMessages[] {
  const days: DayOfMessages[] = Array.from({ length: Math.floor((until - start) / DAY) + 1 }, (_, day) => ({
    at: start + day * DAY,
    byChannel: {},
    notSent: 0,
  }))
  for (let i = 0; i < messages.at.length; i += 1) {
    const day = days[Math.floor(((messages.at[i] as number) - start) / DAY)]
    const status = SEND_STATUSES[messages.status[i] as number]
    if (day === undefined || status === 'planned') continue
    const channel = words[messages.channel[i] as number] ?? ''
    if (status === 'accepted' || status === 'unknown' || status === 'sending')
      day.byChannel[channel] = (day.byChannel[channel] ?? 0) + 1
    else day.notSent += 1
  }
  return days
}

/** What became of the messages of every step that sends: by status, why not, and what customers did with them. */
export interface StepMessages {
  step: string
  /** Customers see it; a web call, a task or a code they do not. */
  isContact: boolean
  statuses: Record<string, number>
  reasons: Record<string, number>
  opened: number
  clicked: number
}

export function messagesByStep({ messages, steps, words }: Recording): StepMessages[] {
  const byStep = new Map<number, StepMessages>()
  for (let i = 0; i < messages.step.length; i += 1) {
    const number = messages.step[i] as number
    const sum = byStep.get(number) ?? {
      step: steps[number] as string,
      isContact: isContact(words[messages.channel[i] as number] ?? ''),
      statuses: {},
      reasons: {},
      opened: 0,
      clicked: 0,
    }
    byStep.set(number, sum)
    const status = SEND_STATUSES[messages.status[i] as number] as string
    const reason = words[messages.reason[i] as number]
    sum.statuses[status] = (sum.statuses[status] ?? 0) + 1
    if (reason !== undefined) sum.reasons[reason] = (sum.reasons[reason] ?? 0) + 1
    if (messages.openedAt[i] !== Infinity || messages.clickedAt[i] !== Infinity) sum.opened += 1
    if (messages.clickedAt[i] !== Infinity) sum.clicked += 1
  }
  return [...byStep].sort(([a], [b]) => a - b).map(([, sum]) => sum)
}

export interface GoalFigure {
  goal: string
  reached: number
  value: number
}

/** How often the goals of a journey were reached, and what they were worth. */
export function goalsOf({ goals, words }: Recording, journey: Journey): GoalFigure[] {
  const figures = new Map((journey.goals ?? []).map(({ id }) => [id, { goal: id, reached: 0, value: 0 }]))
  for (let i = 0; i < goals.goal.length; i += 1) {
    const figure =
      words[goals.journey[i] as number] === journey.id ? figures.get(words[goals.goal[i] as number] ?? '') : undefined
    if (figure === undefined) continue
    figure.reached += 1
    const value = goals.value[i] as number
    if (!Number.isNaN(value)) figure.value += value
  }
  return [...figures.values()]
}

/** Who was not let into a journey, by reason. */
export function refusedOf({ refused, words }: Recording, journey: Journey): Record<string, number> {
  const reasons: Record<string, number> = {}
  for (let i = 0; i < refused.reason.length; i += 1) {
    if (words[refused.journey[i] as number] !== journey.id) continue
    const reason = words[refused.reason[i] as number] as string
    reasons[reason] = (reasons[reason] ?? 0) + 1
  }
  return reasons
}
