import { z } from 'zod'
import { type Condition, OPERATORS, STAGES } from '../model/condition.ts'
import { durationSchema, eventNameSchema, fieldSchema, idSchema, jsonSchema } from './scalars.ts'

const nested: z.ZodType<Condition> = z.lazy(() => conditionSchema)

const bound = z.number().int().optional()

const fieldCondition = z.strictObject({
  field: fieldSchema,
  op: z.enum(OPERATORS),
  value: jsonSchema.optional(),
  valueField: fieldSchema.optional(),
})

const eventCondition = z.strictObject({
  event: eventNameSchema,
  where: nested.optional(),
  count: z.strictObject({ eq: bound, gt: bound, gte: bound, lt: bound, lte: bound }).optional(),
  within: durationSchema.optional(),
  since: z.literal('entry').optional(),
})

/**
 * The shape of a condition. How deep and how large it may be, and whether it makes sense, is for `checkCondition`:
 * a builder must be able to hold a condition that is half written.
 */
export const conditionSchema = z
  .union([
    fieldCondition,
    eventCondition,
    z.strictObject({ all: z.array(nested) }),
    z.strictObject({ any: z.array(nested) }),
    z.strictObject({ not: nested }),
    z.strictObject({ segment: idSchema }),
    z.strictObject({ stage: z.enum(STAGES) }),
    z.strictObject({ tag: z.string().min(1).max(200) }),
    z.strictObject({ interaction: z.strictObject({ step: idSchema, outcome: z.string().min(1).max(64) }) }),
    z.strictObject({
      consent: z.strictObject({ channel: z.string().min(1).max(64), topic: z.string().min(1).max(64) }),
    }),
  ])
  .meta({ id: 'Condition', description: 'A question about one customer.' }) as unknown as z.ZodType<Condition>
