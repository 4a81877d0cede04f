import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { request } from '../api/client.ts'

/** A share with the interval it lies in 95 times out of 100; null where there is nobody to count. */
export interface Rate {
  count: number
  of: number
  rate: number | null
  low: number | null
  high: number | null
}

export interface Group {
  /** Path of a split, `treated` or `holdout`. */
  name: string
  people: number
  goals: { goal: string; reached: Rate; value: number; valuePerPerson: number | null }[]
}

export interface Difference {
  goal: string
  group: string
  against: string
  estimate: number | null
  low: number | null
  high: number | null
}

export interface Comparison {
  step: string | null
  groups: Group[]
  differences: Difference[]
}

export interface Results {
  asOf: string
  all: Group
  holdout: Comparison | null
  splits: Comparison[]
}

/** @param query which passages are meant, as a query of the API; empty = all */
export const useResults = (id: string, query = '', enabled = true) =>
  useQuery({
    queryKey: ['journeys', id, 'results', query],
    enabled,
    queryFn: ({ signal }) => request<Results>(`/journeys/${encodeURIComponent(id)}/results?${query}`, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  })
