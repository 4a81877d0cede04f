import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { idSchema } from '../../core/format/index.ts'
import { STAGES } from '../../core/model/condition.ts'
import type { JsonObject } from '../../core/model/json.ts'
import { ProblemError } from '../../problem.ts'
import { findCustomer } from '../enrollments.ts'
import { entryAfter } from '../entry.ts'
import { byForeignId, channelName, foreignId, jsonObject, reason } from '../fields.ts'
import { admitMessage, refusalOf } from '../ingest/admit.ts'
import { receiptSchema } from '../ingest/schemas.ts'
import { takeIn } from '../ingest/take.ts'
import { requireChannel } from '../known-channel.ts'
import { findJourney, liveOf } from '../journeys.ts'
import { applyReport } from '../report.ts'
import { invalid } from '../request.ts'
import { ok, route } from '../route.ts'
import type { Services } from '../services.ts'
import { customerDetail, toCustomer } from '../views/customer.ts'
import { enrollmentSummary, toEnrollmentSummary } from '../views/enrollment.ts'

const TAG = 'Customers'

const enteredSchema = z
  .strictObject({
    enrollment: enrollmentSummary.nullable(),
    refused: z.string().nullable().describe('Why the customer was not let in.'),
  })
  .meta({ id: 'Entered' })

export const customerActionRoutes = [
  route({
    method: 'post',
    path: '/customers/:id/events',
    fails: [409],
    tag: TAG,
    summary: 'Something this customer did',
    params: byForeignId,
    body: z.strictObject({
      name: z.string().min(1).max(200),
      properties: jsonObject.exactOptional(),
      timestamp: z.string().max(64).exactOptional(),
      messageId: foreignId.exactOptional(),
    }),
    status: 202,
    answer: receiptSchema,
    async handle({ params, body, services }) {
      const { name: event, ...rest } = body
      const { clock, channels } = services
      const reading = { receivedAt: clock.now(), mayConsent: true, channels, newId: () => `made-${randomUUID()}` }
      const message = admitMessage({ ...rest, userId: params.id, event }, 'track', reading, services.sayings)
      if ('problems' in message) throw refusalOf(message)
      const receipt = await takeIn([message], services)
      const [result] = receipt.results
      if (result?.status === 'rejected') throw invalid('message-id-reused', result.problems ?? [], 409)
      return { status: 202, body: receipt }
    },
  }),
  route({
    method: 'put',
    path: '/customers/:id/stage',
    headers: ['Idempotency-Key'],
    tag: TAG,
    summary: 'Move a customer to another lifecycle stage',
    params: byForeignId,
    body: z.strictObject({ to: z.enum(STAGES) }),
    answer: customerDetail,
    async handle(call) {
      await applyReport(call, call.params.id, { kind: 'stage', to: call.body.to })
      return ok(toCustomer(await findCustomer(call.services.store, call.params.id)))
    },
  }),
  route({
    method: 'put',
    path: '/customers/:id/suppression',
    headers: ['Idempotency-Key'],
    tag: TAG,
    summary: 'Let nothing reach a customer on a channel any more, or, with `lifted`, let it again',
    params: byForeignId,
    always: true,
    body: z.strictObject({
      channel: channelName,
      reason: reason.default('by hand'),
      lifted: z.boolean().exactOptional(),
    }),
    answer: customerDetail,
    async handle(call) {
      requireChannel(call.body, call.services)
      await applyReport(call, call.params.id, { kind: 'suppress', ...call.body })
      return ok(toCustomer(await findCustomer(call.services.store, call.params.id)))
    },
  }),
  route({
    method: 'post',
    path: '/customers/:id/enter',
    headers: ['Idempotency-Key'],
    fails: [409],
    tag: TAG,
    summary: 'Let a customer into a journey by its api entry',
    description: 'The re-entry rules of the journey hold. With Idempotency-Key a repeat lets nobody in twice.',
    params: byForeignId,
    body: z.strictObject({ journey: idSchema, data: jsonObject.default({}) }),
    answer: enteredSchema,
    async handle(call) {
      const { params, body, services } = call
      await requireApiEntry(body.journey, services)
      const inputId = await applyReport(call, params.id, {
        kind: 'enter',
        journey: body.journey,
        data: body.data as JsonObject,
      })
      return ok(await entryAfter(inputId, params.id, body.journey, services.store))
    },
  }),
  route({
    method: 'post',
    path: '/customers/:id/remove',
    headers: ['Idempotency-Key'],
    tag: TAG,
    summary: 'Take a customer out of a journey, whatever they wait for',
    params: byForeignId,
    body: z.strictObject({ journey: idSchema, reason: reason.exactOptional() }),
    answer: z.strictObject({ enrollments: z.array(enrollmentSummary) }),
    async handle(call) {
      const { params, body, services } = call
      await findJourney(body.journey, services)
      await findCustomer(services.store, params.id)
      await applyReport(call, params.id, { kind: 'remove', ...body })
      const customer = await findCustomer(services.store, params.id)
      const left = customer.enrollments.filter((e) => e.journeyId === body.journey)
      return ok({ enrollments: left.map((e) => toEnrollmentSummary({ ...e, customerId: params.id })) })
    },
  }),
]

/** @throws ProblemError 404 for no such journey, 409 for one that cannot be entered like this */
async function requireApiEntry(id: string, services: Services): Promise<void> {
  const live = await liveOf(await findJourney(id, services), services)
  if (!live) throw new ProblemError(409, 'not-published', `The journey "${id}" is not published yet. Publish it first.`)
  const entries = live.journey.steps.filter((step) => step.type === 'entry')
  if (entries.some((step) => (step.config.trigger as { type?: string } | undefined)?.type === 'api')) return
  const detail = `The journey "${id}" has no entry with the trigger "api". Add one, or send the event it begins with.`
  throw new ProblemError(409, 'no-api-entry', detail)
}
