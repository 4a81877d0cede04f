import { z } from 'zod'
import { STAGES } from '../../core/model/condition.ts'
import { asItWas, stagesOf } from '../../insight/as-it-was.ts'
import { ProblemError } from '../../problem.ts'
import { readChanges } from '../changes.ts'
import { findCustomer } from '../enrollments.ts'
import { byForeignId, instant, iso, jsonObject } from '../fields.ts'
import { ok, route } from '../route.ts'

const TAG = 'Customers'
const stage = z.enum(STAGES)

export const customerPastRoutes = [
  route({
    method: 'get',
    path: '/customers/:id/stages',
    tag: TAG,
    summary: 'Every stage a customer was in, oldest first, and what moved them there',
    params: byForeignId,
    answer: z
      .strictObject({
        since: instant.describe('What happened earlier is not kept.'),
        items: z.array(
          z.strictObject({
            at: instant,
            to: stage,
            by: z
              .strictObject({ journey: z.string(), step: z.string() })
              .nullable()
              .describe('Null = it was said from outside.'),
            isKept: z.boolean().describe('False: only that they are in it now is known, not what moved them.'),
          }),
        ),
      })
      .meta({ id: 'StageHistory' }),
    async handle({ params, services }) {
      const customer = await findCustomer(services.store, params.id)
      const { changes, since } = await readChanges(services.store, customer)
      const items = stagesOf(customer, changes).map((move) => ({ ...move, at: iso(move.at) }))
      return ok({ since: iso(since), items })
    },
  }),
  route({
    method: 'get',
    path: '/customers/:id/past',
    tag: TAG,
    summary: 'What was known of a customer at an instant: traits, tags, stage, consent',
    description:
      'Put together from everything that was said and done until then. What is not kept is named in `unsure`.',
    params: byForeignId,
    query: z.strictObject({ at: z.string().max(40) }),
    answer: z
      .strictObject({
        at: instant,
        since: instant.describe('What happened earlier is not kept.'),
        isKnown: z.boolean().describe('False before `since`: then nothing else here says anything.'),
        traits: jsonObject,
        tags: z.array(z.string()),
        timeZone: z.string().nullable(),
        stage: stage.nullable(),
        consent: z.record(z.string(), z.array(z.string())),
        suppressed: z.record(z.string(), z.string()),
        unsure: z.strictObject({ traits: z.array(z.string()), parts: z.array(z.string()) }),
      })
      .meta({ id: 'CustomerThen' }),
    async handle({ params, query, services }) {
      const at = Date.parse(query.at)
      if (!/T.*(Z|[+-]\d\d:\d\d)$/.test(query.at) || Number.isNaN(at))
        throw new ProblemError(
          400,
          'invalid-request',
          `"at" is "${query.at}"; give an instant such as 2026-03-02T09:00:00Z.`,
        )
      const customer = await findCustomer(services.store, params.id)
      const { changes, since } = await readChanges(services.store, customer)
      return ok({ at: iso(at), since: iso(since), isKnown: at >= since, ...asItWas(customer, changes, at) })
    },
  }),
]
