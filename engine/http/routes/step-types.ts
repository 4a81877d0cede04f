import { z } from 'zod'
import type { StepType } from '../../core/steps/sdk.ts'
import { jsonObject, listOf, pageQuery, slice } from '../fields.ts'
import { ok, route } from '../route.ts'

const texts = z.looseObject({ name: z.string(), description: z.string() })

const stepTypeSchema = z
  .strictObject({
    type: z.string(),
    icon: z.string().describe('Name of a Tabler icon.'),
    group: z.string(),
    texts: z.strictObject({ en: texts, zh: texts }),
    schema: jsonObject.describe('JSON Schema of `config`.'),
    example: jsonObject,
    paths: z.array(z.string()).describe('Of the example, the default path first.'),
    fallbacks: z.record(z.string(), z.string()).describe('Paths that, unconnected, follow another one.'),
    waits: z.boolean(),
  })
  .meta({ id: 'StepType' })

/** Step types, custom ones too, told well enough for a builder that has never seen them. */
export const stepTypeRoutes = [
  route({
    method: 'get',
    path: '/step-types',
    tag: 'Steps',
    summary: 'The kinds of step this workspace knows',
    query: pageQuery,
    answer: listOf(stepTypeSchema),
    handle: ({ query, services }) => ok(slice(services.registry.all().map(toStepType), query)),
  }),
  route({
    method: 'post',
    path: '/step-types/paths',
    tag: 'Steps',
    summary: 'The ways out of steps that are set like this',
    description:
      'In the order of the question, the default path first; null where the type is not known or refuses the config.',
    body: z.strictObject({
      steps: z.array(z.strictObject({ type: z.string().max(64), config: jsonObject })).max(100),
    }),
    answer: z.strictObject({ paths: z.array(z.array(z.string()).nullable()) }),
    handle: ({ body, services }) =>
      ok({ paths: body.steps.map(({ type, config }) => pathsOf(services.registry.get(type), config)) }),
  }),
]

function pathsOf(type: StepType | undefined, config: unknown): string[] | null {
  const read = type?.config.safeParse(config)
  return read?.success ? (type?.paths(read.data) ?? null) : null
}

function toStepType({
  type,
  icon,
  group,
  texts,
  config,
  example,
  paths,
  fallbacks,
  waits,
}: StepType): z.infer<typeof stepTypeSchema> {
  const parsed = config.safeParse(example)
  return {
    type,
    icon,
    group,
    texts: { en: { ...texts.en }, zh: { ...texts.zh } },
    schema: schemaOf(config),
    example,
    paths: parsed.success ? paths(parsed.data) : [],
    fallbacks: { ...fallbacks },
    waits: waits ?? false,
  }
}

function schemaOf(config: StepType['config']): Record<string, unknown> {
  const known = schemas.get(config)
  if (known) return known
  const schema = flat(z.toJSONSchema(config, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>)
  schemas.set(config, schema)
  return schema
}

/** A schema with a name of its own comes as a reference to itself; forms want to see its properties. */
function flat(schema: Record<string, unknown>): Record<string, unknown> {
  const { $ref, ...rest } = schema
  const name = typeof $ref === 'string' ? /^#\/\$defs\/(.+)$/.exec($ref)?.[1] : undefined
  const definitions = (schema.$defs ?? {}) as Record<string, Record<string, unknown>>
  return name === undefined ? schema : { ...rest, ...definitions[name] }
}

const schemas = new WeakMap<StepType['config'], Record<string, unknown>>()
