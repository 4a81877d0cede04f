import { z } from 'zod'
import { compileStored } from '../../core/compile/index.ts'
import { idSchema, triggerSchema } from '../../core/format/index.ts'
import type { Env, JourneyState, Workspace } from '../../core/env.ts'
import type { Customer } from '../../core/model/customer.ts'
import type { Send } from '../../core/model/interaction.ts'
import type { JourneyVersion } from '../../store/port.ts'
import { capsOver, isMessage } from '../../core/turn/index.ts'
import { type EntryView, whyNot } from '../../insight/why-not.ts'
import { enrollmentsOf, findCustomer } from '../enrollments.ts'
import { byForeignId, instant, iso, isoOrNull, json } from '../fields.ts'
import { findJourney, liveOf } from '../journeys.ts'
import { ok, route } from '../route.ts'
import type { Services } from '../services.ts'
import { enrollmentSummary, toEnrollmentSummary } from '../views/enrollment.ts'
import { reasonSchema } from './segments.ts'

const answer = z
  .strictObject({
    journey: z.string(),
    status: z.enum(['draft', 'live', 'paused', 'stopped', 'archived']),
    isInside: z.boolean(),
    passages: z.array(enrollmentSummary).describe('All of this customer through this journey, newest first.'),
    refused: z
      .array(z.strictObject({ at: instant, reason: z.string() }))
      .describe('The last times they knocked in vain.'),
    entries: z.array(
      z.strictObject({
        step: z.string(),
        trigger: triggerSchema,
        because: z.string().describe('The first thing that stands in the way; `nothing` where nothing does.'),
        found: z.strictObject({ lastAt: instant.nullable(), nextAt: instant.nullable(), value: json }),
        reasons: z.array(reasonSchema),
      }),
    ),
    mute: z
      .array(
        z.strictObject({ step: z.string(), channel: z.string(), topic: z.string().nullable(), reason: z.string() }),
      )
      .describe('Messages they would not get if they were in it, and why.'),
  })
  .meta({
    id: 'WhyNot',
    description: 'Decided by the code that lets customers in, as if it happened now; nothing is stored.',
  })

export const whyNotRoutes = [
  route({
    method: 'get',
    path: '/customers/:id/why-not',
    tag: 'Customers',
    summary: 'Why a customer is not in a journey, and what they would not get in it',
    params: byForeignId,
    query: z.strictObject({ journey: idSchema }),
    answer,
    async handle({ params, query, services }) {
      const { store, clock } = services
      const customer = await findCustomer(store, params.id)
      const record = await findJourney(query.journey, services)
      const live = await liveOf(record, services)
      const passages = (await enrollmentsOf(store, customer)).filter((e) => e.journeyId === record.id)
      const refused = await store.records.listRefused({ journeyId: record.id, customerId: customer.id, limit: 5 })
      return ok({
        journey: record.id,
        status: record.state?.status ?? 'draft',
        isInside: passages.some(({ status }) => status === 'active' || status === 'parked'),
        passages: passages.map(toEnrollmentSummary),
        refused: refused.items.map(({ at, reason }) => ({ at: iso(at), reason })),
        entries: live && record.state ? await entriesOf(customer, live, record.state, clock.now(), services) : [],
        mute: live ? muteFor(customer, live, await store.settings.workspace(), clock.now()) : [],
      })
    },
  }),
]

async function entriesOf(
  customer: Customer,
  live: JourneyVersion,
  state: JourneyState,
  now: number,
  services: Services,
) {
  const { store, registry } = services
  const version = compileStored(live.journey, live.version, registry)
  const history = (await store.inputs.history([customer.id])).get(customer.id) ?? []
  const env: Env = {
    workspace: await store.settings.workspace(),
    registry,
    journeys: new Map([[state.id, state]]),
    live: [version],
    version: () => version,
    segments: new Map((await store.journeys.segments()).map((segment) => [segment.id, segment])),
    templates: new Map(),
    // To ask whether a limited entry has room would take the place.
    facts: { history: () => history, code: () => null, limit: () => true },
    link: () => '',
  }
  return whyNot(customer, version, env, now).map(toEntry)
}

const toEntry = ({ found, ...entry }: EntryView) => ({
  ...entry,
  found: { lastAt: isoOrNull(found.lastAt), nextAt: isoOrNull(found.nextAt), value: found.value },
})

function muteFor(customer: Customer, { journey }: JourneyVersion, workspace: Workspace, now: number) {
  const { consent, suppressed } = customer
  const around = { workspace, journeyZone: journey.timeZone, now }
  return journey.steps.flatMap(({ id: step, type, config }) => {
    const { channel, topic = null, cap = null, workspaceCaps } = config as Partial<Send>
    // The step `cap` names a channel it asks about, not one it sends by.
    if (type === 'cap' || typeof channel !== 'string' || !isMessage(channel)) return []
    const isAllowed = topic !== null && Object.hasOwn(consent, channel) && consent[channel]?.includes(topic)
    const held = capsOver(customer, { channel, topic, cap, ...(workspaceCaps && { workspaceCaps }) }, around)
    const reason =
      (Object.hasOwn(suppressed, channel) ? suppressed[channel] : undefined) ??
      (isAllowed ? (held?.reason ?? null) : 'no-consent')
    return reason === null ? [] : [{ step, channel, topic, reason }]
  })
}
