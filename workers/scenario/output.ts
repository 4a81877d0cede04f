import { countEnrollment, emptyCounts, type JourneyCounts } from '../../engine/core/counts/index.ts'
import type { StubProvider } from '../../engine/channels/index.ts'
import type { Customer, Refused } from '../../engine/core/model/customer.ts'
import type { Interaction } from '../../engine/core/model/interaction.ts'
import type { Enrollment, Visit } from '../../engine/core/model/enrollment.ts'
import { rowOf } from '../../engine/core/turn/index.ts'
import { eachEnrollment } from '../../engine/journeys/index.ts'
import type { Store } from '../../engine/store/port.ts'

export interface ScenarioOutput {
  enrollments: unknown[]
  refused: unknown[]
  interactions: unknown[]
  goals: unknown[]
  customers: unknown[]
  counts: Record<string, unknown>
  snapshots?: Record<string, ScenarioOutput>
  previews?: unknown[]
}

type Row = Enrollment & { customerId: string; ordinal: number }

/** Everything that can be told about the workspace at this instant, in an order that any profile repeats. */
export async function collect(store: Store, provider: StubProvider | null): Promise<ScenarioOutput> {
  const customers = await allCustomers(store)
  const ordinals = new Map(customers.map((customer) => [customer.id, customer.ordinal]))
  const enrollments: Row[] = []
  for await (const e of eachEnrollment(store)) enrollments.push({ ...e, ordinal: ordinals.get(e.customerId) ?? 0 })
  enrollments.sort((a, b) => a.enteredAt - b.enteredAt || a.order - b.order || a.ordinal - b.ordinal || a.seq - b.seq)
  const spilled = await store.records.visits(enrollments.filter((e) => e.spilled > 0).map((e) => e.id))
  return {
    enrollments: enrollments.map((e) => tellEnrollment(e, spilled.get(e.id) ?? [])),
    refused: (await allRefused(store)).map(tellRefused),
    interactions: (await allInteractions(store, customers, ordinals)).map((row) => tellInteraction(row, provider)),
    goals: tellGoals(enrollments),
    customers: customers.map(tellCustomer),
    counts: await countAll(store, enrollments, spilled),
  }
}

async function allCustomers(store: Store): Promise<Customer[]> {
  const all: Customer[] = []
  for await (const batch of store.customers.each()) all.push(...batch)
  return all.sort((a, b) => a.ordinal - b.ordinal || (a.id < b.id ? -1 : 1))
}

async function allRefused(store: Store): Promise<Refused[]> {
  const all: Refused[] = []
  let cursor: string | null = null
  do {
    const page: { items: Refused[]; next: string | null } = await store.records.listRefused({
      limit: 500,
      ...(cursor === null ? {} : { cursor }),
    })
    all.push(...page.items)
    cursor = page.next
  } while (cursor !== null)
  return all.sort(
    (a, b) =>
      a.at - b.at ||
      a.order - b.order ||
      (a.customerId < b.customerId ? -1 : a.customerId > b.customerId ? 1 : a.seq - b.seq),
  )
}

/** The ledger, with what is still on its way as the customers have it. */
async function allInteractions(
  store: Store,
  customers: readonly Customer[],
  ordinals: ReadonlyMap<string, number>,
): Promise<Interaction[]> {
  const rows = new Map<string, Interaction>()
  for await (const batch of store.interactions.each()) for (const row of batch) rows.set(row.id, row)
  for (const customer of customers) for (const send of customer.sends) rows.set(send.id, rowOf(send))
  const at = (row: Interaction): number => row.sentAt ?? row.plannedAt
  return [...rows.values()].sort(
    (a, b) =>
      at(a) - at(b) ||
      a.plannedAt - b.plannedAt ||
      a.order - b.order ||
      (ordinals.get(a.customerId) ?? 0) - (ordinals.get(b.customerId) ?? 0) ||
      a.seq - b.seq,
  )
}

async function countAll(
  store: Store,
  enrollments: readonly Row[],
  spilled: ReadonlyMap<string, Visit[]>,
): Promise<Record<string, JourneyCounts>> {
  const all: Record<string, JourneyCounts> = {}
  for (const record of await store.journeys.list()) {
    if (!record.state) continue
    all[record.id] = emptyCounts((await store.journeys.versions(record.id)).map((version) => version.journey))
  }
  for (const e of enrollments) {
    const counts = all[e.journeyId]
    if (counts) countEnrollment(counts, e, spilled.get(e.id))
  }
  return all
}

function tellEnrollment(e: Row, earlier: readonly Visit[]): unknown {
  return {
    id: e.id,
    journey: e.journeyId,
    version: e.version,
    customerId: e.customerId,
    key: e.key,
    status: e.status,
    enteredAt: iso(e.enteredAt),
    exit: e.exit && { reason: e.exit.reason, at: iso(e.exit.at) },
    ...(e.parked
      ? { parked: { code: e.parked.code, step: e.parked.step, detail: e.parked.detail, at: iso(e.parked.at) } }
      : {}),
    history: [...earlier, ...e.history].map((visit) => ({
      step: visit.step,
      visit: visit.visit,
      enteredAt: iso(visit.enteredAt),
      leftAt: iso(visit.leftAt),
      path: visit.path,
      zone: visit.zone,
    })),
  }
}

const tellRefused = (row: Refused): unknown => ({
  journey: row.journeyId,
  customerId: row.customerId,
  messageId: row.messageId,
  at: iso(row.at),
  reason: row.reason,
})

const tellInteraction = (row: Interaction, provider: StubProvider | null): unknown => ({
  id: row.id,
  enrollmentId: row.enrollmentId,
  journey: row.journeyId,
  step: row.step,
  visit: row.visit,
  customerId: row.customerId,
  channel: row.channel,
  topic: row.topic,
  status: row.status,
  reason: row.reason,
  plannedAt: iso(row.plannedAt),
  sentAt: iso(row.sentAt),
  idempotencyKey: row.idempotencyKey,
  subject: row.content['subject'] ?? null,
  providerCalls: provider ? provider.calls(row.id) : row.attempts,
  content: row.content,
  outcomes: Object.fromEntries(Object.entries(row.outcomes).map(([outcome, at]) => [outcome, iso(at)])),
})

function tellGoals(enrollments: readonly Row[]): unknown[] {
  return enrollments
    .flatMap((e) => e.goals.map((goal) => ({ e, goal })))
    .sort((a, b) => a.goal.at - b.goal.at)
    .map(({ e, goal }) => ({
      goal: goal.goal,
      journey: e.journeyId,
      customerId: e.customerId,
      enrollmentId: e.id,
      at: iso(goal.at),
      value: goal.value,
      interactionId: goal.interactionId,
    }))
}

const tellCustomer = (customer: Customer): unknown => ({
  id: customer.id,
  stage: customer.stage,
  traits: customer.traits,
  tags: customer.tags,
  points: customer.points.balance,
})

function iso(at: number): string
function iso(at: number | null): string | null
function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
