import { z } from 'zod'
import { jsonObjectSchema, templateSchema } from '../../core/format/index.ts'
import type { Template } from '../../core/model/journey.ts'
import { hasErrors } from '../../core/model/problem.ts'
import { reviewTemplate } from '../../core/validate/index.ts'
import { mjmlProblems } from '../../journeys/index.ts'
import { notFound } from '../../problem.ts'
import { byId, foreignId, json, jsonObject, listOf, pageQuery, problemSchema, slice } from '../fields.ts'
import { makeMessage } from '../message.ts'
import { invalid, withId } from '../request.ts'
import { noContent, ok, route } from '../route.ts'
import type { Services } from '../services.ts'
import { refuseIfUsed } from '../uses.ts'
import { messageTestRoute } from './message-test.ts'

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
    fails: [404, 422],
    tag: TAG,
    summary: 'A message as one customer would get it; nothing is stored or sent',
    description: 'MJML comes back as HTML, and HTML with plain text beside it, made as for a real message.',
    body: z.strictObject({
      content: jsonObjectSchema.describe('Texts with Liquid, such as `subject`, `text`, `html`, `mjml`.'),
      customerId: foreignId.exactOptional(),
      customer: jsonObject.exactOptional().describe('Stands in for a customer, with traits.'),
      event: jsonObject.exactOptional().describe('Stands in for the event, with its properties.'),
      vars: jsonObject.exactOptional(),
    }),
    answer: z.strictObject({ content: jsonObject, problems: z.array(problemSchema) }),
    async handle({ body, services }) {
      return ok(await makeMessage(body as Parameters<typeof makeMessage>[0], services))
    },
  }),
  messageTestRoute,
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
    fails: [422],
    tag: TAG,
    summary: 'Store a message; journeys use it from now on',
    params: byId,
    body: json,
    bodyDoc: templateSchema,
    answer: z.strictObject({ template: templateSchema, problems: z.array(problemSchema).describe('Warnings.') }),
    async handle({ params, body, services }) {
      const { template, problems: found } = reviewTemplate(withId(body, params.id))
      const owner = `Template "${params.id}"`
      const mjml = template?.mjml ? await mjmlProblems(template.mjml, owner, '/mjml', services.bodies) : []
      const problems = [...found, ...mjml]
      if (!template || hasErrors(problems)) throw invalid('template-invalid', problems, 422)
      await services.store.journeys.saveTemplate(template)
      return ok({ template, problems })
    },
  }),
  route({
    method: 'delete',
    path: '/templates/:id',
    fails: [409],
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
