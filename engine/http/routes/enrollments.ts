import { z } from 'zod'
import { idSchema } from '../../core/format/index.ts'
import { notFound, ProblemError } from '../../problem.ts'
import { enrollmentsOf, findCustomer, withHistory } from '../enrollments.ts'
import { byForeignId, foreignId, reason } from '../fields.ts'
import { applyReport } from '../report.ts'
import { invalid } from '../request.ts'
import { ok, route } from '../route.ts'
import type { Services } from '../services.ts'
import { enrollmentDetail, type Owned } from '../views/enrollment.ts'

const TAG = 'Enrollments'
const COMMANDS = ['retry', 'skip', 'send-to', 'fail', 'exit'] as const

export const enrollmentRoutes = [
  route({
    method: 'get',
    path: '/enrollments/:id',
    tag: TAG,
    summary: 'One passage of a customer through a journey',
    params: byForeignId,
    query: z.strictObject({ customerId: foreignId }),
    answer: enrollmentDetail,
    async handle({ params, query, services }) {
      return ok(await detail(await findEnrollment(params.id, query.customerId, services), services))
    },
  }),
  route({
    method: 'post',
    path: '/enrollments/:id/commands',
    headers: ['Idempotency-Key'],
    fails: [409],
    tag: TAG,
    summary: 'Help a passage on by hand',
    description:
      '`retry` runs a parked step again, `skip` leaves the step by its first path, `send-to` goes to another step, `fail` gives up, `exit` ends it.',
    params: byForeignId,
    body: z.strictObject({
      customerId: foreignId,
      command: z.enum(COMMANDS),
      step: idSchema.exactOptional(),
      reason: reason.exactOptional(),
    }),
    answer: enrollmentDetail,
    async handle(call) {
      const { params, services } = call
      const { customerId, ...order } = call.body
      const before = await findEnrollment(params.id, customerId, services)
      if (before.status !== 'active' && before.status !== 'parked') {
        throw new ProblemError(
          409,
          'has-ended',
          `The enrollment "${params.id}" is ${before.status}; there is nothing to do in it any more.`,
        )
      }
      if (order.command === 'retry' && before.status !== 'parked') {
        throw new ProblemError(
          409,
          'not-parked',
          `The enrollment "${params.id}" is not parked; only a parked step can be tried again.`,
        )
      }
      if (order.command === 'send-to') await requireStep(before, order.step, services)
      await applyReport(call, customerId, { kind: 'operator', enrollmentId: params.id, ...order })
      return ok(await detail(await findEnrollment(params.id, customerId, services), services))
    },
  }),
]

async function findEnrollment(id: string, customerId: string, { store }: Services): Promise<Owned> {
  const enrollments = await enrollmentsOf(store, await findCustomer(store, customerId))
  const found = enrollments.find((e) => e.id === id)
  if (!found) throw notFound('enrollment', id)
  return found
}

async function detail(e: Owned, { store }: Services): Promise<z.infer<typeof enrollmentDetail>> {
  return (await withHistory(store, [e]))[0] as z.infer<typeof enrollmentDetail>
}

async function requireStep(e: Owned, step: string | undefined, { store }: Services): Promise<void> {
  const version = await store.journeys.version(e.journeyId, e.version)
  const found = version?.journey.steps.find((candidate) => candidate.id === step)
  if (found && found.type !== 'entry') return
  const message =
    step === undefined
      ? '"step" of the request is missing; say where to send the customer.'
      : `"step" of the request is "${step}", which is no step of version ${e.version} that one can stand on; name one that is.`
  throw invalid('invalid-request', [{ code: 'unknown-target', message, pointer: '/step', severity: 'error' }])
}
