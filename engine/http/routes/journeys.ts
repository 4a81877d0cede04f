import { z } from 'zod'
import { journeySchema, parseDraft } from '../../core/format/index.ts'
import type { Journey } from '../../core/model/journey.ts'
import { hasErrors } from '../../core/model/problem.ts'
import { ProblemError } from '../../problem.ts'
import type { JourneyRecord } from '../../store/port.ts'
import { byId, json, listOf, pageQuery, problemSchema, slice } from '../fields.ts'
import { findJourney, liveOf, overtaken } from '../journeys.ts'
import { noteOrder } from '../operations/orders.ts'
import { invalid, withId } from '../request.ts'
import { etagOf, expectedRev } from '../revision.ts'
import { created, noContent, ok, route } from '../route.ts'
import type { Services } from '../services.ts'
import { journeyDetail, journeySummary, toDetail, toSummary } from '../views/journey.ts'

const TAG = 'Journeys'

const savedSchema = z
  .strictObject({ id: z.string(), draft: journeySchema, draftRev: z.int(), problems: z.array(problemSchema) })
  .meta({ id: 'SavedDraft', description: 'A draft may be unfinished: its problems are told, not refused.' })

export const journeyRoutes = [
  route({
    method: 'get',
    path: '/journeys',
    tag: TAG,
    summary: 'All journeys',
    query: pageQuery,
    answer: listOf(journeySummary),
    async handle({ query, services }) {
      const page = slice(await services.store.journeys.list(), query)
      const items = await Promise.all(page.items.map((record) => summarize(record, services)))
      return ok({ items, next: page.next })
    },
  }),
  route({
    method: 'post',
    path: '/journeys',
    fails: [409, 422],
    tag: TAG,
    summary: 'A new journey, as a draft',
    body: json,
    bodyDoc: journeySchema,
    status: 201,
    answer: savedSchema,
    async handle({ body, services }) {
      const journey = readDraft(body)
      const saved = await services.store.journeys.saveDraft(journey.id, journey, null, services.clock.now())
      if (!saved) {
        const detail = `There is a journey "${journey.id}" already. Choose another id, or save its draft with PUT.`
        throw new ProblemError(409, 'journey-exists', detail)
      }
      const headers = { ...etagOf(saved.draftRev), location: `/v1/journeys/${journey.id}` }
      return created(await savedView(saved, journey, services), headers)
    },
  }),
  route({
    method: 'post',
    path: '/journeys/validate',
    tag: TAG,
    summary: 'What is wrong with a journey; nothing is stored',
    body: json,
    bodyDoc: journeySchema,
    answer: z.strictObject({ valid: z.boolean(), problems: z.array(problemSchema) }),
    async handle({ body, services }) {
      const { problems } = await services.journeys.check(body)
      return ok({ valid: !hasErrors(problems), problems })
    },
  }),
  route({
    method: 'get',
    path: '/journeys/:id',
    tag: TAG,
    summary: 'A journey: its draft and what is live. The ETag is the number of the draft',
    params: byId,
    answer: journeyDetail,
    async handle({ params, services }) {
      const record = await findJourney(params.id, services)
      return ok(toDetail(record, await liveOf(record, services)), etagOf(record.draftRev))
    },
  }),
  route({
    method: 'put',
    path: '/journeys/:id/draft',
    headers: ['If-Match'],
    fails: [422],
    tag: TAG,
    summary: 'Save the draft, if it still is the one named by If-Match',
    description: '428 without If-Match; 412 with the present draft in `current` when somebody else saved in between.',
    params: byId,
    body: json,
    bodyDoc: journeySchema,
    answer: savedSchema,
    async handle({ params, body, request, services }) {
      const record = await findJourney(params.id, services)
      const rev = expectedRev(request, record.draftRev)
      const journey = readDraft(withId(body, params.id))
      const saved =
        rev === null ? null : await services.store.journeys.saveDraft(params.id, journey, rev, services.clock.now())
      if (!saved) throw overtaken(await findJourney(params.id, services))
      return ok(await savedView(saved, journey, services), etagOf(saved.draftRev))
    },
  }),
  route({
    method: 'delete',
    path: '/journeys/:id',
    fails: [409],
    tag: TAG,
    summary: 'Delete a journey that was never published',
    params: byId,
    async handle(call) {
      const { params, services } = call
      const record = await findJourney(params.id, services)
      if (record.state) {
        const detail = `The journey "${params.id}" was published, so its history is kept. Archive it instead.`
        throw new ProblemError(409, 'was-published', detail)
      }
      await services.store.journeys.remove(params.id)
      noteOrder(call, 'delete-journey', { journey: params.id })
      return noContent()
    },
  }),
]

/** A draft may be unfinished, but it has to be a journey. @throws ProblemError 422 */
function readDraft(body: unknown): Journey {
  const { journey, problems } = parseDraft(body)
  if (journey === null) throw invalid('journey-invalid', problems, 422)
  return journey
}

async function summarize(record: JourneyRecord, services: Services): Promise<z.infer<typeof journeySummary>> {
  const live = await liveOf(record, services)
  return toSummary(record, live, record.state && (await services.counts.glance(record.id)))
}

async function savedView(
  { id, draftRev }: JourneyRecord,
  journey: Journey,
  { journeys }: Services,
): Promise<Record<string, unknown>> {
  const { problems } = await journeys.check(journey)
  return { id, draft: journey, draftRev, problems }
}
