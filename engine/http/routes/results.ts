import { z } from 'zod'
import { collectResults, type Results } from '../../insight/results.ts'
import { byId, instant, iso } from '../fields.ts'
import { findJourney } from '../journeys.ts'
import { checkNarrowing, narrowingKey, narrowingQuery, readFilter } from '../narrowing.ts'
import { ok, route } from '../route.ts'
import type { Services } from '../services.ts'
import type { Owned } from '../views/enrollment.ts'

const rate = z.number().nullable()
const groupSchema = z
  .strictObject({
    name: z.string().describe('Path of the split, or `treated`, or `holdout`.'),
    people: z.int(),
    goals: z.array(
      z.strictObject({
        goal: z.string(),
        reached: z
          .strictObject({ count: z.int(), of: z.int(), rate, low: rate, high: rate })
          .describe('With the 95 % interval of Wilson.'),
        value: z.number(),
        valuePerPerson: rate,
      }),
    ),
  })
  .meta({ id: 'ResultGroup' })

const comparisonSchema = z
  .strictObject({
    step: z.string().nullable(),
    groups: z.array(groupSchema),
    differences: z
      .array(
        z.strictObject({
          goal: z.string(),
          group: z.string(),
          against: z.string(),
          estimate: rate,
          low: rate,
          high: rate,
        }),
      )
      .describe('Of the shares, with the 95 % interval of Newcombe.'),
  })
  .meta({ id: 'Comparison' })

const resultsSchema = z
  .strictObject({
    asOf: instant,
    all: groupSchema,
    holdout: comparisonSchema.nullable(),
    splits: z.array(comparisonSchema),
  })
  .meta({ id: 'Results' })

export const resultRoutes = [
  route({
    method: 'get',
    path: '/journeys/:id/results',
    tag: 'Journeys',
    summary: 'How many reached which goal: everybody, the arms of each split, the holdout against the others',
    params: byId,
    query: narrowingQuery,
    answer: resultsSchema,
    async handle({ params, query, services }) {
      await findJourney(params.id, services)
      await checkNarrowing(query, services)
      const { asOf, results } = await services.results.read(narrowingKey(params.id, query), async () => {
        const asOf = services.clock.now()
        return { asOf, results: await resultsOf(params.id, await readFilter(query, services), services) }
      })
      return ok({ asOf: iso(asOf), ...results })
    },
  }),
]

/** Passages whose earlier visits are looked up together. */
const BATCH = 500

async function resultsOf(
  id: string,
  isWanted: (passage: Owned) => boolean,
  { store, journeys }: Services,
): Promise<Results> {
  const versions = (await store.journeys.versions(id)).sort((a, b) => a.version - b.version)
  const collector = collectResults(versions.map((version) => version.journey))
  let waiting: Owned[] = []
  const addWaiting = async (): Promise<void> => {
    const visits = await store.records.visits(waiting.map((e) => e.id))
    for (const e of waiting) collector.add(e, visits.get(e.id))
    waiting = []
  }
  for await (const e of journeys.enrollments(id)) {
    if (!isWanted(e)) continue
    if (e.spilled === 0 || !collector.hasSplits) collector.add(e)
    else if (waiting.push(e) >= BATCH) await addWaiting()
  }
  await addWaiting()
  return collector.results()
}
