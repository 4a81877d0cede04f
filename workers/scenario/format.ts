import { z } from 'zod'
import {
  capsSchema,
  jsonObjectSchema,
  jsonSchema,
  poolSchema,
  quietHoursSchema,
  segmentSchema,
  templateSchema,
  topicsSchema,
  zoneSchema,
} from '../../engine/core/format/index.ts'
import { STAGES } from '../../engine/core/model/condition.ts'

const id = z.string().min(1).max(256)
const rule = z.strictObject({
  answer: z.enum(['accept', 'reject', 'timeout', 'refuse', 'throttle']).optional(),
  times: z.number().int().positive().optional(),
  customers: z.array(id).optional(),
  status: z.number().int().min(100).max(599).optional(),
  body: jsonSchema.optional(),
})
const provider = z.record(z.string(), rule)
const topics = z.record(z.string(), z.array(z.string()))
const target = {
  customerId: id,
  step: z.string().optional(),
  journey: z.string().optional(),
  interactionId: z.string().optional(),
}
/** Journeys are parsed by the engine itself, so that their problems are the engine's. */
const journey = z.looseObject({})

const actions = {
  event: z.strictObject({
    customerId: id,
    name: z.string().min(1).max(256),
    properties: jsonObjectSchema.optional(),
    messageId: id.optional(),
    timestamp: z.iso.datetime({ offset: true }).optional(),
  }),
  identify: z.strictObject({
    customerId: id,
    traits: jsonObjectSchema.optional(),
    unset: z.array(z.string()).optional(),
    timeZone: z.string().nullable().optional(),
    addTags: z.array(z.string()).optional(),
    removeTags: z.array(z.string()).optional(),
    messageId: id.optional(),
  }),
  outcome: z.strictObject({ ...target, outcome: z.string(), data: jsonSchema.optional() }),
  answer: z.strictObject({ ...target, value: jsonSchema }),
  task: z.strictObject({ ...target, done: z.boolean() }),
  consent: z.strictObject({ customerId: id, channel: z.string(), topic: z.string(), allowed: z.boolean() }),
  suppress: z.strictObject({ customerId: id, channel: z.string(), reason: z.string().optional() }),
  stage: z.strictObject({ customerId: id, to: z.enum(STAGES) }),
  enter: z.strictObject({ journey: z.string(), customerId: id, data: jsonObjectSchema.optional() }),
  remove: z.strictObject({ customerId: id, journey: z.string() }),
  publish: z.strictObject({ journey, move: z.record(z.string(), z.string()).optional() }),
  preview: z.strictObject({
    journey: z.union([z.string(), journey]),
    move: z.record(z.string(), z.string()).optional(),
  }),
  pause: z.strictObject({ journey: z.string(), entries: z.enum(['refuse', 'keep']).optional() }),
  resume: z.strictObject({ journey: z.string(), policy: z.enum(['continue', 'skip', 'retime']).optional() }),
  stop: z.strictObject({ journey: z.string() }),
  archive: z.strictObject({ journey: z.string() }),
  operator: z.strictObject({
    customerId: id,
    journey: z.string(),
    command: z.enum(['retry', 'skip', 'send-to', 'fail', 'exit']),
    step: z.string().optional(),
    reason: z.string().optional(),
  }),
  provider,
  restart: z.strictObject({
    downFor: z.string().optional(),
    lose: z.array(z.enum(['queue'])).optional(),
    at: z.enum(['after-commit', 'after-claim', 'after-send']).optional(),
  }),
  snapshot: z.strictObject({ name: z.string().min(1) }),
}
type Actions = { [K in keyof typeof actions]: z.infer<(typeof actions)[K]> }
export type ActionKind = keyof Actions
export type Action = { [K in ActionKind]: { kind: K; body: Actions[K] } }[ActionKind]

const item = z
  .strictObject({
    at: z.string(),
    ...Object.fromEntries(Object.entries(actions).map(([key, schema]) => [key, (schema as z.ZodType).optional()])),
  })
  .superRefine((value, context) => {
    const kinds = Object.keys(value).filter((key) => key !== 'at')
    if (kinds.length !== 1) {
      context.addIssue({
        code: 'custom',
        message: `A timeline entry has "at" and exactly one action; this one has ${kinds.length === 0 ? 'none' : kinds.join(', ')}.`,
      })
    }
  })

/** A journey told as a test (docs/journey-format.md, part 6). */
export const scenarioSchema = z.strictObject({
  start: z.iso.datetime({ offset: true }),
  until: z.string(),
  seed: z.number().int().optional(),
  description: z.string().optional(),
  workspace: z
    .strictObject({
      timeZone: zoneSchema.optional(),
      quietHours: quietHoursSchema.nullable().optional(),
      tiers: z.array(z.strictObject({ id: z.string(), points: z.number() })).optional(),
      caps: capsSchema.optional(),
      topics: topicsSchema.optional(),
    })
    .optional(),
  journeys: z.array(journey).optional(),
  segments: z.array(segmentSchema).optional(),
  templates: z.array(templateSchema).optional(),
  pools: z.array(poolSchema).optional(),
  customers: z
    .array(
      z.strictObject({
        id,
        traits: jsonObjectSchema.optional(),
        timeZone: z.string().nullable().optional(),
        consent: topics.optional(),
        tags: z.array(z.string()).optional(),
        stage: z.enum(STAGES).optional(),
        suppressed: z.record(z.string(), z.string()).optional(),
        points: z.number().int().nonnegative().optional(),
        tier: z.string().optional(),
      }),
    )
    .optional(),
  provider: provider.optional(),
  timeline: z.array(item).optional(),
})

export interface TimelineItem {
  at: string
  action: Action
}
export type Scenario = Omit<z.infer<typeof scenarioSchema>, 'timeline'> & { timeline: TimelineItem[] }
