import { z } from 'zod'
import { idSchema } from '../../core/format/index.ts'
import type { Journey } from '../../core/model/journey.ts'
import { ProblemError } from '../../problem.ts'
import type { JourneyRecord } from '../../store/port.ts'
import { byId, problemSchema } from '../fields.ts'
import type { CountsAsOf } from '../counts.ts'
import { findJourney, liveOf, overtaken } from '../journeys.ts'
import { noteOrder } from '../operations/orders.ts'
import { expectedRev } from '../revision.ts'
import { ok, route } from '../route.ts'
import { checkNarrowing, isNarrowed, type Narrowing, narrowingKey, narrowingQuery, readFilter } from '../narrowing.ts'
import type { Services } from '../services.ts'
import { countsSchema, stateSchema, toCounts, toState } from '../views/journey.ts'

const TAG = 'Journeys'

const move = z
  .record(idSchema, idSchema)
  .describe('Where those inside go, by the step they stand on; steps not named stay on their version.')

export const journeyActionRoutes = [
  route({
    method: 'post',
    path: '/journeys/:id/publish',
    headers: ['If-Match?'],
    fails: [409, 422],
    tag: TAG,
    summary: 'Publish the draft',
    description:
      '422 with all problems when it cannot run; nothing has changed then. With If-Match, only that draft is published.',
    params: byId,
    body: z.strictObject({ move: move.exactOptional(), note: z.string().max(1000).exactOptional() }),
    answer: z.strictObject({ version: z.int(), problems: z.array(problemSchema).describe('Warnings.') }),
    async handle(call) {
      const { params, body, request, services } = call
      const record = await findJourney(params.id, services)
      if (request.headers['if-match'] !== undefined && expectedRev(request, record.draftRev) === null) {
        throw overtaken(record)
      }
      const { version, problems } = await services.journeys.publish(await drawingOf(record, services), body)
      noteOrder(call, 'publish', { journey: params.id, version })
      return ok({ version, problems })
    },
  }),
  route({
    method: 'post',
    path: '/journeys/:id/preview',
    fails: [409, 422],
    tag: TAG,
    summary: 'What publishing the draft with this move would do to those inside',
    params: byId,
    body: z.strictObject({ move: move.exactOptional() }),
    answer: z
      .strictObject({
        steps: z.array(
          z.strictObject({
            step: z.string(),
            version: z.int(),
            people: z.int(),
            goesTo: z.string().describe('A step, or "stays": finishes on the version it is on.'),
            problem: z.string().optional(),
          }),
        ),
        total: z.int(),
        problems: z.array(problemSchema),
      })
      .meta({ id: 'MovePreview' }),
    async handle({ params, body, services }) {
      const record = await findJourney(params.id, services)
      const { steps, total, problems } = await services.journeys.preview(await drawingOf(record, services), body.move)
      return ok({ steps, total, problems })
    },
  }),
  route({
    method: 'post',
    path: '/journeys/:id/pause',
    fails: [409],
    tag: TAG,
    summary: 'Nothing is sent and no wait ends until it is resumed; exits and goals still act',
    params: byId,
    body: z.strictObject({ entries: z.enum(['refuse', 'keep']).default('refuse') }),
    answer: stateSchema,
    async handle(call) {
      const { params, body, services } = call
      const state = toState(await services.journeys.pause(params.id, body.entries))
      noteOrder(call, 'pause-journey', { journey: params.id })
      return ok(state)
    },
  }),
  route({
    method: 'post',
    path: '/journeys/:id/resume',
    fails: [409],
    tag: TAG,
    summary: 'End a pause or a stop',
    params: byId,
    body: z.strictObject({ policy: z.enum(['continue', 'skip', 'retime']).default('continue') }),
    answer: stateSchema,
    async handle(call) {
      const { params, body, services } = call
      const state = toState(await services.journeys.resume(params.id, body.policy))
      noteOrder(call, 'resume-journey', { journey: params.id })
      return ok(state)
    },
  }),
  route({
    method: 'post',
    path: '/journeys/:id/stop',
    fails: [409],
    tag: TAG,
    summary: 'Nothing more leaves within two seconds, on any worker',
    params: byId,
    always: true,
    answer: stateSchema,
    async handle(call) {
      const { params, services } = call
      const state = toState(await services.journeys.stop(params.id))
      noteOrder(call, 'stop-journey', { journey: params.id })
      return ok(state)
    },
  }),
  route({
    method: 'post',
    path: '/journeys/:id/archive',
    fails: [409],
    tag: TAG,
    summary: 'Let nobody in any more; those inside finish',
    params: byId,
    answer: stateSchema,
    async handle(call) {
      const { params, services } = call
      const state = toState(await services.journeys.archive(params.id))
      noteOrder(call, 'archive-journey', { journey: params.id })
      return ok(state)
    },
  }),
  route({
    method: 'get',
    path: '/journeys/:id/counts',
    tag: TAG,
    summary: 'Who came, where they stand and how they left: over all versions, or of some passages only',
    params: byId,
    query: narrowingQuery,
    answer: countsSchema,
    async handle({ params, query, services }) {
      await findJourney(params.id, services)
      return ok(toCounts(await (isNarrowed(query) ? cut(params.id, query, services) : services.counts.read(params.id))))
    },
  }),
]

async function cut(id: string, narrowing: Narrowing, services: Services): Promise<CountsAsOf> {
  const { cuts, clock, journeys } = services
  await checkNarrowing(narrowing, services)
  return cuts.read(narrowingKey(id, narrowing), async () => {
    const asOf = clock.now()
    return { asOf, counts: await journeys.counts(id, await readFilter(narrowing, services)) }
  })
}

/** What is drawn at present: the draft, or, without one, what is live. */
async function drawingOf(record: JourneyRecord, services: Services): Promise<Journey> {
  const journey = record.draft ?? (await liveOf(record, services))?.journey
  if (!journey)
    throw new ProblemError(409, 'no-draft', `The journey "${record.id}" has nothing drawn yet. Save a draft first.`)
  return journey
}
