import { z } from 'zod'
import { idSchema } from '../../core/format/index.ts'
import type { InputBody } from '../../core/model/input.ts'
import { cursor, foreignId, given, listOf, pageOf, pageQuery, reason } from '../fields.ts'
import { carryOut, noteOrder } from '../operations/orders.ts'
import { type Selection, selectEnrollments } from '../operations/select.ts'
import { invalid } from '../request.ts'
import { ok, route } from '../route.ts'
import type { Services } from '../services.ts'
import { enrollmentSummary, type Owned, toEnrollmentSummary } from '../views/enrollment.ts'

const TAG = 'Operations'
const COMMANDS = ['retry', 'skip', 'send-to', 'fail', 'exit'] as const

const selection = {
  journey: idSchema.optional(),
  step: idSchema.optional(),
  reason: z.string().min(1).max(64).optional().describe('Code of why it is parked, e.g. `template-error`.'),
  customerId: foreignId.optional(),
  enrollmentId: foreignId.optional(),
}
const filterSchema = z.strictObject({
  ...selection,
  status: z.enum(['parked', 'active']).default('parked'),
})

const resultSchema = z
  .strictObject({
    dryRun: z.boolean(),
    matched: z.int().describe('In a dry run all that match, else those of this page.'),
    isComplete: z.boolean().describe('False where a dry run ran out of time before it had counted all.'),
    done: z.int(),
    refused: z.array(z.strictObject({ enrollmentId: z.string(), customerId: z.string(), why: z.string() })),
    items: z.array(enrollmentSummary).describe('As they stand now; in a dry run the first twenty.'),
    next: z.string().nullable().describe('Repeat the request with this cursor until it is null.'),
  })
  .meta({ id: 'CommandResult' })

export const opsEnrollmentRoutes = [
  route({
    method: 'get',
    path: '/ops/parked',
    tag: TAG,
    summary: 'Parked enrollments, by customer',
    query: pageQuery.extend(selection),
    answer: listOf(enrollmentSummary),
    async handle({ query, services }) {
      const { limit: _l, cursor: _c, ...filter } = query
      const page = await selectEnrollments(services.store, { ...filter, status: 'parked' }, pageOf(query))
      return ok({ items: page.items.map(toEnrollmentSummary), next: page.next })
    },
  }),
  route({
    method: 'post',
    path: '/ops/enrollments/commands',
    headers: ['Idempotency-Key'],
    fails: [404],
    tag: TAG,
    summary: 'Help many passages on by hand',
    description:
      '`retry` runs a parked step again, `skip` leaves the step by its first path, `send-to` goes to another step, `fail` gives up, `exit` ends it. Without `dryRun: false` nothing is done: the answer tells whom it would concern. One request does up to `limit` customers; repeat it with `next` and the same Idempotency-Key.',
    always: true,
    body: z.strictObject({
      command: z.enum(COMMANDS),
      to: idSchema.exactOptional().describe('With `send-to`: the step.'),
      note: reason.exactOptional().describe('Kept with `fail` and `exit` as the reason.'),
      filter: filterSchema,
      dryRun: z.boolean().default(true),
      limit: z.int().min(1).max(200).default(100),
      cursor: cursor.exactOptional(),
    }),
    answer: resultSchema,
    async handle(call) {
      const { command, to, note, filter, dryRun, limit, cursor } = call.body
      refuseUnclear(command, to, filter)
      const { services } = call
      if (dryRun) return ok(await preview(call.body, services))
      const page = await selectEnrollments(services.store, filter, { limit, ...given({ cursor }) })
      const { able, refused } = await sortOut(page.items, command, to, services)
      const bodyOf = (e: Owned): InputBody => ({
        kind: 'operator',
        command,
        enrollmentId: e.id,
        ...given({ step: to, reason: note }),
      })
      await carryOut(
        call,
        able.map((e) => ({ about: e.id, customerId: e.customerId, body: bodyOf(e) })),
      )
      const after = await reread(able, services)
      noteOrder(call, command, { filter, to, done: able.length })
      return ok({
        ...{ dryRun, matched: page.items.length, isComplete: true, done: able.length, refused },
        ...{ items: after.map(toEnrollmentSummary), next: page.next },
      })
    },
  }),
]

