import type { Report } from '../../engine/ingest/index.ts'
import type { Segment } from '../../engine/core/model/journey.ts'
import type { WorkspaceCap } from '../../engine/core/model/workspace.ts'

/** What somebody outside does at an instant after the start. Every act is repeated until it is answered. */
export type Act =
  | { act: 'report'; reports: Report[] }
  /** Acknowledged only when it counts. */
  | { act: 'opt-out'; customerId: string; channel: string; topic: string }
  | { act: 'publish'; journey: object; move?: Record<string, string> }
  | { act: 'pause'; journey: string; entries: 'refuse' | 'keep' }
  | { act: 'resume'; journey: string; policy: 'continue' | 'skip' | 'retime' }
  | { act: 'flush' }
  | { act: 'queue'; down: boolean }

/** A small life of a workspace: what is published, who there is, what happens. */
export interface Reference {
  name: string
  journeys: object[]
  customers: { id: string; consent?: string[] }[]
  segments?: Segment[]
  pools?: { id: string; codes: string[] }[]
  /** Frequency caps of the whole workspace. */
  caps?: WorkspaceCap[]
  acts: ({ at: number } & Act)[]
  /** Virtual milliseconds from the start; all is quiet by then. */
  until: number
  /** It depends on who is faster how it ends; only the rules are held against it. */
  open?: true
  /** Several things happen to somebody at nearly the same time. */
  race?: true
  /** The most messages of a channel anybody may get in a calendar day. */
  cap?: { channel: string; perDay: number }
}

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

type Step = { id: string; type: string; config: object; then?: Record<string, string | null> }

/** A journey whose steps follow each other by `next`; `then` names other paths, null = nowhere. */
export function journeyOf(id: string, steps: Step[], more: object = {}): object {
  const edges = steps.flatMap(({ id: from, type, then }, i) => {
    const next = steps[i + 1]?.id
    const paths = then ?? (next === undefined || type === 'exit' ? {} : { next })
    return Object.entries(paths).flatMap(([path, to]) => (to === null ? [] : [{ from, path, to }]))
  })
  return { format: 1, id, name: id, steps: steps.map(({ then: _, ...step }) => step), edges, ...more }
}

export const onEvent = (event: string, policy = 'never'): Step => ({
  id: 'start',
  type: 'entry',
  config: { trigger: { type: 'event', event }, reentry: { policy } },
})

export const mail = (id: string, more: object = {}): Step => ({
  id,
  type: 'send',
  config: {
    channel: 'email',
    topic: 'news',
    content: { subject: `${id} for {{ customer.id }}`, text: 'Hello' },
    ...more,
  },
})

export const end = (reason: string): Step => ({ id: `end-${reason}`, type: 'exit', config: { reason } })

export function happened(at: number, customerId: string, name: string, properties: object = {}): { at: number } & Act {
  const id = `${customerId}-${name}-${at}`
  return {
    at,
    act: 'report',
    reports: [
      {
        id,
        customerId,
        body: { kind: 'event', name, properties: properties as never, timestamp: START + at, messageId: id },
      },
    ],
  }
}

/** Monday, 2 March 2026, 09:00 UTC. */
export const START = Date.UTC(2026, 2, 2, 9)
