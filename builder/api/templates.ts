import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Template } from '../../engine/core/model/journey.ts'
import type { JsonObject } from '../../engine/core/model/json.ts'
import type { Problem } from '../../engine/core/model/problem.ts'
import { request } from './client.ts'

/** A message as the server makes it, and for whom. */
export interface MessageAsked {
  content: JsonObject
  customerId?: string
  customer?: JsonObject
  event?: JsonObject
  vars?: JsonObject
}

export interface MessageMade {
  content: JsonObject
  problems: Problem[]
}

/** The message as it would go out, made by the code that makes the real ones. The last one stays while the next is made. */
export const useMadeMessage = (asked: MessageAsked) =>
  useQuery({
    queryKey: ['made', asked],
    queryFn: ({ signal }) => request<MessageMade>('/templates/render', { method: 'POST', body: asked, signal }),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
    gcTime: 60_000,
  })

export const useTestMessage = () =>
  useMutation({
    mutationFn: (asked: MessageAsked & { channel: string; to: string }) =>
      request<MessageMade & { isLocal: boolean }>('/templates/test', { method: 'POST', body: asked }),
  })

export function useSaveTemplate() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, ...template }: Template) =>
      request<{ template: Template }>(`/templates/${encodeURIComponent(id)}`, { method: 'PUT', body: template }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['templates'] }),
  })
}
