import {
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { Journey } from '../../engine/core/model/journey.ts'
import type { SeenNames } from '../../engine/core/model/names.ts'
import { ApiError, request } from './client.ts'
import type {
  CustomerDetail,
  CustomerSummary,
  EnrollmentSummary,
  InteractionDetail,
  InteractionSummary,
  JourneyDetail,
  JourneySummary,
  Page,
  SegmentInfo,
  TemplateInfo,
  TimelineItem,
  WorkspaceSettings,
} from './types.ts'

/** Everything the screens ask of the API. Keys begin with the thing they hold, so that one event can refresh it all. */

/** `ended`: somebody was signed in, and the server does not know them any more. What they have open stays. */
export type Session = boolean | 'ended'

/** @param isAsked false while somebody signs in: an answer from before would come after it, and undo it */
export const useSession = (isAsked = true) =>
  useQuery({
    queryKey: ['session'],
    enabled: isAsked,
    queryFn: async (): Promise<Session> => {
      try {
        const session = await request<{ loggedIn?: boolean } | null>('/session')
        return session?.loggedIn ?? true
      } catch (error) {
        if (error instanceof ApiError && (error.status === 401 || error.status === 403)) return false
        throw error
      }
    },
    staleTime: Infinity,
    retry: false,
  })

export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (key: string) => request('/session', { method: 'POST', body: { key } }),
    onSuccess: async () => {
      client.setQueryData(['session'], true)
      // What was refused meanwhile is asked again.
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
    },
  })
}

export function useSignOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => request('/session', { method: 'DELETE' }),
    onSuccess: () => {
      client.clear()
      client.setQueryData(['session'], false)
    },
  })
}

/** @param enabled false = what is known already, without asking */
export const useJourneys = (enabled = true) =>
  useQuery({ queryKey: ['journeys'], queryFn: ({ signal }) => allOf<JourneySummary>('/journeys', signal), enabled })

export const journeyQuery = (id: string) =>
  queryOptions({
    queryKey: ['journeys', id],
    queryFn: ({ signal }) => request<JourneyDetail>(`/journeys/${encodeURIComponent(id)}`, { signal }),
  })

export const useJourney = (id: string) => useQuery(journeyQuery(id))

export function useCreateJourney() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (journey: Journey) => request<{ id: string }>('/journeys', { method: 'POST', body: journey }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['journeys'] }),
  })
}

export function useDeleteJourney() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => request(`/journeys/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['journeys'] }),
  })
}

/** @param filter members of a segment, those in a stage */
export const useCustomers = (search: string, filter: { segment?: string; stage?: string } = {}) =>
  usePages<CustomerSummary>(['customers', { search, ...filter }], '/customers', {
    ...(search === '' ? {} : { search }),
    ...filter,
  })

export const useCustomer = (id: string) =>
  useQuery({
    queryKey: ['customers', id],
    queryFn: ({ signal }) => request<CustomerDetail>(`/customers/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: 5000,
  })

export const useTimeline = (id: string) =>
  usePages<TimelineItem>(['customers', id, 'timeline'], `/customers/${encodeURIComponent(id)}/timeline`, {}, 5000)

export const useEnrollments = (id: string) =>
  useQuery({
    queryKey: ['customers', id, 'enrollments'],
    queryFn: ({ signal }) => allOf<EnrollmentSummary>(`/customers/${encodeURIComponent(id)}/enrollments`, signal),
    refetchInterval: 5000,
  })

export interface InteractionFilter {
  journey?: string
  step?: string
  channel?: string
  status?: string
  customerId?: string
}

export const useInteractions = (filter: InteractionFilter) =>
  usePages<InteractionSummary>(['interactions', filter], '/interactions', { ...filter }, 5000)

export const useInteraction = (id: string | null) =>
  useQuery({
    queryKey: ['interactions', id],
    enabled: id !== null,
    queryFn: ({ signal }) => request<InteractionDetail>(`/interactions/${encodeURIComponent(id ?? '')}`, { signal }),
  })

export const useSegments = () =>
  useQuery({ queryKey: ['segments'], queryFn: ({ signal }) => allOf<SegmentInfo>('/segments', signal), retry: false })

export const useTemplates = (enabled = true) =>
  useQuery({
    queryKey: ['templates'],
    queryFn: ({ signal }) => allOf<TemplateInfo>('/templates', signal),
    retry: false,
    enabled,
  })

export const usePools = () =>
  useQuery({ queryKey: ['pools'], queryFn: ({ signal }) => allOf<{ id: string }>('/pools', signal), retry: false })

/** Names of what has come in; asked for again when somebody opens another journey later. */
export const useSeenNames = () =>
  useQuery({
    queryKey: ['names'],
    queryFn: ({ signal }) => request<SeenNames>('/names', { signal }),
    staleTime: 60_000,
    retry: false,
  })

export const useWorkspace = () =>
  useQuery({
    queryKey: ['settings'],
    queryFn: ({ signal }) => request<WorkspaceSettings>('/settings/workspace', { signal }),
    retry: false,
  })

/** Saves some of the settings; the others stay as the server has them. */
export function useSaveWorkspace() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (part: Partial<WorkspaceSettings>) => {
      const { timeZone, quietHours } = await request<WorkspaceSettings>('/settings/workspace')
      return request('/settings/workspace', { method: 'PUT', body: { timeZone, quietHours, ...part } })
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['settings'] }),
  })
}

/** A list page by page, the next one on demand. */
function usePages<T>(key: readonly unknown[], path: string, params: Record<string, string>, refetchInterval?: number) {
  return useInfiniteQuery({
    queryKey: key,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ ...params, limit: '50', ...(pageParam === '' ? {} : { cursor: pageParam }) })
      return request<Page<T>>(`${path}?${query}`, { signal })
    },
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    ...(refetchInterval === undefined ? {} : { refetchInterval }),
  })
}

/** The whole of a list that is known to be short: up to ten pages of it. */
async function allOf<T>(path: string, signal: AbortSignal): Promise<T[]> {
  const items: T[] = []
  let cursor: string | null = ''
  for (let page = 0; page < 10 && cursor !== null; page++) {
    const query: string = cursor === '' ? '?limit=200' : `?limit=200&cursor=${encodeURIComponent(cursor)}`
    const answer: Page<T> | T[] = await request(`${path}${query}`, { signal })
    if (Array.isArray(answer)) return answer
    items.push(...answer.items)
    cursor = answer.next ?? null
  }
  return items
}
