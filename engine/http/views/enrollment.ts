import { z } from 'zod'
import { type Enrollment, ENROLLMENT_STATUSES, type Visit } from '../../core/model/enrollment.ts'
import { instant, iso, isoOrNull, json, jsonObject } from '../fields.ts'

const visitSchema = z
  .strictObject({
    step: z.string(),
    visit: z.int(),
    enteredAt: instant,
    leftAt: instant.nullable(),
    path: z.string().nullable(),
    zone: z.string().describe('Time zone calendar rules of this visit went by.'),
    why: jsonObject.nullable().describe('What the decision rested on.'),
  })
  .meta({ id: 'Visit' })

export const enrollmentSummary = z
  .strictObject({
    id: z.string(),
    journey: z.string(),
    version: z.int(),
    customerId: z.string(),
    key: json.describe('The value that tells parallel passages apart; null without one.'),
    status: z.enum(ENROLLMENT_STATUSES),
    step: z.string().nullable(),
    enteredAt: instant,
    arrivedAt: instant.nullable(),
    waitsUntil: instant.nullable(),
    exit: z.strictObject({ reason: z.string().nullable(), at: instant }).nullable(),
    parked: z.strictObject({ code: z.string(), step: z.string(), detail: z.string(), at: instant }).nullable(),
    goals: z.array(
      z.strictObject({
        goal: z.string(),
        at: instant,
        value: z.number().nullable(),
        interactionId: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'EnrollmentSummary' })

export const enrollmentDetail = enrollmentSummary
  .extend({
    entryStep: z.string(),
    entry: jsonObject.describe('The event or the data that let the customer in.'),
    vars: jsonObject,
    history: z.array(visitSchema),
    interactions: z.record(
      z.string(),
      z.strictObject({
        interactionId: z.string(),
        visit: z.int(),
        channel: z.string(),
        status: z.string(),
        at: instant,
      }),
    ),
  })
  .meta({ id: 'Enrollment' })

export type Owned = Enrollment & { customerId: string }

export function toEnrollmentSummary(e: Owned): z.infer<typeof enrollmentSummary> {
  return {
    id: e.id,
    journey: e.journeyId,
    version: e.version,
    customerId: e.customerId,
    key: e.key,
    status: e.status,
    step: e.step,
    enteredAt: iso(e.enteredAt),
    arrivedAt: e.step === null ? null : iso(e.arrivedAt),
    waitsUntil: isoOrNull(e.waiting?.dueAt ?? null),
    exit: e.exit && { reason: e.exit.reason, at: iso(e.exit.at) },
    parked: e.parked && { code: e.parked.code, step: e.parked.step, detail: e.parked.detail, at: iso(e.parked.at) },
    goals: e.goals.map(({ goal, at, value, interactionId }) => ({ goal, at: iso(at), value, interactionId })),
  }
}

/** @param earlier visits that moved to the log */
export function toEnrollment(e: Owned, earlier: readonly Visit[]): z.infer<typeof enrollmentDetail> {
  return {
    ...toEnrollmentSummary(e),
    entryStep: e.entryStep,
    entry: 'event' in e.entry ? entryEvent(e.entry.event) : e.entry.data,
    vars: e.vars,
    history: [...earlier, ...e.history].map(toVisit),
    interactions: Object.fromEntries(
      Object.entries(e.results).map(([step, { interactionId, visit, channel, status, at }]) => {
        return [step, { interactionId, visit, channel, status, at: iso(at) }]
      }),
    ),
  }
}

const entryEvent = ({
  id,
  name,
  properties,
  timestamp,
}: Extract<Enrollment['entry'], { event: unknown }>['event']) => ({
  event: { id, name, properties, timestamp: iso(timestamp) },
})

const toVisit = ({ step, visit, enteredAt, leftAt, path, zone, why }: Visit): z.infer<typeof visitSchema> => ({
  step,
  visit,
  enteredAt: iso(enteredAt),
  leftAt: isoOrNull(leftAt),
  path,
  zone,
  why: why ?? null,
})
