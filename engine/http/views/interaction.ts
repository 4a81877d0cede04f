import { z } from 'zod'
import { type Interaction, SEND_STATUSES } from '../../core/model/interaction.ts'
import type { Json, JsonObject } from '../../core/model/json.ts'
import { instant, iso, isoOrNull, json, jsonObject } from '../fields.ts'

const status = z.enum(SEND_STATUSES)

export const interactionSummary = z
  .strictObject({
    id: z.string(),
    journey: z.string(),
    version: z.int(),
    step: z.string(),
    visit: z.int(),
    enrollmentId: z.string(),
    customerId: z.string(),
    channel: z.string(),
    topic: z.string().nullable(),
    status,
    reason: z.string().nullable().describe('Why it did not go out, or not yet.'),
    plannedAt: instant,
    dueAt: instant.nullable().describe('Planned and held back: not before this instant, as far as was known.'),
    sentAt: instant.nullable(),
    finalAt: instant.nullable(),
    subject: z.string().nullable(),
    to: z.string().nullable(),
    outcomes: z.record(z.string(), instant).describe('What came back, and when first.'),
    resends: z.string().nullable().describe('The interaction that an operator sent once more with this one.'),
    resentAs: z.string().nullable().describe('The interaction with which this one was sent once more.'),
  })
  .meta({ id: 'InteractionSummary' })

export const interactionDetail = interactionSummary
  .extend({
    idempotencyKey: z.string(),
    attempts: z.int(),
    content: jsonObject.describe('Exactly what goes out, frozen when it was planned.'),
    body: jsonObject
      .nullable()
      .describe('The mail made of it: MJML as HTML, plain text beside HTML. Only where one interaction is read.'),
    response: json.describe('What the provider or the webhook answered; null = nothing.'),
  })
  .meta({ id: 'Interaction' })

export function toInteractionSummary(row: Interaction): z.infer<typeof interactionSummary> {
  const { content, outcomes } = row
  return {
    id: row.id,
    journey: row.journeyId,
    version: row.version,
    step: row.step,
    visit: row.visit,
    enrollmentId: row.enrollmentId,
    customerId: row.customerId,
    channel: row.channel,
    topic: row.topic,
    status: row.status,
    reason: row.reason,
    plannedAt: iso(row.plannedAt),
    dueAt: isoOrNull(row.dueAt ?? null),
    sentAt: isoOrNull(row.sentAt),
    finalAt: isoOrNull(row.finalAt),
    subject: text(content.subject ?? content.title),
    to: row.to,
    outcomes: Object.fromEntries(Object.entries(outcomes).map(([outcome, at]) => [outcome, iso(at)])),
    resends: row.resends ?? null,
    resentAs: row.resentAs ?? null,
  }
}

/** @param body the mail made of its content */
export function toInteraction(row: Interaction, body: JsonObject | null = null): z.infer<typeof interactionDetail> {
  const { idempotencyKey, attempts, content, response } = row
  return { ...toInteractionSummary(row), idempotencyKey, attempts, content, body, response: response ?? null }
}

const text = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null)
