import { z } from 'zod'
import type { Json } from '../model/json.ts'

/** What one journey may hold; beyond it `too-large`. */
export const LIMITS = {
  steps: 500,
  edges: 2000,
  goals: 50,
  exits: 50,
  notes: 100,
  tags: 50,
  /** Nesting of all, any, not and where. */
  conditionDepth: 10,
  /** Tests in one condition, not counting all, any and not. */
  conditionLeaves: 200,
  /** Nesting of any document. */
  depth: 64,
  /** Values in any document. */
  values: 200_000,
} as const

export const ID_PATTERN = /^[a-z0-9][a-z0-9-]{0,63}$/

/** Not what every object has (`constructor`): steps, paths and entries are kept by name, and would find that. */
export const FREE_NAME = [
  (name: string): boolean => !(name in Object.prototype),
  'This name is reserved; choose another.',
] as const

/** Id of a journey, step, goal, exit, segment, template or pool. */
export const idSchema = z
  .string()
  .regex(ID_PATTERN, 'Use 1 to 64 small letters, digits and hyphens, beginning with a letter or digit.')
  .refine(...FREE_NAME)
  .meta({ description: 'Small letters, digits and hyphens, at most 64; kept for life.' })

export const nameSchema = z.string().min(1).max(200)

/** `format` tells forms which editor to show. That a duration is one is checked later, with a code of its own. */
export const durationSchema = z
  .string()
  .max(64)
  .meta({ format: 'duration', description: 'ISO 8601 duration, e.g. P3D or PT36H.' })

export const zoneSchema = z
  .string()
  .max(64)
  .meta({ format: 'time-zone', description: 'IANA time zone, e.g. Europe/Berlin.' })

export const localTimeSchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time of day such as 09:00.')
  .meta({ format: 'local-time', description: 'Local time of day, HH:mm.' })

export const endTimeSchema = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'Give a time of day such as 17:30, at most 24:00.')
  .meta({ format: 'local-time', description: 'Local time of day, HH:mm, or 24:00.' })

export const eventNameSchema = z.string().max(200).meta({ format: 'event' })

export const fieldSchema = z
  .string()
  .max(500)
  .meta({ format: 'field', description: 'Field path, e.g. customer.country.' })

/** Any JSON. That it is JSON is known before a schema runs (`plain-json.ts`). */
export const jsonSchema = z.unknown() as unknown as z.ZodType<Json>

export const jsonObjectSchema = z.record(z.string(), z.unknown()) as unknown as z.ZodType<Record<string, Json>>
