import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Stage } from '../../engine/core/model/condition.ts'
import { request } from '../api/client.ts'
import type { EnrollmentSummary } from '../api/types.ts'

const at = (id: string): string => `/customers/${encodeURIComponent(id)}`

export interface ConsentChange {
  channel: string
  topic: string
  allowed: boolean
}

/** A withdrawal is answered only when nothing of the topic leaves any more. */
export const useSetConsent = (id: string) =>
  useCustomerAction<ConsentChange>(id, (body) => request(`${at(id)}/consent`, { method: 'PUT', body }))

export const useSetStage = (id: string) =>
  useCustomerAction<Stage>(id, (to) => request(`${at(id)}/stage`, { method: 'PUT', body: { to } }))

export const useLiftSuppression = (id: string) =>
  useCustomerAction<string>(id, (channel) =>
    request(`${at(id)}/suppression`, { method: 'PUT', body: { channel, lifted: true } }),
  )

export type Command = 'retry' | 'skip' | 'exit'

/** @returns the passage as it stands then; a step that is tried again may be parked again */
export const useCommand = (customerId: string, enrollmentId: string) =>
  useCustomerAction<Command, EnrollmentSummary>(customerId, (command) =>
    request(`/enrollments/${encodeURIComponent(enrollmentId)}/commands`, {
      method: 'POST',
      body: { customerId, command },
    }),
  )

/** Lists and numbers change with it as well. */
export function useErase(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => request(at(id), { method: 'DELETE' }),
    onSuccess: () => {
      client.removeQueries({ queryKey: ['customers', id] })
      void client.invalidateQueries()
    },
  })
}

function useCustomerAction<V, R = unknown>(id: string, mutationFn: (variables: V) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({ mutationFn, onSuccess: () => client.invalidateQueries({ queryKey: ['customers', id] }) })
}
