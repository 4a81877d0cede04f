import type { ScenarioOutput } from '../output.ts'

/** What a scenario prints, typed. */
export interface Told {
  enrollments: {
    id: string
    journey: string
    version: number
    customerId: string
    key: unknown
    status: string
    enteredAt: string
    exit: { reason: string | null; at: string } | null
    parked?: { code: string; step: string; detail: string; at: string }
    history: {
      step: string
      visit: number
      enteredAt: string
      leftAt: string | null
      path: string | null
      zone: string
    }[]
  }[]
  refused: { journey: string; customerId: string; messageId: string | null; at: string; reason: string }[]
  interactions: {
    id: string
    enrollmentId: string
    journey: string
    step: string
    visit: number
    customerId: string
    channel: string
    topic: string | null
    status: string
    reason: string | null
    plannedAt: string
    sentAt: string | null
    idempotencyKey: string
    subject: unknown
    providerCalls: number
    content: Record<string, unknown>
  }[]
  goals: {
    goal: string
    customerId: string
    enrollmentId: string
    at: string
    value: number | null
    interactionId: string | null
  }[]
  customers: { id: string; stage: string | null; traits: Record<string, unknown>; tags: string[]; points: number }[]
  counts: Record<
    string,
    Record<string, unknown> & {
      steps: Record<string, { arrived: number; waiting: number; exited: number; paths: Record<string, number> }>
    }
  >
  snapshots?: Record<string, Told>
  previews?: {
    steps: { step: string; version: number; people: number; goesTo: string; problem?: string }[]
    total: number
  }[]
}

export const told = (output: ScenarioOutput): Told => JSON.parse(JSON.stringify(output)) as Told

/**
 * Enrollments in one line each, e.g. `ada: start w@03-05 09:00 ask@03-06 10:30>yes end! | completed done 03-06 10:30`.
 * A visit shows when it was left unless that was at once, and by which path unless that was `next`; `!` = by none, `...` = not yet.
 */
export function tellPaths({ enrollments, counts }: Told): string[] {
  const several = Object.keys(counts).length > 1
  return enrollments.map((e) => {
    const name = `${several ? `${e.journey}/` : ''}${e.customerId}${e.key === null ? '' : `[${JSON.stringify(e.key)}]`}${e.version > 1 ? ` v${e.version}` : ''}`
    const exit = e.exit
      ? ` ${e.exit.reason ?? '-'} ${clock(e.exit.at)}`
      : e.parked
        ? ` ${e.parked.code} ${e.parked.step}`
        : ''
    return [`${name}:`, ...e.history.map(tellVisit), `| ${e.status}${exit}`].join(' ')
  })
}

function tellVisit({ step, visit, enteredAt, leftAt, path }: Told['enrollments'][number]['history'][number]): string {
  const name = visit > 1 ? `${step}#${visit}` : step
  if (leftAt === null) return `${name}...`
  const when = leftAt === enteredAt ? '' : `@${clock(leftAt)}`
  return `${name}${when}${path === null ? '!' : path === 'next' ? '' : `>${path}`}`
}

/** Interactions in one line each, e.g. `ada hello suppressed no-consent 03-02 09:00`; `x2` = two calls to the provider. */
export const tellSent = ({ interactions }: Told): string[] =>
  interactions.map((row) => {
    const calls =
      row.providerCalls > 1 || (row.providerCalls === 1) !== (row.status === 'accepted') ? ` x${row.providerCalls}` : ''
    const quiet = row.channel === 'task' || row.channel === 'coupon' ? '' : calls
    const name = row.visit > 1 ? `${row.step}#${row.visit}` : row.step
    return `${row.customerId} ${name} ${row.status}${row.reason === null ? '' : ` ${row.reason}`} ${clock(row.sentAt ?? row.plannedAt)}${quiet}`
  })

export const tellRefused = ({ refused }: Told): string[] =>
  refused.map((row) => `${row.customerId} ${row.reason} ${clock(row.at)}`)

export const tellGoals = ({ goals }: Told): string[] =>
  goals.map(
    (goal) => `${goal.customerId} ${goal.goal} ${clock(goal.at)}${goal.value === null ? '' : ` = ${goal.value}`}`,
  )

/** `03-02 09:00` in UTC; the year where it is not 2026, seconds and milliseconds where they are not 0. */
function clock(iso: string): string {
  const day = iso.startsWith('2026-') ? iso.slice(5, 10) : iso.slice(0, 10)
  const time = iso.endsWith(':00.000Z')
    ? iso.slice(11, 16)
    : iso.endsWith('.000Z')
      ? iso.slice(11, 19)
      : iso.slice(11, 23)
  return `${day} ${time}`
}
