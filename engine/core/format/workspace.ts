import { z } from 'zod'
import { approxMs, parseDuration } from '../calendar/index.ts'
import { durationSchema, nameSchema } from './scalars.ts'

const channelSchema = z.string().min(1).max(64)
const topicIdSchema = z
  .string()
  .min(1)
  .max(64)
  .regex(/^\S(.*\S)?$/, 'Give an id that neither begins nor ends with a space.')

/** Marks of what was sent are kept a little longer than this. */
const LONGEST_DAYS = 366

/** Frequency caps of the workspace; wrong durations have a code of their own. */
export const capsSchema = z
  .array(
    z
      .strictObject({
        max: z.int().min(1).max(100_000),
        per: durationSchema.superRefine((per, context) => {
          const fault = windowFault(per)
          if (fault !== null) context.addIssue({ code: 'custom', message: fault, params: { code: 'bad-duration' } })
        }),
        channel: channelSchema.exactOptional(),
        topic: topicIdSchema.exactOptional(),
        over: z.enum(['defer', 'drop']).exactOptional(),
      })
      .meta({ id: 'WorkspaceCap' }),
  )
  .max(20)

/** Topics of the workspace, each once, in the order people see them. */
export const topicsSchema = z
  .array(
    z
      .strictObject({ id: topicIdSchema, name: nameSchema, description: z.string().max(1000).exactOptional() })
      .meta({ id: 'Topic' }),
  )
  .max(200)
  .superRefine((topics, context) => {
    const seen = new Set<string>()
    topics.forEach(({ id }, at) => {
      const message = `Two topics have the id "${id}"; give each its own.`
      if (seen.has(id))
        context.addIssue({ code: 'custom', path: [at, 'id'], message, params: { code: 'duplicate-id' } })
      seen.add(id)
    })
  })

function windowFault(per: string): string | null {
  const length = parseDuration(per)
  if (length === null) return `"${per}" is not a duration; write it like P7D (days), PT36H (hours) or P1M (a month).`
  const days = approxMs(length) / 86_400_000
  if (days <= 0) return `"${per}" is no time at all; give a duration such as P7D.`
  return days > LONGEST_DAYS ? `"${per}" is more than a year; a cap counts over a year at most.` : null
}
