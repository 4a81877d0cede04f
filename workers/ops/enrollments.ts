import { counted } from '../../engine/core/counted.ts'
import { EXIT, OpsError } from './client.ts'
import type { Context } from './context.ts'
import { table, time } from './print.ts'

export interface Filter {
  journey?: string
  step?: string
  reason?: string
  customer?: string
  enrollment?: string
  status?: string
}

export interface Order extends Filter {
  note?: string
  yes?: boolean
  dryRun?: boolean
}

interface Enrollment {
  id: string
  customerId: string
  journey: string
  version: number
  step: string | null
  status: string
  parked: { code: string; detail: string; at: string } | null
}

interface CommandAnswer {
  dryRun: boolean
  matched: number
  isComplete: boolean
  done: number
  refused: { enrollmentId: string; customerId: string; why: string }[]
  items: Enrollment[]
  next: string | null
}

/** Lists who is parked, and why. */
export async function showParked({ client, show, note }: Context, filter: Filter & { limit: string }): Promise<number> {
  const query = { ...fields(filter), limit: filter.limit }
  const page = await client.get<{ items: Enrollment[]; next: string | null }>('/v1/ops/parked', query)
  show(page.items, () => (page.items.length === 0 ? 'Nobody is parked there.' : enrollmentTable(page.items)))
  if (page.next !== null)
    note('There are more: narrow it down by --journey, --step or --reason, or raise --limit (200 at most).')
  return EXIT.ok
}

/** Helps one on at once, and many after a look: without `--yes` it only tells whom it would concern. */
export async function command(context: Context, name: string, order: Order, to?: string): Promise<number> {
  const { client, show, note } = context
  const { journey, step, reason, customer } = order
  if ([journey, step, reason, customer].every((part) => part === undefined)) {
    throw new OpsError('Who? Give --journey, --step, --reason or --customer.', EXIT.usage)
  }
  const isOne = order.enrollment !== undefined && order.customer !== undefined
  const dryRun = order.dryRun ?? !(order.yes || isOne)
  const body = {
    command: name,
    filter: { ...fields(order), ...(order.status === undefined ? {} : { status: order.status }) },
    ...(to === undefined ? {} : { to }),
    ...(order.note === undefined ? {} : { note: order.note }),
    dryRun,
  }
  const ask = (cursor: string | null): Promise<CommandAnswer> =>
    client.send('POST', '/v1/ops/enrollments/commands', { ...body, ...(cursor === null ? {} : { cursor }) })
  const total = await ask(null)
  while (!dryRun && total.next !== null) {
    note(`${total.done} done ...`)
    const page = await ask(total.next)
    total.done += page.done
    total.matched += page.matched
    total.refused.push(...page.refused)
    total.items.push(...page.items)
    total.next = page.next
  }
  if (isOne && total.matched + total.refused.length === 0) {
    throw new OpsError(
      `${order.customer} has no ${order.status ?? 'parked'} enrollment ${order.enrollment}.`,
      EXIT.refused,
    )
  }
  show(total, () => tell(total, name))
  // Who was retried and is parked again was helped by nobody.
  const again = dryRun || name !== 'retry' ? 0 : total.items.filter(({ status }) => status === 'parked').length
  return total.refused.length > 0 || again > 0 ? EXIT.failing : EXIT.ok
}

function tell(answer: CommandAnswer, name: string): string {
  const { dryRun, matched, isComplete, done, refused, items } = answer
  const parts: string[] = []
  if (items.length > 0) parts.push(enrollmentTable(items.slice(0, 20)))
  if (items.length > 20 || (dryRun && matched > items.length))
    parts.push(`... and ${(dryRun ? matched : items.length) - Math.min(items.length, 20)} more`)
  if (refused.length > 0)
    parts.push(refused.map(({ customerId, enrollmentId, why }) => `✗ ${customerId} ${enrollmentId}: ${why}`).join('\n'))
  if (dryRun) {
    const number = `${isComplete ? '' : 'more than '}${counted(matched, 'enrollment')}`
    parts.push(
      matched === 0
        ? 'Nobody matches. Nothing was done.'
        : `"${name}" would concern ${number}. Nothing was done; repeat it with --yes to do it.`,
    )
  } else {
    const again = items.filter(({ status }) => status === 'parked').length
    parts.push(
      `"${name}" was done for ${counted(done, 'enrollment')}${again > 0 ? `, of which ${again} ${again === 1 ? 'is' : 'are'} parked (again)` : ''}.`,
    )
  }
  return parts.join('\n\n')
}

function enrollmentTable(items: readonly Enrollment[]): string {
  return table(items, [
    ['CUSTOMER', (e) => e.customerId],
    ['ENROLLMENT', (e) => e.id],
    ['JOURNEY', (e) => `${e.journey} v${e.version}`],
    ['STEP', (e) => e.step],
    ['STATUS', (e) => e.status],
    ['REASON', (e) => e.parked?.code ?? null],
    ['SINCE', (e) => time(e.parked?.at ?? null)],
    ['DETAIL', (e) => e.parked?.detail ?? null],
  ])
}

const fields = ({ journey, step, reason, customer, enrollment }: Filter) => ({
  journey,
  step,
  reason,
  customerId: customer,
  enrollmentId: enrollment,
})
