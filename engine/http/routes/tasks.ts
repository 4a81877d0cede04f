import { z } from 'zod'
import { derivedId } from '../../core/hash.ts'
import type { Interaction } from '../../core/model/interaction.ts'
import { notFound } from '../../problem.ts'
import { byForeignId, given, instant, iso, isoOrNull, listOf, pageOf, pageQuery } from '../fields.ts'
import { ok, route } from '../route.ts'
import type { Services } from '../services.ts'

const TAG = 'Tasks'
const STATUSES = ['open', 'overdue', 'done', 'cancelled'] as const

const taskSchema = z
  .strictObject({
    interactionId: z.string(),
    queue: z.string(),
    title: z.string(),
    status: z.enum(STATUSES),
    dueAt: instant.nullable(),
    doneAt: instant.nullable(),
    createdAt: instant,
    customerId: z.string(),
    journey: z.string(),
    step: z.string(),
    link: z.string().describe('A page where the task can be marked as done without a login.'),
  })
  .meta({ id: 'Task' })
type Task = z.infer<typeof taskSchema>

export const taskRoutes = [
  route({
    method: 'get',
    path: '/tasks',
    tag: TAG,
    summary: 'Tasks for colleagues, newest first',
    query: pageQuery.extend({ queue: z.string().max(200).optional(), status: z.enum(STATUSES).optional() }),
    answer: listOf(taskSchema),
    async handle({ query, services }) {
      const { limit, cursor } = pageOf(query)
      const isWanted = (task: Task): boolean =>
        (query.queue ?? task.queue) === task.queue && (query.status ?? task.status) === task.status
      return ok(await collect(isWanted, limit, cursor, services))
    },
  }),
  route({
    method: 'post',
    path: '/tasks/:id/done',
    tag: TAG,
    summary: 'Mark a task as done',
    params: byForeignId,
    body: z.strictObject({}),
    answer: taskSchema,
    async handle({ params, services }) {
      await finishTask(await findTask(params.id, services), services)
      return ok(toTask(await findTask(params.id, services), services))
    },
  }),
]

export async function findTask(id: string, { store }: Pick<Services, 'store'>): Promise<Interaction> {
  const row = (await store.interactions.get([id])).get(id)
  if (row?.channel !== 'task') throw notFound('task', id)
  return row
}

/** Marks a task as done, once: whoever waits for it goes on. */
export async function finishTask({ id, customerId }: Interaction, { ingest, store, clock }: Services): Promise<void> {
  await ingest.acceptAndApply([
    { id: derivedId('td', id), customerId, body: { kind: 'task', done: true, interactionId: id } },
  ])
  // The ledger hears of it now and not with the customer's next delivery, so that the list is right at once.
  await store.interactions.addOutcomes([{ interactionId: id, outcome: 'done', at: clock.now(), data: null }])
}

export function toTask(row: Interaction, { clock, tokens, publicUrl }: Services): Task {
  const { queue, title, dueAt } = row.content
  const due = typeof dueAt === 'string' ? Date.parse(dueAt) : null
  const doneAt = row.outcomes.done ?? null
  const isOver = due !== null && due < clock.now()
  return {
    interactionId: row.id,
    queue: String(queue),
    title: String(title),
    status: doneAt !== null ? 'done' : row.status === 'cancelled' ? 'cancelled' : isOver ? 'overdue' : 'open',
    dueAt: isoOrNull(due),
    doneAt: isoOrNull(doneAt),
    createdAt: iso(row.plannedAt),
    customerId: row.customerId,
    journey: row.journeyId,
    step: row.step,
    link: `${publicUrl}/t/${tokens.sign('task', { interactionId: row.id })}`,
  }
}

/** Ledger rows looked at for one page: a queue with few tasks among many is read on by `next`. */
const MOST_READ = 2_000

async function collect(
  isWanted: (task: Task) => boolean,
  limit: number,
  from: string | undefined,
  services: Services,
): Promise<{ items: Task[]; next: string | null }> {
  const items: Task[] = []
  let cursor = from
  for (let read = 0; read < MOST_READ; read += limit) {
    const page = await services.store.interactions.list({
      channel: 'task',
      limit: limit - items.length,
      ...given({ cursor }),
    })
    items.push(...page.items.map((row) => toTask(row, services)).filter(isWanted))
    if (page.next === null || items.length >= limit) return { items, next: page.next }
    cursor = page.next
  }
  return { items, next: cursor ?? null }
}
