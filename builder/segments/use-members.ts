import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Condition } from '../../engine/core/model/condition.ts'
import { ApiError, request } from '../api/client.ts'
import type { CustomerSummary } from '../api/types.ts'

export interface Members {
  count: number
  /** Customers looked at. */
  total: number
  /** False where time ran out before everybody was looked at. */
  complete: boolean
  examples: CustomerSummary[]
}

/** How many a rule is true for right now, and some of them. The server counts only so many rules at once: then it is asked again. */
export const useMembers = (when: Condition) =>
  useQuery({
    queryKey: ['segments', 'preview', when],
    queryFn: ({ signal }) => request<Members>('/segments/preview', { method: 'POST', body: { when }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: (failures, error) => failures < 5 && error instanceof ApiError && error.status === 429,
    retryDelay: 2_000,
  })
