import { z } from 'zod'
import { idSchema } from '../../core/format/index.ts'
import { type Condition, type Stage, STAGES } from '../../core/model/condition.ts'
import { ENROLLMENT_STATUSES } from '../../core/model/enrollment.ts'
import { notFound } from '../../problem.ts'
import { enrollmentsOf, findCustomer, withHistory } from '../enrollments.ts'
import {
  byForeignId,
  byId,
  channelName,
  foreignId,
  given,
  listOf,
  pageOf,
  pageQuery,
  slice,
  topicName,
} from '../fields.ts'
import { requireChannel } from '../known-channel.ts'
import { listMembers } from '../population.ts'
import { narrowingQuery, readPassageFilter, requireSegment } from '../narrowing.ts'
import { applyReport, untilNothingLeaves } from '../report.ts'
import { ok, route } from '../route.ts'
import type { Services } from '../services.ts'
import { mergePages } from '../timeline.ts'
import { customerDetail, customerSummary, toCustomer, toCustomerSummary } from '../views/customer.ts'
import { enrollmentDetail, enrollmentSummary, toEnrollmentSummary } from '../views/enrollment.ts'
import { inputLine, interactionLine, refusedLine, visitLines } from '../views/timeline.ts'

const TAG = 'Customers'

export const customerRoutes = [
  route({
    method: 'get',
    path: '/customers',
    fails: [404],
    tag: TAG,
    summary: 'Customers, in order of id; `search` finds the beginning of an id, an e-mail address or a name',
    description: 'With `segment` or `stage` a page may be short, or empty, and still have a `next`.',
    query: pageQuery.extend({
      search: z.string().max(100).optional(),
      segment: idSchema.optional(),
      stage: z.enum(STAGES).optional(),
    }),
    answer: listOf(customerSummary),
    async handle({ query, services }) {
      const { store, clock } = services
      const wanted = { ...pageOf(query), ...given({ search: query.search }) }
      const filter = await readFilter(query, services)
      const page =
        filter === null ? await store.customers.list(wanted) : await listMembers(store, filter, clock.now(), wanted)
      return ok({ items: page.items.map(toCustomerSummary), next: page.next })
    },
  }),
  route({
    method: 'get',
    path: '/customers/:id',
    tag: TAG,
    summary: 'One customer',
    params: byForeignId,
    answer: customerDetail,
    handle: async ({ params, services }) => ok(toCustomer(await findCustomer(services.store, params.id))),
  }),
  route({
    method: 'get',
    path: '/customers/:id/timeline',
    tag: TAG,
    summary: 'Everything that was said about, sent to and decided on a customer, newest first',
    params: byForeignId,
    query: pageQuery,
    answer: listOf(z.looseObject({ at: z.string(), kind: z.string(), id: z.string() })),
    async handle({ params, query, services }) {
      const { store } = services
      const customer = await findCustomer(store, params.id)
      const visits = (await enrollmentsOf(store, customer)).flatMap(visitLines)
      const { items, next } = await mergePages(
        [
          async (page) => linesOf(await store.inputs.timeline(params.id, page), inputLine),
          async (page) => linesOf(await store.interactions.list({ ...page, customerId: params.id }), interactionLine),
          async (page) => linesOf(await store.records.listRefused({ ...page, customerId: params.id }), refusedLine),
          () => Promise.resolve({ items: visits, next: null }),
        ],
        pageOf(query),
      )
      return ok({ items: items.map((line) => line.view), next })
    },
  }),
  route({
    method: 'get',
    path: '/customers/:id/enrollments',
    tag: TAG,
    summary: 'Every passage of a customer through a journey, with its history and why it went as it did; newest first',
    params: byForeignId,
    query: pageQuery,
    answer: listOf(enrollmentDetail),
    async handle({ params, query, services }) {
      const { store } = services
      const page = slice(await enrollmentsOf(store, await findCustomer(store, params.id)), query)
      return ok({ items: await withHistory(store, page.items), next: page.next })
    },
  }),
  route({
    method: 'put',
    path: '/customers/:id/consent',
    headers: ['Idempotency-Key'],
    tag: TAG,
    summary: 'Whether a customer may be sent a topic on a channel',
    description: 'Once a withdrawal is answered, nothing of the topic leaves any more.',
    params: byForeignId,
    always: true,
    body: z.strictObject({ channel: channelName, topic: topicName, allowed: z.boolean() }),
    answer: z.strictObject({ customerId: z.string(), consent: z.record(z.string(), z.array(z.string())) }),
    async handle(call) {
      const { params, body, services } = call
      requireChannel(body, services)
      await applyReport(call, params.id, { kind: 'consent', ...body, source: 'api' })
      if (!body.allowed) await untilNothingLeaves(services, params.id, body.channel, body.topic)
      const { consent } = await findCustomer(services.store, params.id)
      return ok({ customerId: params.id, consent })
    },
  }),
  route({
    method: 'get',
    path: '/journeys/:id/customers',
    tag: 'Journeys',
    summary: 'Customers in a journey, with their passages through it',
    params: byId,
    description: 'Narrowed to a version, a time or a segment a page may be short, and still have a `next`.',
    query: pageQuery.extend({
      step: foreignId.optional(),
      status: z.enum(ENROLLMENT_STATUSES).optional(),
      ...narrowingQuery.shape,
    }),
    answer: listOf(
      customerSummary.extend({ enrollments: z.array(enrollmentSummary) }).meta({ id: 'CustomerInJourney' }),
    ),
    async handle({ params, query, services }) {
      if (!(await services.store.journeys.get(params.id))) throw notFound('journey', params.id)
      const { step, status } = query
      const { store, clock } = services
      const isWanted = readPassageFilter(query)
      const wanted = { ...pageOf(query), journeyId: params.id, ...given({ step, status }) }
      const page =
        query.segment === undefined
          ? await store.customers.list(wanted)
          : await listMembers(store, await requireSegment(query.segment, services), clock.now(), wanted)
      const items = page.items.map((customer) => ({
        ...toCustomerSummary(customer),
        enrollments: customer.enrollments
          .filter((e) => e.journeyId === params.id && (step ?? e.step) === e.step && (status ?? e.status) === e.status)
          .filter(isWanted)
          .map((e) => toEnrollmentSummary({ ...e, customerId: customer.id })),
      }))
      return ok({ items: items.filter(({ enrollments }) => enrollments.length > 0), next: page.next })
    },
  }),
]

/** @throws ProblemError 404 for no such segment */
async function readFilter(
  { segment, stage }: { segment?: string | undefined; stage?: Stage | undefined },
  services: Services,
): Promise<Condition | null> {
  const all: Condition[] = [
    ...(segment === undefined ? [] : [await requireSegment(segment, services)]),
    ...(stage === undefined ? [] : [{ stage }]),
  ]
  return all.length === 0 ? null : { all }
}

const linesOf = <T, L>({ items, next }: { items: T[]; next: string | null }, toLine: (item: T) => L) => ({
  items: items.map(toLine),
  next,
})
