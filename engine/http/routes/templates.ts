import { z } from 'zod'
import { pickZone } from '../../core/calendar/index.ts'
import { jsonObjectSchema, templateSchema } from '../../core/format/index.ts'
import type { Template } from '../../core/model/journey.ts'
import type { JsonObject } from '../../core/model/json.ts'
import { hasErrors } from '../../core/model/problem.ts'
import type { TextScope } from '../../core/text/index.ts'
import { reviewTemplate } from '../../core/validate/index.ts'
import { notFound } from '../../problem.ts'
import { findCustomer } from '../enrollments.ts'
import { byId, foreignId, json, jsonObject, listOf, pageQuery, problemSchema, slice } from '../fields.ts'
import { renderContent } from '../render.ts'
import { invalid, withId } from '../request.ts'
import { noContent, ok, route } from '../route.ts'
import type { Services } from '../services.ts'
import { refuseIfUsed } from '../uses.ts'

const TAG = 'Templates'

export const templateRoutes = [
  route({
    method: 'get',
    path: '/templates',
    tag: TAG,
    summary: 'Stored messages',
    query: pageQuery,
    answer: listOf(templateSchema),
    handle: async ({ query, services }) => ok(slice(await services.store.journeys.templates(), query)),
  }),
  route({
    method: 'post',
    path: '/templates/render',
    tag: TAG,
    summary: 'A message as one customer would get it; nothing is stored or sent',
    body: z.strictObject({
      content: jsonObjectSchema.describe('Texts with Liquid, such as `subject`, `text`, `html`.'),
      customerId: foreignId.exactOptional(),
      event: jsonObject.exactOptional().describe('Stands in for the event, with its properties.'),
      vars: jsonObject.exactOptional(),
    }),
    answer: z.strictObject({ content: jsonObject }),
    async handle({ body, services }) {
      return ok({ content: renderContent(body.content as JsonObject, await scopeOf(body, services)) })
    },
  }),
  route({
    method: 'get',
    path: '/templates/:id',
    tag: TAG,
    summary: 'One stored message',
    params: byId,
    answer: templateSchema,
    handle: async ({ params, services }) => ok(await findTemplate(params.id, services)),
  }),
  route({
    method: 'put',
    path: '/templates/:id',
    tag: TAG,
    summary: 'Store a message; journeys use it from now on',
    params: byId,
    body: json,
    bodyDoc: templateSchema,
    answer: z.strictObject({ template: templateSchema, problems: z.array(problemSchema).describe('Warnings.') }),
    async handle({ params, body, services }) {
      const { template, problems } = reviewTemplate(withId(body, params.id))
      if (!template || hasErrors(problems)) throw invalid('template-invalid', problems, 422)
      await services.store.journeys.saveTemplate(template)
      return ok({ template, problems })
    },
  }),
  route({
    method: 'delete',
    path: '/templates/:id',
    tag: TAG,
    summary: 'Delete a message that no published journey uses',
    params: byId,
    async handle({ params, services }) {
      await findTemplate(params.id, services)
      await refuseIfUsed('template', params.id, services)
      await services.store.journeys.removeTemplate(params.id)
      return noContent()
    },
  }),
]

async function findTemplate(id: string, { store }: Services): Promise<Template> {
  const template = (await store.journeys.templates()).find((candidate) => candidate.id === id)
  if (!template) throw notFound('template', id)
  return template
}

async function scopeOf(
  { customerId, event = {}, vars = {} }: { customerId?: string; event?: object; vars?: object },
  { store, clock }: Services,
): Promise<TextScope> {
  const customer = customerId === undefined ? null : await findCustomer(store, customerId)
  const workspace = await store.settings.workspace()
  return {
    customer: customer ? { id: customer.id, ...customer.traits } : {},
    event: event as JsonObject,
    entry: event as JsonObject,
    vars: vars as JsonObject,
    loyalty: { points: customer?.points.balance ?? 0, tier: customer?.tier ?? null },
    now: clock.now(),
    zone: pickZone(customer?.timeZone, null, workspace.timeZone),
  }
}
