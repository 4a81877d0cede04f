import { z } from 'zod'
import { conditionSchema } from './condition.ts'
import { idSchema, nameSchema } from './scalars.ts'

const textSchema = z.string().max(500_000)

/** A stored condition with a name. */
export const segmentSchema = z
  .strictObject({ id: idSchema, name: nameSchema.optional(), when: conditionSchema })
  .meta({ id: 'Segment' })

/** A stored message. */
export const templateSchema = z
  .strictObject({
    id: idSchema,
    name: nameSchema.optional(),
    channel: z.string().min(1).max(64).optional(),
    subject: z.string().max(1000).optional(),
    preheader: z.string().max(1000).optional(),
    text: textSchema.optional(),
    html: textSchema.optional(),
    mjml: textSchema.optional(),
  })
  .meta({ id: 'Template' })

/** A pool of coupon codes. */
export const poolSchema = z
  .strictObject({
    id: idSchema,
    name: nameSchema.optional(),
    codes: z.array(z.string().min(1).max(200)).max(100_000),
  })
  .meta({ id: 'Pool' })
