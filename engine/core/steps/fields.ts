import { z } from 'zod'
import {
  conditionSchema,
  durationSchema,
  endTimeSchema,
  eventNameSchema,
  FREE_NAME,
  fieldSchema,
  idSchema,
  jsonObjectSchema,
  jsonSchema,
  localTimeSchema,
  zoneSchema,
} from '../format/index.ts'
import { STAGES } from '../model/condition.ts'
import { WEEKDAYS } from '../model/journey.ts'

/**
 * Parts that config schemas share. A schema checks the shape only; what needs other knowledge (is it a duration, does the
 * field exist) is checked by `check`, so that the problem has its own code. `format` tells the builder which editor to
 * show.
 */

const edited = <Schema extends z.ZodType>(schema: Schema, format: string): Schema =>
  schema.meta({ ...schema.meta(), format })

export const condition = conditionSchema
export const id = idSchema
export const json = jsonSchema
export const jsonObject = jsonObjectSchema
export const duration = edited(durationSchema, 'duration')
export const localTime = edited(localTimeSchema, 'local-time')
export const endTime = edited(endTimeSchema, 'local-time')
export const timeZone = edited(zoneSchema, 'time-zone')
export const fieldPath = edited(fieldSchema, 'field')
export const eventName = edited(eventNameSchema.min(1), 'event')
export const channel = edited(z.string().min(1).max(64), 'channel')
export const topic = edited(z.string().min(1).max(64), 'topic')
/** Text that may hold Liquid. */
export const text = edited(z.string().max(100_000), 'liquid')
export const shortText = z.string().min(1).max(200)
export const stage = z.enum(STAGES)
export const weekdays = z.array(z.enum(WEEKDAYS)).max(7)

/** Name of a path out of a step. */
export const path = z
  .string()
  .min(1)
  .max(64)
  .regex(/^\S(.*\S)?$/, 'Give a name that neither begins nor ends with a space.')
  .refine(...FREE_NAME)

/** A number, or Liquid that gives one. */
export const numberOrText = z.union([z.number(), edited(z.string().min(1).max(1000), 'liquid')])

/** When a wait ends, by the calendar: a date-time, or the next such local time. */
export const until = z.union([
  edited(z.string().min(1).max(64), 'date-time'),
  z.strictObject({ weekdays: weekdays.exactOptional(), at: localTime }),
])

/** When a wait ends, by a date in a field. */
export const untilField = z.strictObject({
  field: fieldPath,
  offset: duration.exactOptional(),
  at: localTime.exactOptional(),
})
