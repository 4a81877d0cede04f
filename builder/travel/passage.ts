import type { SendStatus } from '../../engine/core/model/interaction.ts'
import type { Enrollment, EnrollmentStatus, Visit } from '../../engine/core/model/enrollment.ts'
import type { Journey } from '../../engine/core/model/journey.ts'
import type { Json, JsonObject } from '../../engine/core/model/json.ts'
import type { Tone } from '../canvas/context.ts'

/** One customer's way through a journey, live or simulated. Instants are epoch milliseconds. */
export interface Passage {
  status: EnrollmentStatus
  enteredAt: number
  visits: readonly Pick<Visit, 'step' | 'visit' | 'enteredAt' | 'leftAt' | 'path' | 'why'>[]
  messages: readonly PassageMessage[]
  goals: readonly { goal: string; at: number; value: number | null }[]
  exit: { reason: string | null; at: number } | null
  /** Why the step they stand on cannot run; null = nobody is parked. */
  parked: Parked | null
}

export interface Parked {
  code: string
  detail: string
  at: number
}

export interface PassageMessage {
  id: string
  step: string
  channel: string
  status: SendStatus
  reason: string | null
  subject: string | null
  plannedAt: number
  /** When it went out, or when it was decided that it does not. */
  at: number
  outcomes: Readonly<Record<string, number>>
}

/** Something that happened on the way. */
export type Moment = { at: number; step: string | null } & (
  | { kind: 'entered'; held: boolean }
  | { kind: 'visit'; visit: Passage['visits'][number]; isParked: boolean }
  | { kind: 'message'; message: PassageMessage }
  | { kind: 'outcome'; message: PassageMessage; outcome: string }
  | { kind: 'deed'; name: string; properties: JsonObject }
  | { kind: 'change'; what: string; value: Json }
  | { kind: 'goal'; goal: string; value: number | null }
  | { kind: 'parked'; parked: Parked }
  | { kind: 'end'; status: EnrollmentStatus; reason: string | null }
)

/** In order of time; at one instant in the order in which things follow from each other. */
export function momentsOf(passage: Passage, deeds: readonly Moment[] = []): Moment[] {
  const { visits, messages, goals, exit, status, enteredAt, parked } = passage
  /** A message belongs behind the visit that planned it, before the next one. */
  const after = (step: string, at: number): number =>
    visits.findLastIndex((visit) => visit.step === step && visit.enteredAt <= at) * 2 + 1
  const last = visits.length * 2
  const ranked: [Moment, number][] = [
    ...deeds.map((deed): [Moment, number] => [deed, -2]),
    [{ at: enteredAt, step: null, kind: 'entered', held: status === 'holdout' }, -1],
    ...visits.map((visit, index): [Moment, number] => [
      { at: visit.enteredAt, step: visit.step, kind: 'visit', visit, isParked: visit === parkedVisit(passage) },
      index * 2,
    ]),
    ...messages.map((message): [Moment, number] => [
      { at: message.at, step: message.step, kind: 'message', message },
      after(message.step, message.at),
    ]),
    ...messages.flatMap((message) =>
      Object.entries(message.outcomes).map(([outcome, at]): [Moment, number] => [
        { at, step: message.step, kind: 'outcome', message, outcome },
        -2,
      ]),
    ),
    ...goals.map(({ goal, at, value }): [Moment, number] => [{ at, step: null, kind: 'goal', goal, value }, -1]),
    ...(parked === null
      ? []
      : [[{ at: parked.at, step: visits.at(-1)?.step ?? null, kind: 'parked', parked }, last] as [Moment, number]]),
    ...(exit === null
      ? []
      : [[{ at: exit.at, step: null, kind: 'end', status, reason: exit.reason }, last] as [Moment, number]]),
  ]
  return ranked.sort(([a, rankA], [b, rankB]) => a.at - b.at || rankA - rankB).map(([moment]) => moment)
}

/** Where the customer was at an instant; null = not in the journey. */
export function visitAt({ visits }: Passage, at: number): Passage['visits'][number] | null {
  return visits.findLast((visit) => visit.enteredAt <= at && (visit.leftAt === null || visit.leftAt > at)) ?? null
}

/** The visit that cannot go on; null = none is parked. */
export function parkedVisit({ visits, parked }: Passage): Passage['visits'][number] | null {
  const last = visits.at(-1)
  return parked !== null && last !== undefined && last.leftAt === null ? last : null
}

/** Where the customer is, has been, and has not been at an instant. */
export function tonesAt(journey: Journey, passage: Passage, at: number): Record<string, Tone> {
  const tones: Record<string, Tone> = {}
  for (const step of journey.steps) tones[step.id] = 'dim'
  for (const { from, path, to } of journey.edges) tones[`${from} ${path} ${to}`] = 'dim'
  const past = passage.visits.filter((visit) => visit.enteredAt <= at)
  past.forEach((visit, index) => {
    tones[visit.step] = 'been'
    const next = past[index + 1]
    if (next === undefined || visit.leftAt === null || visit.leftAt > at) return
    const edge =
      journey.edges.find(({ from, path, to }) => from === visit.step && path === visit.path && to === next.step) ??
      journey.edges.find(({ from, to }) => from === visit.step && to === next.step)
    if (edge !== undefined) tones[`${edge.from} ${edge.path} ${edge.to}`] = 'been'
  })
  const here = visitAt(passage, at)
  if (here !== null) tones[here.step] = 'here'
  return tones
}

/** @param earlier visits that moved out of the enrollment */
export function passageOfEnrollment(
  e: Enrollment,
  messages: readonly PassageMessage[],
  earlier: readonly Visit[] = [],
): Passage {
  return {
    status: e.status,
    enteredAt: e.enteredAt,
    visits: [...earlier, ...e.history],
    messages,
    goals: e.goals,
    exit: e.exit,
    parked: e.parked,
  }
}
