import { z } from 'zod'
import { FIELD_ROOTS, STAGES } from '../model/condition.ts'
import { conditionSchema } from './condition.ts'
import { durationSchema, eventNameSchema, fieldSchema, idSchema, localTimeSchema, zoneSchema } from './scalars.ts'

const pathSchema = fieldSchema
  .regex(new RegExp(`^(${FIELD_ROOTS.join('|')})(\\.[^.\\s]+)+$`), 'Give a field such as customer.birthday.')
  .meta({ format: 'field' })

/** What lets a customer in. */
export const triggerSchema = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('event'),
      event: eventNameSchema.min(1).meta({ format: 'event' }),
      where: conditionSchema.optional(),
    }),
    z.strictObject({
      type: z.literal('segment'),
      segment: idSchema,
      on: z.enum(['enter', 'leave']),
      existing: z.boolean().optional(),
    }),
    z.strictObject({ type: z.literal('stage'), to: z.enum(STAGES) }),
    z.strictObject({
      type: z.literal('date'),
      field: pathSchema,
      offset: durationSchema.optional(),
      at: localTimeSchema.optional(),
      yearly: z.boolean().optional(),
    }),
    z.strictObject({
      type: z.literal('schedule'),
      cron: z.string().max(200).optional(),
      rrule: z.string().max(1000).optional(),
      timeZone: zoneSchema.optional(),
      segment: idSchema.optional(),
    }),
    z.strictObject({ type: z.literal('api') }),
  ])
  .meta({ id: 'Trigger' })

/** Whether the same customer may come again. */
export const reentrySchema = z
  .strictObject({
    policy: z.enum(['never', 'after-exit', 'always']),
    cooldown: durationSchema.optional(),
    key: pathSchema.optional(),
  })
  .meta({ id: 'Reentry' })

/** Config of an `entry` step. */
export const entryConfigSchema = z
  .strictObject({
    trigger: triggerSchema,
    reentry: reentrySchema.optional(),
    where: conditionSchema.optional(),
    maxEventAge: durationSchema.optional(),
    limit: z.strictObject({ max: z.number().int().min(1), per: durationSchema }).optional(),
  })
  .meta({ id: 'EntryConfig' })
