import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Journey } from '../../engine/core/model/journey.ts'
import type { Problem } from '../../engine/core/model/problem.ts'
import { request } from '../api/client.ts'
import type { Page } from '../api/types.ts'

const at = (id: string): string => `/journeys/${encodeURIComponent(id)}`

export type Move = Record<string, string>

export interface MovePreview {
  steps: { step: string; version: number; people: number; goesTo: string; problem?: string }[]
  total: number
  problems: Problem[]
}

export interface VersionSummary {
  version: number
  publishedAt: string
  note: string | null
  isLive: boolean
}

/** Who stands where, and where they would go. */
export const useMovePreview = (id: string, move: Move, enabled: boolean) =>
  useQuery({
    queryKey: ['journeys', id, 'preview', move],
    enabled,
    queryFn: ({ signal }) => request<MovePreview>(`${at(id)}/preview`, { method: 'POST', body: { move }, signal }),
    placeholderData: keepPreviousData,
  })

/** What the server, which knows the whole workspace, finds wrong with a journey. */
export const useServerProblems = (journey: Journey) =>
  useQuery({
    queryKey: ['validate', journey],
    queryFn: ({ signal }) =>
      request<{ problems: Problem[] }>('/journeys/validate', { method: 'POST', body: journey, signal }),
  })

export const useVersions = (id: string, enabled = true) =>
  useQuery({
    queryKey: ['journeys', id, 'versions'],
    enabled,
    queryFn: async ({ signal }) =>
      (await request<Page<VersionSummary>>(`${at(id)}/versions?limit=100`, { signal })).items,
  })

export const useVersion = (id: string, version: number | null) =>
  useQuery({
    queryKey: ['journeys', id, 'versions', version],
    enabled: version !== null,
    staleTime: Infinity,
    queryFn: ({ signal }) =>
      request<VersionSummary & { journey: Journey }>(`${at(id)}/versions/${version}`, { signal }),
  })

export function usePublish(id: string) {
  return useJourneyAction<{ move: Move; note: string; draftRev: number | null }, { version: number }>(
    id,
    ({ move, note, draftRev }) =>
      request<{ version: number }>(`${at(id)}/publish`, {
        method: 'POST',
        body: { ...(Object.keys(move).length === 0 ? {} : { move }), ...(note === '' ? {} : { note }) },
        ...(draftRev === null ? {} : { headers: { 'if-match': `"${draftRev}"` } }),
      }),
  )
}

export type StateAction =
  | { action: 'pause'; entries: 'refuse' | 'keep' }
  | { action: 'resume'; policy: 'continue' | 'skip' | 'retime' }
  | { action: 'stop' | 'archive' }

export const useStateAction = (id: string) =>
  useJourneyAction<StateAction, unknown>(id, ({ action, ...body }) =>
    request(`${at(id)}/${action}`, { method: 'POST', body }),
  )

/** Puts a version in place of the draft; nothing changes for anybody until that is published. */
export const useRestore = (id: string) =>
  useJourneyAction<{ journey: Journey; draftRev: number | null }, unknown>(id, ({ journey, draftRev }) =>
    request(`${at(id)}/draft`, {
      method: 'PUT',
      body: journey,
      headers: { 'if-match': draftRev === null ? '*' : `"${draftRev}"` },
    }),
  )

function useJourneyAction<V, R>(id: string, mutationFn: (variables: V) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['journeys', id] })
      await client.invalidateQueries({ queryKey: ['journeys'], exact: true })
    },
  })
}
