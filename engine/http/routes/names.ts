import { z } from 'zod'
import { ok, route } from '../route.ts'

/** What whoever draws a journey is offered, and what tells a mistyped name from a new one. */
export const nameRoutes = [
  route({
    method: 'get',
    path: '/names',
    tag: 'Steps',
    summary: 'The names of what has come in: traits, events and their properties',
    description:
      'At most 2,000 names, the first ones that came; `full` = there were more. The names of properties are those of all events together.',
    answer: z
      .strictObject({
        fields: z.array(z.string()).describe('As conditions and texts name them: `customer.plan`, `event.revenue`.'),
        events: z.array(z.string()),
        full: z.boolean(),
      })
      .meta({ id: 'SeenNames' }),
    handle: async ({ services }) => ok(await services.store.names.all()),
  }),
]
