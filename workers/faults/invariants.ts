import { compileVersion } from '../../engine/core/compile/index.ts'
import type { Customer } from '../../engine/core/model/customer.ts'
import { coreRegistry } from '../../engine/core/steps/index.ts'
import type { Store } from '../../engine/store/port.ts'
import type { EndState } from './end-state.ts'
import type { Taken } from './judge.ts'
import { DAY } from './reference.ts'

/** What must hold at every commit. @returns one line per violation */
export function checkCommit(before: Customer | null, after: Customer): string[] {
  const found: string[] = []
  const { id, wakeAt } = after
  if (after.rev !== (before?.rev ?? 0) + 1)
    found.push(`I6: ${id} went from revision ${before?.rev ?? 0} to ${after.rev}`)
  const by = (at: number | null | undefined, what: string): void => {
    if (at !== null && at !== undefined && (wakeAt === null || wakeAt > at))
      found.push(`I3: ${id} has ${what} at ${at}, and wakes at ${wakeAt}`)
  }
  for (const e of after.enrollments) {
    if (e.status === 'parked' && (!e.parked?.code || e.parked.step === undefined))
      found.push(`I17: ${e.id} is parked without a word`)
    if (e.status !== 'active') continue
    const { waiting } = e
    const send = waiting?.interactionId !== undefined && after.sends.some((one) => one.id === waiting.interactionId)
    const child = waiting?.childId !== undefined && after.enrollments.some((one) => one.id === waiting.childId)
    if (waiting?.dueAt == null && !send && !child && !waiting?.inputs)
      found.push(`I3: ${id} is stuck in ${e.journeyId} at ${e.step}`)
  }
  for (const send of after.sends) if (send.status === 'sending') by(send.deadline, 'a claim')
  if (after.outbox.length > 0 && wakeAt === null) found.push(`I3: ${id} owes its outbox and never wakes`)
  return found
}

/** I14: one live enrollment per journey, where the policy says so. */
export function checkPolicies(customer: Customer, single: ReadonlySet<string>): string[] {
  const inside = customer.enrollments.filter(
    (e) => single.has(e.journeyId) && (e.status === 'active' || e.status === 'parked'),
  )
  const twice = inside.filter((e, i) => inside.findIndex((other) => other.journeyId === e.journeyId) !== i)
  return twice.map((e) => `I14: ${customer.id} is twice in ${e.journeyId}`)
}

/** I8, from what the provider took: it alone knows what people got. */
export function checkCaps(taken: readonly Taken[], cap: { channel: string; perDay: number } | undefined): string[] {
  const counts = new Map<string, number>()
  for (const one of taken) {
    if (one.channel !== cap?.channel) continue
    const key = `${one.customerId} on day ${Math.floor(one.at / DAY)}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts]
    .filter(([, count]) => count > (cap?.perDay ?? Infinity))
    .map(([key, count]) => `I8: ${count} messages to ${key}`)
}

/** I5, I11 and I13: at rest every path is one of its version, and the documents agree with the ledger. */
export async function checkRest(store: Store, end: EndState): Promise<string[]> {
  const found: string[] = []
  const rows = new Map(end.ledger.map((row) => [row.id, row]))
  for (const customer of end.customers) {
    if (customer.outbox.length > 0) found.push(`I11: the outbox of ${customer.id} was never handed off`)
    for (const send of customer.sends)
      if (send.status === 'sending') found.push(`I11: ${send.id} is being sent for ever`)
    for (const e of customer.enrollments) {
      const version = await store.journeys.version(e.journeyId, e.version)
      if (!version) found.push(`I5: ${e.id} is in version ${e.version} of ${e.journeyId}, which does not exist`)
      else found.push(...checkPath(e, compileVersion(version.journey, version.version, coreRegistry())))
      for (const [step, result] of Object.entries(e.results)) {
        const row = rows.get(result.interactionId)
        const lifted = row?.status === 'accepted' && (result.status === 'unknown' || result.status === 'failed')
        if (row?.status !== result.status && !lifted)
          found.push(`I11: ${step} of ${customer.id} is ${result.status}, the ledger says ${row?.status ?? 'nothing'}`)
      }
    }
  }
  return found
}

function checkPath(e: Customer['enrollments'][number], version: ReturnType<typeof compileVersion>): string[] {
  return e.history.flatMap((visit, i) => {
    const next = e.history[i + 1]
    if (!version.steps.has(visit.step))
      return [`I5: ${e.id} was on ${visit.step}, which version ${e.version} does not have`]
    if (!next || visit.path === null) return []
    return version.next(visit.step, visit.path) === next.step
      ? []
      : [`I5: ${e.id} went from ${visit.step} by ${visit.path} to ${next.step}`]
  })
}
