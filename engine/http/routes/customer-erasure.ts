import { z } from 'zod'
import { notFound } from '../../problem.ts'
import { byForeignId, instant, iso } from '../fields.ts'
import { noteOrder } from '../operations/orders.ts'
import { untilCallsEnd } from '../report.ts'
import { ok, route } from '../route.ts'

/** Longer than any provider is waited for: what comes back of a call is stored and deleted again by then. Milliseconds. */
const AGAIN_MS = 3 * 60_000

export const customerErasureRoutes = [
  route({
    method: 'delete',
    path: '/customers/:id',
    tag: 'Customers',
    summary: 'Erase a customer and everything there is about them, for good',
    description:
      'Once it is answered nothing is sent to them any more. Everything that is stored under this id until `finalAt` is erased as well; what comes later begins a new customer without consent.',
    params: byForeignId,
    always: true,
    answer: z
      .strictObject({
        customerId: z.string(),
        erased: z.strictObject({
          inputs: z.int().describe('Events, traits, consents and whatever else was said.'),
          interactions: z.int().describe('Messages, with their contents and outcomes.'),
          enrollments: z.int().describe('Passages through journeys, with their histories.'),
          refusals: z.int(),
          points: z.int(),
        }),
        finalAt: instant,
      })
      .meta({ id: 'Erasure' }),
    async handle(call) {
      const { params, services } = call
      const finalAt = services.clock.now() + AGAIN_MS
      const done = await services.store.erasures.erase(params.id, finalAt)
      if (!done) throw notFound('customer', params.id)
      noteOrder(call, 'erase-customer', { customer: params.id })
      if (done.wasLeaving) await untilCallsEnd()
      const { customers: _, wasLeaving: __, ...erased } = done
      return ok({ customerId: params.id, erased, finalAt: iso(finalAt) })
    },
  }),
]
