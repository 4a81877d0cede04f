import { z } from 'zod'
import { notFound, ProblemError } from '../../problem.ts'
import { byForeignId, instant, iso, isoOrNull, reason } from '../fields.ts'
import { findingsOf, type Health, readHealth } from '../operations/health.ts'
import { noteOrder } from '../operations/orders.ts'
import { ok, route } from '../route.ts'

const TAG = 'Operations'
const count = z.int().min(0)
const depth = z.strictObject({ ready: count, active: count, delayed: count })
const pauseSchema = z.strictObject({ since: instant, reason: z.string() }).nullable()

const troubledSchema = z.strictObject({
  provider: z.string(),
  state: z.enum(['open', 'probing', 'held']).describe('Cut off; being tried; left alone because it asked for it.'),
  failures: count.describe('In a row.'),
  until: instant,
  detail: z.string().describe('What it said last.'),
  process: z.string(),
})

const processSchema = z
  .strictObject({
    id: z.string(),
    role: z.enum(['api', 'worker', 'all']),
    host: z.string(),
    pid: z.int(),
    startedAt: instant,
    seenAt: instant,
    state: z.enum(['working', 'pausing', 'paused', 'draining', 'drained']),
    running: count.describe('Batches at work.'),
    sweptAt: instant.nullable(),
  })
  .meta({ id: 'Process' })

const healthSchema = z
  .strictObject({
    status: z.enum(['ok', 'attention', 'failing']),
    asOf: instant,
    findings: z.array(
      z.strictObject({ code: z.string(), severity: z.enum(['error', 'warning']), message: z.string() }),
    ),
    pause: pauseSchema,
    storeMs: count.describe('How long the store took to answer.'),
    queue: z.record(z.string(), depth).nullable().describe('Hints by kind; null = it cannot be reached.'),
    due: z.strictObject({ customers: count.describe('At most 10,000.'), lagSeconds: z.number() }),
    lateInputs: count.describe('Customers with input that is not applied after 10 s, at most 10,000.'),
    customers: z.strictObject({ active: count, parked: count }).describe('At most 100,000 each.'),
    interactions: z.record(z.string(), count).describe('The ledger by status, counted a moment ago where it is long.'),
    processes: z.array(processSchema),
    providers: z.array(troubledSchema).describe('Those that fail, or asked to be left alone.'),
  })
  .meta({ id: 'Health' })

export const opsHealthRoutes = [
  route({
    method: 'get',
    path: '/ops/health',
    tag: TAG,
    summary: 'How the workspace stands, and what needs somebody',
    answer: healthSchema,
    handle: async ({ services }) => ok(toHealth(await readHealth(services))),
  }),
  route({
    method: 'post',
    path: '/ops/pause',
    tag: TAG,
    summary: 'Pause everything: from the answer on nothing is claimed, on any worker',
    description:
      'What is sent in is stored and waits. Opt-outs count at once. Messages whose call has begun are finished.',
    always: true,
    body: z.strictObject({ reason }),
    answer: z.strictObject({ pause: pauseSchema }),
    async handle(call) {
      const { store, clock } = call.services
      const before = await store.settings.pause()
      const pause = { since: before?.since ?? clock.now(), reason: call.body.reason }
      await store.settings.savePause(pause)
      noteOrder(call, 'pause', { reason: pause.reason })
      return ok({ pause: { since: iso(pause.since), reason: pause.reason } })
    },
  }),
  route({
    method: 'post',
    path: '/ops/resume',
    fails: [409],
    tag: TAG,
    summary: 'End the pause of everything; with `overdue: skip`, what fell due in it is not sent any more',
    always: true,
    body: z.strictObject({ overdue: z.enum(['continue', 'skip']).default('continue') }),
    answer: z.strictObject({ pause: pauseSchema, skippedIn: z.array(z.string()).describe('Journeys.') }),
    async handle(call) {
      const { store, journeys } = call.services
      if ((await store.settings.pause()) === null)
        throw new ProblemError(409, 'not-paused', 'Nothing is paused; all goes on already.')
      const skippedIn: string[] = []
      if (call.body.overdue === 'skip') {
        // A pause of each journey that ends at once: its own rules say what is overdue, and nothing is claimed meanwhile.
        for (const { id, state } of await store.journeys.list()) {
          if (state?.status !== 'live') continue
          await journeys.pause(id, 'keep')
          await journeys.resume(id, 'skip')
          skippedIn.push(id)
        }
      }
      await store.settings.savePause(null)
      noteOrder(call, 'resume', { overdue: call.body.overdue })
      return ok({ pause: null, skippedIn })
    },
  }),
  route({
    method: 'put',
    path: '/ops/processes/:id/drain',
    fails: [409],
    tag: TAG,
    summary: 'Let a worker finish what it does and take nothing new, or, with `drain: false`, work again',
    description:
      'It obeys within two seconds; `state` in the health tells when nothing runs any more. A restart forgets it.',
    params: byForeignId,
    always: true,
    body: z.strictObject({ drain: z.boolean() }),
    async handle(call) {
      const { params, body, services } = call
      const process = (await services.store.processes.list()).find(({ id }) => id === params.id)
      if (!process) throw notFound('process', params.id)
      if (process.role === 'api')
        throw new ProblemError(409, 'no-worker', `"${params.id}" serves the API and has no work to drain.`)
      await services.store.processes.setDrain(params.id, body.drain)
      noteOrder(call, body.drain ? 'drain' : 'undrain', { process: params.id })
      return { status: 204 }
    },
  }),
]

function toHealth(health: Health): z.infer<typeof healthSchema> {
  const { asOf, pause, storeMs, queue, due, lateInputs, active, parked, interactions, processes, troubled } = health
  const findings = findingsOf(health)
  const isFailing = findings.some(({ severity }) => severity === 'error')
  return {
    status: isFailing ? 'failing' : findings.length > 0 ? 'attention' : 'ok',
    asOf: iso(asOf),
    findings,
    pause: pause && { since: iso(pause.since), reason: pause.reason },
    storeMs,
    queue,
    due: { customers: due.customers, lagSeconds: due.lag },
    lateInputs,
    customers: { active, parked },
    interactions,
    processes: processes.map(({ id, role, host, pid, startedAt, seenAt, report }) => {
      const { state, running, sweptAt } = report
      return {
        id,
        role,
        host,
        pid,
        startedAt: iso(startedAt),
        seenAt: iso(seenAt),
        state,
        running,
        sweptAt: isoOrNull(sweptAt),
      }
    }),
    providers: troubled.map(({ provider, state, failures, until, detail, process }) => {
      return { provider, state, failures, until: iso(until), detail, process }
    }),
  }
}
