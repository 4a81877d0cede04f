import { z } from 'zod'
import { idSchema } from '../../core/format/index.ts'
import { type Interaction, SEND_STATUSES } from '../../core/model/interaction.ts'
import type { Json, JsonObject } from '../../core/model/json.ts'
import { notFound } from '../../problem.ts'
import { byForeignId, channelName, foreignId, given, json, listOf, pageOf, pageQuery } from '../fields.ts'
import { applyReport } from '../report.ts'
import { ok, route } from '../route.ts'
import type { Services } from '../services.ts'
import { interactionDetail, interactionSummary, toInteraction, toInteractionSummary } from '../views/interaction.ts'

const TAG = 'Interactions'

/** Outcomes of your own are welcome; these words are meant for ours, and would be acknowledged and do nothing. */
const MEANT: Record<string, string> = {
  ...{ bounce: 'bounced', complain: 'complained', complaint: 'complained', unsubscribe: 'unsubscribed' },
  ...{ deliver: 'delivered', delivery: 'delivered', open: 'opened', click: 'clicked', reply: 'replied' },
}
const outcome = z
  .string()
  .regex(/^[a-z][a-z-]{0,63}$/, 'Use small letters and hyphens, at most 64.')
  .refine((said) => !Object.hasOwn(MEANT, said), {
    error: ({ input }) => `say "${MEANT[String(input)]}" instead of "${String(input)}".`,
  })
  .describe('What providers report (see callbacks), or a word of your own that journeys ask for.')

export const interactionRoutes = [
  route({
    method: 'get',
    path: '/interactions',
    tag: TAG,
    summary: 'The send ledger, newest first',
    query: pageQuery.extend({
      journey: idSchema.optional(),
      step: idSchema.optional(),
      channel: channelName.optional(),
      status: z.enum(SEND_STATUSES).optional(),
      customerId: foreignId.optional(),
    }),
    answer: listOf(interactionSummary),
    async handle({ query, services }) {
      const { journey, step, channel, status, customerId } = query
      const filter = given({ journeyId: journey, step, channel, status, customerId })
      const page = await services.store.interactions.list({ ...pageOf(query), ...filter })
      return ok({ items: page.items.map(toInteractionSummary), next: page.next })
    },
  }),
  route({
    method: 'get',
    path: '/interactions/:id',
    tag: TAG,
    summary: 'One interaction, with exactly what goes out',
    params: byForeignId,
    answer: interactionDetail,
    async handle({ params, services }) {
      const row = (await services.store.interactions.get([params.id])).get(params.id)
      if (!row) throw notFound('interaction', params.id)
      return ok(toInteraction(row, await bodyOf(row, services)))
    },
  }),
  route({
    method: 'post',
    path: '/outcomes',
    headers: ['Idempotency-Key'],
    fails: [404],
    tag: TAG,
    always: true,
    summary: 'What came back of an interaction: delivered, opened, clicked, bounced, complained, ...',
    description: 'A bounce or a complaint also ends everything on that channel. Waits for the outcome go on.',
    body: z.strictObject({
      interactionId: foreignId,
      outcome,
      data: json.optional(),
    }),
    answer: interactionDetail,
    async handle(call) {
      const { interactionId, outcome, data } = call.body
      const { interactions } = call.services.store
      const row = (await interactions.get([interactionId])).get(interactionId)
      if (!row) throw notFound('interaction', interactionId)
      const said = { kind: 'outcome', outcome, interactionId, data: (data ?? null) as Json } as const
      await applyReport(call, row.customerId, said)
      // The ledger hears of it now and not with the customer's next delivery.
      await interactions.addOutcomes([{ interactionId, outcome, at: call.services.clock.now(), data: said.data }])
      return ok(toInteraction((await interactions.get([interactionId])).get(interactionId) ?? row))
    },
  }),
]

/** A mail as it goes out; null for what is no mail, and for one that cannot be made. */
async function bodyOf({ channel, content }: Interaction, { bodies }: Services): Promise<JsonObject | null> {
  if (channel !== 'email') return null
  return bodies.finish(content).catch(() => null)
}
