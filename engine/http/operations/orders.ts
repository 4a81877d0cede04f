import { randomUUID } from 'node:crypto'
import { derivedId } from '../../core/hash.ts'
import type { InputBody } from '../../core/model/input.ts'
import { ProblemError } from '../../problem.ts'
import type { Call } from '../route.ts'

type AnyCall = Pick<Call<unknown, unknown, unknown>, 'request' | 'caller' | 'services'>

/** One thing an operator wants done to one of many; `about` is what it concerns, and counts once per run. */
export interface Order {
  about: string
  customerId: string
  body: InputBody
}

/**
 * Gives orders and waits until they are carried out. With `Idempotency-Key` a run that is repeated, in part or whole, does
 * nothing twice.
 * @returns the ids of the inputs, in order
 */
export async function carryOut(call: AnyCall, orders: readonly Order[]): Promise<string[]> {
  const key = call.request.headers['idempotency-key'] ?? randomUUID()
  const reports = orders.map(({ about, customerId, body }) => {
    return { id: derivedId('op', call.caller.key.id, call.request.path, String(key), about), customerId, body }
  })
  if (reports.length === 0) return []
  const verdicts = await call.services.ingest.acceptAndApply(reports)
  if (verdicts.includes('conflict')) {
    const detail = 'This Idempotency-Key was used before for another request. Use a new one for each run.'
    throw new ProblemError(422, 'idempotency-key-reused', detail)
  }
  return reports.map(({ id }) => id)
}

/** Operators are few and what they do matters: it is always in the log. */
export function noteOrder({ caller, services }: AnyCall, action: string, fields: Record<string, unknown>): void {
  services.log.warn({ action, key: caller.key.id, ...fields }, 'operator')
}
