import { counted } from '../../engine/core/counted.ts'
import { EXIT, OpsError } from './client.ts'
import type { Context } from './context.ts'
import { table, time } from './print.ts'

export interface MessageFilter {
  journey?: string
  step?: string
  channel?: string
  customer?: string
}

interface Interaction {
  id: string
  customerId: string
  journey: string
  step: string
  channel: string
  status: string
  reason: string | null
  sentAt: string | null
  subject: string | null
  to: string | null
  resentAs: string | null
}

interface ResendAnswer {
  dryRun: boolean
  done: number
  items: Resent[]
  next: string | null
}

interface Resent {
  interactionId: string
  customerId: string
  journey: string
  step: string
  channel: string
  subject: string | null
  to: string | null
  fate: 'leaves' | 'waits' | 'suppressed' | 'nothing'
  reason: string | null
  until: string | null
  newId: string | null
}

/** Lists messages of which nobody knows whether they went out. */
export async function showUnknown(
  { client, show, note }: Context,
  filter: MessageFilter & { limit: string },
): Promise<number> {
  const page = await client.get<{ items: Interaction[]; next: string | null }>('/v1/interactions', {
    ...fields(filter),
    status: 'unknown',
    limit: filter.limit,
  })
  show(page.items, () => (page.items.length === 0 ? 'No message is unknown.' : interactionTable(page.items)))
  if (page.next !== null)
    note('There are more: narrow it down by --journey, --step or --channel, or raise --limit (200 at most).')
  return EXIT.ok
}

/** Says what became of unknown messages, as found out at the provider. */
export async function resolveUnknown(
  context: Context,
  verdict: string,
  ids: readonly string[],
  options: MessageFilter & { note?: string; yes?: boolean; dryRun?: boolean },
): Promise<number> {
  const { client, show, note } = context
  const status = VERDICTS[verdict]
  if (status === undefined) throw new OpsError(`"${verdict}" is not known here; say accepted or not-sent.`, EXIT.usage)
  const rows = ids.length > 0 ? await byId(context, ids) : await allUnknown(context, options)
  const dryRun = options.dryRun ?? (ids.length === 0 && !options.yes)
  if (dryRun) {
    const end =
      rows.length === 0
        ? 'No message matches. Nothing was done.'
        : `${counted(rows.length, 'message')} would be ${verdict}. Nothing was done; repeat it with --yes to do it.`
    show({ dryRun, matched: rows.length, items: rows }, () =>
      [...(rows.length > 0 ? [interactionTable(rows.slice(0, 20))] : []), end].join('\n\n'),
    )
    return EXIT.ok
  }
  const done: Interaction[] = []
  for (const { id } of rows) {
    const body = { status, ...(options.note === undefined ? {} : { note: options.note }) }
    done.push(await client.send('POST', `/v1/interactions/${encodeURIComponent(id)}/resolve`, body))
    if (done.length % 100 === 0) note(`${done.length} done ...`)
  }
  show(
    { dryRun, done: done.length, items: done },
    () => `${counted(done.length, 'message')} ${done.length === 1 ? 'is' : 'are'} ${status} now.`,
  )
  return EXIT.ok
}

const VERDICTS: Record<string, 'accepted' | 'failed'> = { accepted: 'accepted', 'not-sent': 'failed' }

function byId({ client }: Context, ids: readonly string[]): Promise<Interaction[]> {
  return Promise.all(ids.map((id) => client.get<Interaction>(`/v1/interactions/${encodeURIComponent(id)}`)))
}

async function allUnknown({ client }: Context, filter: MessageFilter): Promise<Interaction[]> {
  if (Object.values(fields(filter)).every((value) => value === undefined)) {
    throw new OpsError('Which messages? Give their ids, or --journey, --step, --channel or --customer.', EXIT.usage)
  }
  const rows: Interaction[] = []
  let cursor: string | undefined
  do {
    const query = { ...fields(filter), status: 'unknown', limit: 200, cursor }
    const page: { items: Interaction[]; next: string | null } = await client.get('/v1/interactions', query)
    rows.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return rows
}

/** Sends messages once more; without `--yes` it only tells what would go to whom. */
export async function resend(
  { client, show, note }: Context,
  ids: readonly string[],
  options: MessageFilter & { status?: string; again?: boolean; yes?: boolean; dryRun?: boolean },
): Promise<number> {
  const { status, again = false } = options
  if (ids.length === 0 && status === undefined) {
    throw new OpsError(
      'Which messages? Give their ids, or --status (unknown, failed, suppressed, cancelled, accepted), narrowed down by --journey, --step, --channel or --customer.',
      EXIT.usage,
    )
  }
  const dryRun = options.dryRun ?? !options.yes
  const what = ids.length > 0 ? { ids } : { filter: { status, ...fields(options) } }
  const total: ResendAnswer = { dryRun, done: 0, items: [], next: null }
  do {
    const cursor = total.next === null ? {} : { cursor: total.next }
    const page: ResendAnswer = await client.send('POST', '/v1/ops/interactions/resend', {
      ...what,
      again,
      dryRun,
      ...cursor,
    })
    total.done += page.done
    total.items.push(...page.items)
    total.next = page.next
    if (page.next !== null) note(`${total.items.length} looked at ...`)
  } while (total.next !== null)
  show(total, () => tellResent(total))
  return EXIT.ok
}

function tellResent({ dryRun, done, items }: ResendAnswer): string {
  if (items.length === 0) return 'No message matches. Nothing was done.'
  const of = (fate: Resent['fate']): number => items.filter((item) => item.fate === fate).length
  const columns: [string, (row: Resent) => string | null][] = [
    ['MESSAGE', (row) => row.interactionId],
    ['CUSTOMER', (row) => row.customerId],
    ['JOURNEY', (row) => `${row.journey}/${row.step}`],
    ['CHANNEL', (row) => row.channel],
    ['TO', (row) => row.to],
    ['SUBJECT', (row) => row.subject],
    [dryRun ? 'WOULD' : 'FATE', (row) => FATES[row.fate]],
    ['WHY', (row) => (row.until === null ? row.reason : `${row.reason} until ${time(row.until)}`)],
  ]
  if (!dryRun) columns.push(['NEW MESSAGE', (row) => row.newId])
  const shown = table(items.slice(0, 50), columns)
  const more = items.length > 50 ? [`... and ${items.length - 50} more`] : []
  const sum = `${of('leaves')} at once, ${of('waits')} later, ${of('suppressed')} suppressed, ${of('nothing')} left out.`
  const end = dryRun
    ? `${sum} Nothing was done; repeat it with --yes to do it.`
    : `${counted(done, 'message')} planned anew: ${sum}`
  return [shown, ...more, end].join('\n\n')
}

const FATES: Record<Resent['fate'], string> = {
  leaves: 'leave now',
  waits: 'wait',
  suppressed: 'be suppressed',
  nothing: 'be left out',
}

function interactionTable(rows: readonly Interaction[]): string {
  return table(rows, [
    ['MESSAGE', (row) => row.id],
    ['CUSTOMER', (row) => row.customerId],
    ['JOURNEY', (row) => `${row.journey}/${row.step}`],
    ['CHANNEL', (row) => row.channel],
    ['TO', (row) => row.to],
    ['SENT', (row) => time(row.sentAt)],
    ['SUBJECT', (row) => row.subject],
    ['RESENT AS', (row) => row.resentAs],
    ['WHY', (row) => row.reason],
  ])
}

const fields = ({ journey, step, channel, customer }: MessageFilter) => ({
  journey,
  step,
  channel,
  customerId: customer,
})
