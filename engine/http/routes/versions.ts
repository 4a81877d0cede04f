import { z } from 'zod'
import { idSchema, journeySchema } from '../../core/format/index.ts'
import { ProblemError } from '../../problem.ts'
import type { JourneyRecord, JourneyVersion } from '../../store/port.ts'
import { byId, iso, listOf, pageQuery, slice } from '../fields.ts'
import { findJourney } from '../journeys.ts'
import { ok, route } from '../route.ts'
import { versionSummary } from '../views/journey.ts'

const TAG = 'Journeys'

export const versionRoutes = [
  route({
    method: 'get',
    path: '/journeys/:id/versions',
    tag: TAG,
    summary: 'Published versions, newest first',
    params: byId,
    query: pageQuery,
    answer: listOf(versionSummary),
    async handle({ params, query, services }) {
      const record = await findJourney(params.id, services)
      const versions = (await services.store.journeys.versions(params.id)).sort((a, b) => b.version - a.version)
      const page = slice(versions, query)
      return ok({ items: page.items.map((version) => toVersion(version, record)), next: page.next })
    },
  }),
  route({
    method: 'get',
    path: '/journeys/:id/versions/:version',
    tag: TAG,
    summary: 'One published version',
    params: z.strictObject({
      id: idSchema,
      version: z
        .string()
        .regex(/^[1-9]\d{0,8}$/)
        .transform(Number),
    }),
    answer: versionSummary.extend({ journey: journeySchema }).meta({ id: 'JourneyVersionDetail' }),
    async handle({ params, services }) {
      const record = await findJourney(params.id, services)
      const version = await services.store.journeys.version(params.id, params.version)
      if (!version) {
        throw new ProblemError(404, 'not-found', `The journey "${params.id}" has no version ${params.version}.`)
      }
      return ok({ ...toVersion(version, record), journey: version.journey })
    },
  }),
]

const toVersion = (
  { version, hash, publishedAt, note }: JourneyVersion,
  { state }: JourneyRecord,
): z.infer<typeof versionSummary> => ({
  version,
  hash,
  publishedAt: iso(publishedAt),
  note,
  isLive: state?.liveVersion === version,
})
