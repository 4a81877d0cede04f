import { z } from 'zod'
import { byId, line, listOf, pageQuery, slice } from '../fields.ts'
import { created, ok, route } from '../route.ts'

const poolSchema = z.strictObject({ id: z.string(), total: z.int(), left: z.int() }).meta({ id: 'CouponPool' })

const MOST_CODES = 20_000

export const poolRoutes = [
  route({
    method: 'get',
    path: '/pools',
    tag: 'Coupons',
    summary: 'Pools of coupon codes, and how many are left',
    query: pageQuery,
    answer: listOf(poolSchema),
    handle: async ({ query, services }) => ok(slice(await services.store.claims.pools(), query)),
  }),
  route({
    method: 'post',
    path: '/pools/:id/codes',
    tag: 'Coupons',
    summary: 'Add codes to a pool, which begins to exist with its first ones; codes it has already are left out',
    params: byId,
    body: z.strictObject({
      codes: z.array(line(200)).min(1).max(MOST_CODES),
    }),
    status: 201,
    answer: z.strictObject({ added: z.int() }),
    async handle({ params, body, services }) {
      const added = await services.store.claims.addCodes(params.id, [...new Set(body.codes)])
      await services.store.journeys.touchCatalog()
      return created({ added })
    },
  }),
]
