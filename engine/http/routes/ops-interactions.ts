import { z } from 'zod'
import { idSchema } from '../../core/format/index.ts'
import { FINAL_STATUSES, type Interaction } from '../../core/model/interaction.ts'
import { resendId } from '../../core/turn/index.ts'
import { notFound, ProblemError } from '../../problem.ts'
import { byForeignId, channelName, cursor, foreignId, given, instant, isoOrNull, reason } from '../fields.ts'
import { carryOut, noteOrder } from '../operations/orders.ts'
import type { Foreseen } from '../ports.ts'
import { applyReport } from '../report.ts'
import { invalid } from '../request.ts'
import { ok, route } from '../route.ts'
import type { Services } from '../services.ts'
import { interactionDetail, toInteraction } from '../views/interaction.ts'

const TAG = 'Operations'

const resentSchema = z
  .strictObject({
    interactionId: z.string(),
    customerId: z.string(),
    journey: z.string(),
    step: z.string(),
    channel: z.string(),
    subject: z.string().nullable(),
    status: z.string().describe('Of the first one.'),
    to: z.string().nullable().describe('Where it would go now.'),
    fate: z.enum(['leaves', 'waits', 'suppressed', 'nothing']),
    reason: z.string().nullable().describe('Why it waits, or does not leave.'),
    until: instant.nullable(),
    newId: z.string().nullable().describe('The new interaction; null in a dry run, and where nothing was done.'),
  })
  .meta({ id: 'Resent' })

export const opsInteractionRoutes = [
  route({
    method: 'post',
    path: '/interactions/:id/resolve',
    headers: ['Idempotency-Key'],
    fails: [409],
    tag: TAG,
    summary: 'Say what became of an unknown interaction, as found out at the provider',
    description: '`accepted`: it went out. `failed`: it did not, so it takes no room under a cap, and can be resent.',
    params: byForeignId,
    body: z.strictObject({ status: z.enum(['accepted', 'failed']), note: reason.exactOptional() }),
    answer: interactionDetail,
    async handle(call) {
      const { status, note } = call.body
      const { interactions } = call.services.store
      const row = await findRow(call.params.id, call.services)
      if (row.status === status) return ok(toInteraction(row))
      if (row.status !== 'unknown') {
        const detail = `The interaction "${row.id}" is ${row.status}; only an unknown one can be resolved.`
        throw new ProblemError(409, 'not-unknown', detail)
      }
      await applyReport(call, row.customerId, { kind: 'resolve', interactionId: row.id, status })
      // The customer first: should this fail, it is still listed as unknown and can be resolved again.
      const said = note ?? (status === 'failed' ? 'not-sent-by-hand' : null)
      await interactions.upsert([{ ...row, status, reason: said, ...(status === 'failed' ? { sentAt: null } : {}) }])
      noteOrder(call, 'resolve', { interaction: row.id, status })
      return ok(toInteraction(await findRow(row.id, call.services)))
    },
  }),
  route({
    method: 'post',
    path: '/ops/interactions/resend',
    headers: ['Idempotency-Key'],
    tag: TAG,
    summary: 'Send interactions once more, each as a new one that names the first',
    description:
      'Consent, suppression, quiet hours and caps hold as for any other; the content is that of the first, the address the present one. Without `dryRun: false` nothing is done: the answer tells what would go to whom. What was resent before is left out, unless `again` is set. Repeat with `next` and the same Idempotency-Key.',
    body: z.strictObject({
      ids: z.array(foreignId).min(1).max(100).exactOptional(),
      filter: z
        .strictObject({
          status: z.enum(FINAL_STATUSES),
          journey: idSchema.optional(),
          step: idSchema.optional(),
          channel: channelName.optional(),
          customerId: foreignId.optional(),
        })
        .exactOptional(),
      again: z.boolean().default(false),
      dryRun: z.boolean().default(true),
      limit: z.int().min(1).max(100).default(100),
      cursor: cursor.exactOptional(),
    }),
    answer: z
      .strictObject({ dryRun: z.boolean(), done: z.int(), items: z.array(resentSchema), next: z.string().nullable() })
      .meta({ id: 'ResendResult' }),
    async handle(call) {
      const { again, dryRun } = call.body
      const { services } = call
      const { rows, next } = await chosen(call.body, services)
      const able: Interaction[] = []
      const unable: Foreseen[] = []
      for (const row of rows) {
        const why = await hindrance(row, again, services)
        if (why === null) able.push(row)
        else unable.push({ interaction: row, fate: 'nothing', reason: why, to: null, until: null })
      }
      const foreseen = await services.foresee(able)
      const going = dryRun
        ? []
        : foreseen.filter(({ fate }) => fate !== 'nothing').map(({ interaction }) => interaction)
      const inputs = await carryOut(
        call,
        going.map((original) => ({
          about: original.id,
          customerId: original.customerId,
          body: { kind: 'resend', original },
        })),
      )
      const newIds = new Map(going.map((row, i) => [row.id, resendId(row.id, inputs[i] as string)]))
      if (!dryRun) noteOrder(call, 'resend', { interactions: going.map(({ id }) => id) })
      const items = [...foreseen, ...unable].map((one) => toResent(one, newIds.get(one.interaction.id) ?? null))
      return ok({ dryRun, done: going.length, items, next })
    },
  }),
]

interface Choice {
  ids?: string[]
  filter?: {
    status: string
    journey?: string | undefined
    step?: string | undefined
    channel?: string | undefined
    customerId?: string | undefined
  }
  limit: number
  cursor?: string
}

async function chosen(
  { ids, filter, limit, cursor }: Choice,
  { store }: Services,
): Promise<{ rows: Interaction[]; next: string | null }> {
  if ((ids === undefined) === (filter === undefined)) {
    const message = 'The request needs either "ids" or "filter": which interactions to send once more.'
    throw invalid('invalid-request', [{ code: 'missing-config', message, pointer: '/ids', severity: 'error' }])
  }
  if (ids) {
    const found = await store.interactions.get(ids)
    const missing = ids.find((id) => !found.has(id))
    if (missing !== undefined) throw notFound('interaction', missing)
    return { rows: [...found.values()], next: null }
  }
  const { journey, step, channel, customerId, status } = filter ?? {}
  const page = await store.interactions.list({
    limit,
    ...given({ cursor, journeyId: journey, step, channel, customerId, status }),
  })
  return { rows: page.items, next: page.next }
}

/** Why an interaction cannot be sent once more; null = it can. */
async function hindrance(row: Interaction, again: boolean, { store }: Services): Promise<string | null> {
  if (row.channel === 'task' || row.channel === 'coupon') return `a ${row.channel} is not sent`
  if (!FINAL_STATUSES.some((status) => status === row.status)) return `it is ${row.status}: wait what becomes of it`
  if (row.resentAs !== undefined && !again) return `was resent as ${row.resentAs}`
  const version = await store.journeys.version(row.journeyId, row.version)
  return version ? null : `version ${row.version} of its journey is gone`
}

async function findRow(id: string, { store }: Services): Promise<Interaction> {
  const row = (await store.interactions.get([id])).get(id)
  if (!row) throw notFound('interaction', id)
  return row
}

function toResent(
  { interaction, fate, reason, to, until }: Foreseen,
  newId: string | null,
): z.infer<typeof resentSchema> {
  const { id, customerId, journeyId, step, channel, content, status } = interaction
  const subject = typeof content.subject === 'string' ? content.subject : null
  return {
    ...{ interactionId: id, customerId, journey: journeyId, step, channel, subject, status },
    ...{ to, fate, reason, until: isoOrNull(until), newId },
  }
}
