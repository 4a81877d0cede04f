import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { SendStatus } from '../../engine/core/model/interaction.ts'
import type { EnrollmentStatus } from '../../engine/core/model/enrollment.ts'
import type { JsonObject } from '../../engine/core/model/json.ts'
import { request } from '../api/client.ts'
import type { InteractionSummary, Page, TimelineItem } from '../api/types.ts'
import type { Moment, Passage, PassageMessage } from './passage.ts'

/** A passage as the API tells it; instants are ISO strings. */
interface Told {
  id: string
  journey: string
  version: number
  status: EnrollmentStatus
  step: string | null
  enteredAt: string
  waitsUntil: string | null
  exit: { reason: string | null; at: string } | null
  parked: { code: string; detail: string; at: string } | null
  goals: { goal: string; at: string; value: number | null }[]
  history: {
    step: string
    visit: number
    enteredAt: string
    leftAt: string | null
    path: string | null
    why: JsonObject | null
  }[]
}

export type EnrollmentDetail = Omit<Told, 'history' | 'goals' | 'parked'> & { passage: Omit<Passage, 'messages'> }

export const usePassages = (customerId: string) =>
  useQuery({
    queryKey: ['customers', customerId, 'enrollments', 'full'],
    refetchInterval: 10_000,
    queryFn: async ({ signal }) => {
      const page = await request<Page<Told>>(`/customers/${encodeURIComponent(customerId)}/enrollments?limit=50`, {
        signal,
      })
      return page.items.map(readPassage)
    },
  })

/** Every message of one passage, with what came back. */
export const useCustomerMessages = (customerId: string, enrollmentId: string) =>
  useQuery({
    queryKey: ['customers', customerId, 'messages', enrollmentId],
    refetchInterval: 10_000,
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ customerId, limit: '200' })
      const page = await request<Page<InteractionSummary & { enrollmentId: string; finalAt: string | null }>>(
        `/interactions?${query}`,
        { signal },
      )
      return page.items.filter((row) => row.enrollmentId === enrollmentId).map(readMessage)
    },
  })

/** What the customer did by themselves during a passage. */
export function useDeeds(customerId: string, { enteredAt, exit }: Pick<Told, 'enteredAt' | 'exit'>): Moment[] {
  const { data } = useQuery({
    queryKey: ['customers', customerId, 'timeline', 'deeds'],
    refetchInterval: 10_000,
    queryFn: ({ signal }) =>
      request<Page<TimelineItem>>(`/customers/${encodeURIComponent(customerId)}/timeline?limit=200`, { signal }),
  })
  const until = exit?.at
  return useMemo(() => {
    const [from, to] = [Date.parse(enteredAt) - 1_000, until === undefined ? Infinity : Date.parse(until)]
    return (data?.items ?? []).flatMap((item): Moment[] => {
      const at = Date.parse(item.at)
      if (at < from || at > to) return []
      if (item.kind === 'event')
        return [
          {
            at,
            step: null,
            kind: 'deed',
            name: String(item['name'] ?? ''),
            properties: (item['properties'] ?? {}) as JsonObject,
          },
        ]
      if (item.kind === 'answer')
        return [{ at, step: null, kind: 'change', what: 'answer', value: item['value'] ?? null }]
      return item.kind === 'task' ? [{ at, step: null, kind: 'change', what: 'task', value: null }] : []
    })
  }, [data, enteredAt, until])
}

function readPassage({ history, goals, parked, ...told }: Told): EnrollmentDetail {
  const { status, enteredAt, exit } = told
  return {
    ...told,
    passage: {
      status,
      enteredAt: Date.parse(enteredAt),
      visits: history.map(({ enteredAt, leftAt, why, ...visit }) => ({
        ...visit,
        enteredAt: Date.parse(enteredAt),
        leftAt: leftAt === null ? null : Date.parse(leftAt),
        ...(why === null ? {} : { why }),
      })),
      goals: goals.map((goal) => ({ ...goal, at: Date.parse(goal.at) })),
      exit: exit && { reason: exit.reason, at: Date.parse(exit.at) },
      parked: parked && { code: parked.code, detail: parked.detail, at: Date.parse(parked.at) },
    },
  }
}

function readMessage(row: InteractionSummary & { finalAt: string | null }): PassageMessage {
  const { id, step, channel, status, reason, subject = null, plannedAt, sentAt, finalAt, outcomes = {} } = row
  return {
    id,
    step,
    channel,
    status: status as SendStatus,
    reason,
    subject,
    plannedAt: Date.parse(plannedAt),
    at: Date.parse(sentAt ?? finalAt ?? plannedAt),
    outcomes: Object.fromEntries(Object.entries(outcomes).map(([outcome, at]) => [outcome, Date.parse(String(at))])),
  }
}
