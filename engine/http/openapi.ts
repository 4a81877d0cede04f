import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi'
import { z } from 'zod'
import type { Access } from './access.ts'
import { problemSchema } from './fields.ts'
import type { Route } from './route.ts'
import { faultsOf, HEADERS, type HeaderName } from './statuses.ts'

const problemDocument = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('What was wrong, where, and what to do.'),
    instance: z.string().describe('Id of the request; the log has it too.'),
    code: z.string(),
    problems: z.array(problemSchema),
  })
  .meta({ id: 'ProblemDocument', description: 'RFC 9457 problem details.' })

const SECURITY: Record<Access, RouteConfig['security']> = {
  open: [],
  write: [{ writeKey: [] }, { adminKey: [] }, { session: [] }],
  admin: [{ adminKey: [] }, { session: [] }],
}

/** The reference of the API, from the very schemas its requests are checked with. OpenAPI 3.1. */
export function openApi(routes: readonly Route[]): object {
  const registry = new OpenAPIRegistry()
  const { registerComponent } = registry
  registerComponent.call(registry, 'securitySchemes', 'writeKey', {
    type: 'http',
    scheme: 'basic',
    description: 'The write key as user name, no password.',
  })
  registerComponent.call(registry, 'securitySchemes', 'adminKey', { type: 'http', scheme: 'bearer' })
  registerComponent.call(registry, 'securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'perennial',
    description: 'Made by POST /v1/session. Changes also need the header `x-perennial: 1`.',
  })
  for (const route of routes) registry.registerPath(pathOf(route))
  return new OpenApiGeneratorV31(registry.definitions, { sortComponents: 'alphabetically' }).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Perennial',
      version: '1',
      description: 'Customer journeys: send events in, draw and publish journeys, see what became of everybody.',
    },
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map((route) => route.tag))].map((name) => ({ name })),
  })
}

function pathOf(route: Route): RouteConfig {
  const { method, path, tag, summary, description, access, params, query, body, answer, status } = route
  const isEmpty = (schema: z.ZodType): boolean =>
    schema instanceof z.ZodObject && Object.keys(schema.shape).length === 0
  return {
    method,
    path: `/v1${path.replace(/:(\w+)/g, '{$1}')}`,
    operationId: `${method}${path.replace(/[/:-]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    ...(SECURITY[access] === undefined ? {} : { security: SECURITY[access] }),
    request: {
      ...(params === undefined ? {} : { params: params as z.ZodObject }),
      ...(route.headers.length === 0 ? {} : { headers: route.headers.map(headerOf) }),
      ...(isEmpty(query) ? {} : { query: query as z.ZodObject }),
      ...(body === undefined ? {} : { body: { required: true, content: { 'application/json': { schema: body } } } }),
    },
    responses: {
      [status]: answer
        ? { description: 'Done.', content: { 'application/json': { schema: answer } } }
        : { description: 'Done; no content.' },
      ...Object.fromEntries(faultsOf(route).map(([fault, words]) => [fault, problemAnswer(words)])),
      default: problemAnswer('A problem.'),
    },
  }
}

const problemAnswer = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemDocument } },
})

function headerOf(name: HeaderName): z.ZodType {
  const { required, description } = HEADERS[name]
  const schema = required ? z.string() : z.string().optional()
  return schema.meta({ param: { name: name.replace('?', ''), in: 'header', required, description } })
}
