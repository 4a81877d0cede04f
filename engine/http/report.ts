import { randomUUID } from 'node:crypto'
import { derivedId } from '../core/hash.ts'
import type { InputBody } from '../core/model/input.ts'
import { ProblemError } from '../problem.ts'
import type { Call } from './route.ts'
import type { Services } from './services.ts'

type AnyCall = Pick<Call<unknown, unknown, unknown>, 'request' | 'caller' | 'services'>

/**
 * Says something about a customer and waits until their turn has taken it in. With `Idempotency-Key`, a repeat changes
 * nothing and is answered alike, for as long as the input is kept.
 *
 * @returns the id of the input
 * @throws ProblemError 422 when the key was used for something else, 400 when it is none
 */
export async function applyReport(call: AnyCall, customerId: string, body: InputBody): Promise<string> {
  const id = inputId(call)
  const [verdict] = await call.services.ingest.acceptAndApply([{ id, customerId, body }])
  if (verdict !== 'conflict') return id
  const detail = 'This Idempotency-Key was used before for another request. Use a new one for each thing you ask for.'
  throw new ProblemError(422, 'idempotency-key-reused', detail)
}

/** The key counts for one caller at one address. */
function inputId({ request, caller }: AnyCall): string {
  const key = request.headers['idempotency-key']
  if (key === undefined) return `api-${randomUUID()}`
  if (typeof key === 'string' && /^[\x21-\x7e]{1,255}$/.test(key)) {
    return derivedId('ik', caller.key.id, request.method, request.baseUrl + request.path, key)
  }
  const detail = 'Idempotency-Key may have 1 to 255 printable characters without spaces.'
  throw new ProblemError(400, 'invalid-idempotency-key', detail)
}

/** Bytes of a claimed send leave within this time of the claim, or not at all. Milliseconds. */
const IN_FLIGHT_MS = 2_000
const LOOK_MS = 50

/** Resolves when nothing that is claimed now can begin to leave any more. */
export const untilCallsEnd = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, IN_FLIGHT_MS))

/**
 * After an opt-out has been stored, what was claimed before it may still be leaving. Once this resolves, nothing more
 * does: the opt-out can be confirmed.
 * @param topic null = every topic
 */
export async function untilNothingLeaves(
  { store, monotonic }: Pick<Services, 'store' | 'monotonic'>,
  customerId: string,
  channel: string,
  topic: string | null,
): Promise<void> {
  const until = monotonic() + IN_FLIGHT_MS
  while (monotonic() < until) {
    const customer = (await store.customers.load([customerId])).get(customerId)
    const isLeaving = customer?.sends.some(
      (send) => send.status === 'sending' && send.channel === channel && (topic === null || send.topic === topic),
    )
    if (!isLeaving) return
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
}
