import { z } from 'zod'
import type { JsonObject } from '../../engine/core/model/json.ts'
import type { StepType } from '../../engine/core/steps/sdk.ts'
import type { ToldStepType } from '../document/step-type.ts'

/** As much of JSON Schema as configs are made of. */
export interface Schema {
  type?: string | string[]
  format?: string
  description?: string
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  $ref?: string
  $defs?: Record<string, Schema>
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
}

const known = new WeakMap<StepType, Schema>()

/** The schema of a step type's config. Types told by the server carry theirs along; the others are translated. */
export function schemaOf(type: StepType): Schema {
  const { schema: told } = type as Partial<ToldStepType>
  const schema = known.get(type) ?? (told as Schema | undefined) ?? translate(type)
  known.set(type, schema)
  return schema
}

function translate(type: StepType): Schema {
  try {
    const schema = z.toJSONSchema(type.config, { io: 'input', unrepresentable: 'any' }) as Schema
    // A schema with a name of its own comes as a reference to itself.
    return { ...resolve(schema, schema), ...withoutRef(schema) }
  } catch {
    return {}
  }
}

/** Follows `$ref`; a condition is left as it is, because it has an editor of its own. One of several words is a choice. */
export function resolve(schema: Schema, root: Schema): Schema {
  const { anyOf, ...rest } = schema
  if (anyOf?.every((option) => option.const !== undefined))
    return { ...rest, enum: anyOf.map((option) => option.const) }
  if (schema.$ref === undefined) return schema
  if (isCondition(schema)) return schema
  const name = schema.$ref.split('/').at(-1) ?? ''
  const target = root.$defs?.[name]
  return target === undefined ? schema : { ...resolve(target, root), ...withoutRef(schema) }
}

export const isCondition = ({ $ref }: Schema): boolean => $ref?.endsWith('/Condition') ?? false

function withoutRef({ $ref: _, ...rest }: Schema): Schema {
  return rest
}

/** A value to begin with: the smallest that has the right shape. */
export function emptyValue(schema: Schema, root: Schema): unknown {
  const {
    type,
    format,
    const: constant,
    enum: choices,
    properties,
    required = [],
    anyOf,
    oneOf,
  } = resolve(schema, root)
  if (isCondition(schema)) return { all: [] }
  if (constant !== undefined) return constant
  if (choices !== undefined) return choices[0]
  const options = anyOf ?? oneOf
  if (options?.[0] !== undefined) return emptyValue(options[0], root)
  if (type === 'array') return []
  if (type === 'number' || type === 'integer') return 1
  if (type === 'boolean') return false
  if (type === 'object') {
    const entries = required.map((key) => [key, emptyValue(properties?.[key] ?? {}, root)])
    return Object.fromEntries(entries) as JsonObject
  }
  // No length of time is short enough to be a text without letters: a week suits most.
  return format === 'duration' ? 'P7D' : ''
}