type Command = (typeof COMMANDS)[number]

/** @throws ProblemError 400 */
function refuseUnclear(command: Command, to: string | undefined, filter: z.output<typeof filterSchema>): void {
  const { journey, step, reason: code, customerId, enrollmentId } = filter
  const refuse = (pointer: string, message: string) =>
    invalid('invalid-request', [{ code: 'missing-config', message, pointer, severity: 'error' }])
  if (command === 'send-to' && to === undefined)
    throw refuse('/to', '"to" of the request is missing; say to which step.')
  if ([journey, step, code, customerId, enrollmentId].every((part) => part === undefined)) {
    throw refuse(
      '/filter',
      '"filter" of the request means everybody; name at least a journey, a step, a reason or a customer.',
    )
  }
  if (enrollmentId !== undefined && customerId === undefined) {
    throw refuse(
      '/filter/customerId',
      '"filter.customerId" of the request is missing; an enrollment is found by its customer.',
    )
  }
}

/** A dry run may take so long. Milliseconds. */
const PATIENCE_MS = 5_000
const EXAMPLES = 20

async function preview(
  { command, to, filter }: { command: Command; to?: string; filter: Selection },
  services: Services,
): Promise<z.infer<typeof resultSchema>> {
  const until = performance.now() + PATIENCE_MS
  const found: z.infer<typeof resultSchema> = {
    dryRun: true,
    matched: 0,
    isComplete: true,
    done: 0,
    refused: [],
    items: [],
    next: null,
  }
  let cursor: string | null = null
  do {
    const page = await selectEnrollments(services.store, filter, { limit: 200, ...(cursor === null ? {} : { cursor }) })
    const { able, refused } = await sortOut(page.items, command, to, services)
    found.matched += able.length
    found.refused.push(...refused.slice(0, EXAMPLES - found.refused.length))
    found.items.push(...able.slice(0, EXAMPLES - found.items.length).map(toEnrollmentSummary))
    cursor = page.next
    found.isComplete = cursor === null
  } while (cursor !== null && performance.now() < until)
  return found
}

/** Who can be helped like this, and who cannot. */
async function sortOut(
  enrollments: readonly Owned[],
  command: Command,
  to: string | undefined,
  { store }: Services,
): Promise<{ able: Owned[]; refused: { enrollmentId: string; customerId: string; why: string }[] }> {
  const steps = new Map<string, boolean>()
  async function hasStep({ journeyId, version }: Owned): Promise<boolean> {
    const key = `${journeyId} ${version}`
    const known = steps.get(key)
    if (known !== undefined) return known
    const found = (await store.journeys.version(journeyId, version))?.journey.steps.find(({ id }) => id === to)
    const has = found !== undefined && found.type !== 'entry'
    steps.set(key, has)
    return has
  }
  const able: Owned[] = []
  const refused: { enrollmentId: string; customerId: string; why: string }[] = []
  for (const e of enrollments) {
    const { id: enrollmentId, customerId } = e
    if (command === 'retry' && e.status !== 'parked')
      refused.push({ enrollmentId, customerId, why: 'It is not parked; only a parked step can be tried again.' })
    else if (command === 'send-to' && !(await hasStep(e))) {
      refused.push({
        enrollmentId,
        customerId,
        why: `Version ${e.version} of "${e.journeyId}" has no step "${to}" that one can stand on.`,
      })
    } else able.push(e)
  }
  return { able, refused }
}

async function reread(enrollments: readonly Owned[], { store }: Services): Promise<Owned[]> {
  const customers = await store.customers.load([...new Set(enrollments.map((e) => e.customerId))])
  return enrollments.map((e) => {
    const now = customers.get(e.customerId)?.enrollments.find(({ id }) => id === e.id)
    return now ? { ...now, customerId: e.customerId } : e
  })
}
