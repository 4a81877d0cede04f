import { z } from 'zod'
import { STAGES } from '../../core/model/condition.ts'
import type { Customer } from '../../core/model/customer.ts'
import { instant, iso, isoOrNull, jsonObject } from '../fields.ts'

export const customerSummary = z
  .strictObject({
    id: z.string(),
    traits: jsonObject,
    tags: z.array(z.string()),
    stage: z.enum(STAGES).nullable(),
    timeZone: z.string().nullable(),
    createdAt: instant,
  })
  .meta({ id: 'CustomerSummary' })

export const customerDetail = customerSummary
  .extend({
    stageAt: instant.nullable(),
    consent: z.record(z.string(), z.array(z.string())).describe('Topics agreed to, by channel.'),
    suppressed: z.record(z.string(), z.string()).describe('Channels nothing may be sent on any more, with the reason.'),
    points: z.number(),
    tier: z.string().nullable(),
    enrollments: z.array(
      z.strictObject({
        id: z.string(),
        journey: z.string(),
        version: z.int(),
        status: z.string(),
        step: z.string().nullable(),
      }),
    ),
    wakeAt: instant.nullable().describe('When something is next due for this customer.'),
  })
  .meta({ id: 'Customer' })

export function toCustomerSummary(customer: Customer): z.infer<typeof customerSummary> {
  const { id, traits, tags, stage, timeZone, createdAt } = customer
  return { id, traits, tags: [...tags], stage, timeZone, createdAt: iso(createdAt) }
}

export function toCustomer(customer: Customer): z.infer<typeof customerDetail> {
  const { stageAt, consent, suppressed, points, tier, enrollments, wakeAt } = customer
  return {
    ...toCustomerSummary(customer),
    stageAt: isoOrNull(stageAt),
    consent: { ...consent },
    suppressed: { ...suppressed },
    points: points.balance,
    tier,
    enrollments: enrollments.map(({ id, journeyId, version, status, step }) => ({
      id,
      journey: journeyId,
      version,
      status,
      step,
    })),
    wakeAt: isoOrNull(wakeAt),
  }
}
