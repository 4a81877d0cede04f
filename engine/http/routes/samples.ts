import { z } from 'zod'
import { unitHash } from '../../core/hash.ts'
import { STAGES } from '../../core/model/condition.ts'
import type { Customer } from '../../core/model/customer.ts'
import type { Store } from '../../store/port.ts'
import { jsonObject, upTo } from '../fields.ts'
import { tooMany } from '../rate.ts'
import { ok, route } from '../route.ts'

/** Ids looked at, and customers loaded, at once. */
const BATCH = 1_000

const count = upTo(10_000, 1_000)

const sampleSchema = z
  .strictObject({
    total: z.int().describe('Customers there are.'),
    items: z.array(
      z.strictObject({
        id: z.string(),
        traits: jsonObject,
        tags: z.array(z.string()),
        timeZone: z.string().nullable(),
        stage: z.enum(STAGES).nullable(),
        consent: z.record(z.string(), z.array(z.string())),
        suppressed: z.record(z.string(), z.string()),
      }),
    ),
  })
  .meta({ id: 'CustomerSample' })

export const sampleRoutes = [
  route({
    method: 'get',
    path: '/samples/customers',
    fails: [404],
    tag: 'Customers',
    summary: 'Customers drawn at random, as a simulation takes them; the same seed draws the same',
    query: z.strictObject({ count: count.optional(), seed: z.string().max(64).optional() }),
    answer: sampleSchema,
    async handle({ query, caller, services }) {
      if (!services.costly.take(caller.key.id)) throw tooMany('Too many samples were asked for.', 2)
      const { total, ids } = await draw(services.store, query.count ?? 1_000, query.seed ?? '')
      const items: object[] = []
      for (let from = 0; from < ids.length; from += BATCH) {
        const wanted = ids.slice(from, from + BATCH)
        const found = await services.store.customers.load(wanted)
        items.push(...wanted.flatMap((id) => toKnown(found.get(id))))
      }
      return ok({ total, items })
    },
  }),
]

/** Those with the smallest numbers, where everybody gets a number by chance; in order of id. */
async function draw(store: Store, count: number, seed: string): Promise<{ total: number; ids: string[] }> {
  let best: { id: string; rank: number }[] = []
  let total = 0
  for (let after: string | null = null; ; ) {
    const ids: string[] = await store.customers.scan(after, BATCH)
    total += ids.length
    best = [...best, ...ids.map((id) => ({ id, rank: unitHash('sample', seed, id) }))]
    if (best.length > count) best = best.sort((a, b) => a.rank - b.rank).slice(0, count)
    after = ids.at(-1) ?? null
    if (ids.length < BATCH) break
  }
  return { total, ids: best.map(({ id }) => id).sort() }
}

function toKnown(customer: Customer | undefined): object[] {
  if (customer === undefined) return []
  const { id, traits, tags, timeZone, stage, consent, suppressed } = customer
  return [{ id, traits, tags, timeZone, stage, consent, suppressed }]
}
