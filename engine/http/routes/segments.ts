import { z } from 'zod'
import { conditionSchema, segmentSchema } from '../../core/format/index.ts'
import type { Condition } from '../../core/model/condition.ts'
import type { Segment } from '../../core/model/journey.ts'
import { hasErrors } from '../../core/model/problem.ts'
import { reviewCondition, reviewSegment } from '../../core/validate/index.ts'
import { evaluate } from '../../core/conditions/index.ts'
import { explain } from '../../insight/explain.ts'
import { notFound } from '../../problem.ts'
import { findCustomer } from '../enrollments.ts'
import { byId, foreignId, instant, iso, json, listOf, pageQuery, problemSchema, slice } from '../fields.ts'
import { countMembers, createViewer } from '../population.ts'
import { tooMany } from '../rate.ts'
import { invalid, withId } from '../request.ts'
import { noContent, ok, route } from '../route.ts'
import type { Services } from '../services.ts'
import { refuseIfUsed } from '../uses.ts'
import { customerSummary, toCustomerSummary } from '../views/customer.ts'

const TAG = 'Segments'

const whenBody = z.strictObject({ when: json })
const whenDoc = z.strictObject({ when: conditionSchema })

/** One plain question of a condition, with its answer. */
export const reasonSchema = z
  .strictObject({
    pointer: z.string().describe('JSON Pointer into the condition, or into that of the innermost segment.'),
    segments: z.array(z.string()),
    holds: z.boolean(),
    condition: conditionSchema,
    actual: json.describe('What was found: the value of the field, or how often and when last the event happened.'),
  })
  .meta({ id: 'Reason' })

export const segmentRoutes = [
  route({
    method: 'get',
    path: '/segments',
    tag: TAG,
    summary: 'Stored conditions',
    query: pageQuery,
    answer: listOf(segmentSchema),
    handle: async ({ query, services }) => ok(slice(await services.store.journeys.segments(), query)),
  }),
  route({
    method: 'post',
    path: '/segments/preview',
    fails: [422],
    tag: TAG,
    summary: 'How many customers a condition is true for now, and some of them',
    body: whenBody,
    bodyDoc: whenDoc,
    answer: z
      .strictObject({
        count: z.int(),
        total: z.int().describe('Customers looked at.'),
        complete: z.boolean().describe('False where time ran out before everybody was looked at.'),
        examples: z.array(customerSummary),
        asOf: instant,
      })
      .meta({ id: 'SegmentPreview' }),
    async handle({ body, caller, services }) {
      const when = await readCondition(body.when, services)
      if (!services.costly.take(caller.key.id)) throw tooMany('Too many previews were asked for.', 2)
      const now = services.clock.now()
      const { count, total, isComplete, examples } = await countMembers(services.store, when, now)
      return ok({ count, total, complete: isComplete, examples: examples.map(toCustomerSummary), asOf: iso(now) })
    },
  }),
  route({
    method: 'post',
    path: '/segments/explain',
    fails: [404, 422],
    tag: TAG,
    summary: 'Why a condition is true or false for one customer',
    body: whenBody.extend({ customerId: foreignId }),
    bodyDoc: whenDoc.extend({ customerId: foreignId }),
    answer: z.strictObject({ member: z.boolean(), reasons: z.array(reasonSchema) }).meta({ id: 'Explanation' }),
    async handle({ body, services }) {
      const when = await readCondition(body.when, services)
      const { store, clock } = services
      const customer = await findCustomer(store, body.customerId)
      const history = (await store.inputs.history([customer.id])).get(customer.id) ?? []
      const scope = (await createViewer(store, clock.now()))(customer, history)
      return ok({ member: evaluate(when, scope), reasons: explain(when, scope) })
    },
  }),
  route({
    method: 'get',
    path: '/segments/:id',
    tag: TAG,
    summary: 'One stored condition',
    params: byId,
    answer: segmentSchema,
    handle: async ({ params, services }) => ok(await findSegment(params.id, services)),
  }),
  route({
    method: 'put',
    path: '/segments/:id',
    fails: [422],
    tag: TAG,
    summary: 'Store a condition; journeys use it from now on',
    params: byId,
    body: json,
    bodyDoc: segmentSchema,
    answer: z.strictObject({ segment: segmentSchema, problems: z.array(problemSchema).describe('Warnings.') }),
    async handle({ params, body, services }) {
      const { segment, problems } = reviewSegment(
        withId(body, params.id),
        await segmentsById(services),
        await topicIds(services),
      )
      if (!segment || hasErrors(problems)) throw invalid('segment-invalid', problems, 422)
      await services.store.journeys.saveSegment(segment)
      return ok({ segment, problems })
    },
  }),
  route({
    method: 'delete',
    path: '/segments/:id',
    fails: [409],
    tag: TAG,
    summary: 'Delete a condition that neither a published journey nor another segment uses',
    params: byId,
    async handle({ params, services }) {
      await findSegment(params.id, services)
      await refuseIfUsed('segment', params.id, services)
      await services.store.journeys.removeSegment(params.id)
      return noContent()
    },
  }),
]

const segmentsById = async ({ store }: Services): Promise<Map<string, Segment>> =>
  new Map((await store.journeys.segments()).map((segment) => [segment.id, segment]))

const topicIds = async ({ store }: Services): Promise<Set<string>> =>
  new Set((await store.settings.workspace()).topics?.map(({ id }) => id))

async function findSegment(id: string, services: Services): Promise<Segment> {
  const segment = (await segmentsById(services)).get(id)
  if (!segment) throw notFound('segment', id)
  return segment
}

/** @throws ProblemError 422 with all problems */
async function readCondition(when: unknown, services: Services): Promise<Condition> {
  const { condition, problems } = reviewCondition(when, new Set((await segmentsById(services)).keys()))
  if (!condition || hasErrors(problems)) {
    const below = problems.map((problem) => ({ ...problem, pointer: `/when${problem.pointer}` }))
    throw invalid('condition-invalid', below, 422)
  }
  return condition
}
