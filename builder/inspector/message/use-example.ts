import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { JsonObject } from '../../../engine/core/model/json.ts'
import { request } from '../../api/client.ts'
import { useCustomers } from '../../api/hooks.ts'
import type { CustomerDetail, CustomerSummary } from '../../api/types.ts'
import type { MessageAsked } from '../../api/templates.ts'
import { SAMPLE_CUSTOMER, SAMPLE_EVENT, SAMPLE_VARS } from './sample.ts'

/** The customer a preview is made for: searched by name or id; a made-up one until somebody is chosen. */
export interface Example {
  search: string
  setSearch(text: string): void
  people: readonly CustomerSummary[]
  /** Values of the customer, as templates see them. */
  customer: JsonObject
  /** What the server has to be told besides the content. */
  asked: Omit<MessageAsked, 'content'>
}

export function useExample(): Example {
  const [search, setSearch] = useState('')
  const [wanted] = useDebouncedValue(search, 200)
  const { data: found } = useCustomers(wanted)
  const people = found?.pages[0]?.items.slice(0, 8) ?? []
  const chosen = people.find(({ id }) => id === search)?.id ?? null
  const { data: detail } = useQuery({
    queryKey: ['customers', chosen],
    enabled: chosen !== null,
    queryFn: ({ signal }) => request<CustomerDetail>(`/customers/${encodeURIComponent(chosen ?? '')}`, { signal }),
  })
  const customer = chosen === null || detail === undefined ? SAMPLE_CUSTOMER : { id: detail.id, ...detail.traits }
  const who = chosen === null ? { customer: SAMPLE_CUSTOMER } : { customerId: chosen }
  return { search, setSearch, people, customer, asked: { ...who, event: SAMPLE_EVENT, vars: SAMPLE_VARS } }
}
