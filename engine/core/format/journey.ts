import { z } from 'zod'
import { STAGES } from '../model/condition.ts'
import { WEEKDAYS } from '../model/journey.ts'
import { conditionSchema } from './condition.ts'
import {
  durationSchema,
  endTimeSchema,
  eventNameSchema,
  fieldSchema,
  idSchema,
  jsonObjectSchema,
  LIMITS,
  localTimeSchema,
  nameSchema,
  zoneSchema,
} from './scalars.ts'

const positionSchema = z.strictObject({ x: z.number(), y: z.number() })

export const stepSchema = z
  .strictObject({
    id: idSchema,
    type: z.string().min(1).max(64),
    config: jsonObjectSchema.meta({ description: 'Settings; the step type says which.' }),
    stage: z.enum(STAGES).optional(),
    name: z.string().max(200).optional(),
    position: positionSchema.optional(),
  })
  .meta({ id: 'Step' })

/** Ends are plain text: an edge to a step that does not exist is a fault of the drawing, not of its form. */
export const edgeSchema = z
  .strictObject({ from: z.string().max(64), path: z.string().max(64), to: z.string().max(64) })
  .meta({ id: 'Edge' })

const cause = {
  event: eventNameSchema.optional(),
  where: conditionSchema.optional(),
  when: conditionSchema.optional(),
}

export const goalSchema = z
  .strictObject({
    id: idSchema,
    name: z.string().max(200).optional(),
    ...cause,
    within: durationSchema.optional(),
    value: fieldSchema.optional(),
    exitOnGoal: z.boolean().optional(),
  })
  .meta({ id: 'Goal' })

/** Ids are unique, as those of steps are; a note may say nothing yet. */
export const noteSchema = z
  .strictObject({ id: idSchema, text: z.string().max(2000), position: positionSchema })
  .meta({ id: 'Note', description: 'A remark on the drawing; the engine takes no notice.' })

export const exitRuleSchema = z.strictObject({ id: idSchema, ...cause }).meta({ id: 'ExitRule' })

export const quietHoursSchema = z
  .strictObject({
    from: localTimeSchema,
    to: endTimeSchema,
    weekdays: z.array(z.enum(WEEKDAYS)).max(7).optional(),
    channels: z.array(z.string().min(1).max(64)).max(20).optional(),
  })
  .meta({ id: 'QuietHours' })

export const journeySchema = z
  .strictObject({
    format: z.literal(1),
    id: idSchema,
    name: nameSchema,
    description: z.string().max(5000).optional(),
    tags: z.array(z.string().min(1).max(64)).max(LIMITS.tags).optional(),
    priority: z.number().optional(),
    timeZone: zoneSchema.optional(),
    quietHours: quietHoursSchema.nullable().optional(),
    holdout: z.strictObject({ percent: z.number().min(0).max(100) }).optional(),
    steps: z.array(stepSchema).max(LIMITS.steps),
    edges: z.array(edgeSchema).max(LIMITS.edges),
    goals: z.array(goalSchema).max(LIMITS.goals).optional(),
    exits: z.array(exitRuleSchema).max(LIMITS.exits).optional(),
    notes: z.array(noteSchema).max(LIMITS.notes).optional(),
  })
  .meta({ id: 'Journey', description: 'A drawn journey, format 1.' })
