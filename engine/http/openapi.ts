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

const SECURITY: Record<Access, object[]> = {
  open: [],
  write: [{ writeKey: [] }, { adminKey: [] }, { session: [] }],
  admin: [{ adminKey: [] }, { session: [] }],
}

const SCHEMES = {
  writeKey: { type: 'http', scheme: 'basic', description: 'The write key as user name, no password.' },
  adminKey: { type: 'http', scheme: 'bearer' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'perennial',
    description: 'Made by POST /v1/session. Changes also need the header `x-perennial: 1`.',
  },
}

/** The reference of the API, from the very schemas its requests are checked with. OpenAPI 3.1. */
export function openApi(routes: readonly Route[]): object {
  const { schemaOf, named } = toJsonSchemas(
    routes.flatMap(({ params, query, body, answer }) => [params, query, body, answer]),
  )
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) {
    const path = `/v1${route.path.replace(/:(\w+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [route.method]: operationOf(route, schemaOf) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Perennial',
      version: '1',
      description: 'Customer journeys: send events in, draw and publish journeys, see what became of everybody.',
    },
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map((route) => route.tag))].map((name) => ({ name })),
    components: { securitySchemes: SCHEMES, schemas: named },
    paths,
  }
}

interface JsonSchema {
  properties?: Record<string, JsonSchema>
  required?: string[]
  description?: string
}
type SchemaOf = (schema: z.ZodType) => JsonSchema

/** All in one go, so that what has a name is told once, and referred to by it. */
function toJsonSchemas(schemas: readonly (z.ZodType | undefined)[]): {
  schemaOf: SchemaOf
  named: Record<string, JsonSchema>
} {
  const all = [...new Set([problemDocument, ...schemas.filter((schema) => schema !== undefined)])]
  const shape = Object.fromEntries(all.map((schema, i) => [String(i), schema]))
  const told = JSON.stringify(z.toJSONSchema(z.object(shape), { io: 'input', unrepresentable: 'any' }))
  const { $defs, properties } = JSON.parse(told.replaceAll('"#/$defs/', '"#/components/schemas/')) as {
    $defs: Record<string, JsonSchema>
    properties: Record<string, JsonSchema>
  }
  const sorted = Object.fromEntries(Object.entries($defs).sort(([a], [b]) => (a < b ? -1 : 1)))
  return { schemaOf: (schema) => properties[all.indexOf(schema)] as JsonSchema, named: sorted }
}

function operationOf(route: Route, schemaOf: SchemaOf): object {
  const { method, path, tag, summary, description, access, params, query, body, needsBody, answer, status, headers } =
    route
  const problem = { 'application/problem+json': { schema: schemaOf(problemDocument) } }
  const parameters = [
    ...(params === undefined ? [] : parametersOf('path', schemaOf(params))),
    ...headers.map(headerOf),
    ...parametersOf('query', schemaOf(query)),
  ]
  return {
    operationId: `${method}${path.replace(/[/:-]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    security: SECURITY[access],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: needsBody,
            content: { 'application/json': { schema: schemaOf(body) } },
          },
        }),
    responses: {
      [status]: answer
        ? { description: 'Done.', content: { 'application/json': { schema: schemaOf(answer) } } }
        : { description: 'Done; no content.' },
      ...Object.fromEntries(faultsOf(route).map(([fault, words]) => [fault, { description: words, content: problem }])),
      default: { description: 'A problem.', content: problem },
    },
  }
}

function parametersOf(place: 'path' | 'query', { properties = {}, required = [] }: JsonSchema): object[] {
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema,
  }))
}

function headerOf(name: HeaderName): object {
  const { required, description } = HEADERS[name]
  return { name: name.replace('?', ''), in: 'header', required, description, schema: { type: 'string' } }
}
