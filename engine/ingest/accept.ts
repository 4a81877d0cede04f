import type { Input, InputBody } from '../core/model/input.ts'
import type { Queue } from '../queue/index.ts'
import type { Store } from '../store/port.ts'
import { traceOf, type Tracing, untraced } from '../tracing/port.ts'
import type { Names } from './names.ts'

/** Something said about a customer, with the id under which it counts once. */
export interface Report {
  id: string
  customerId: string
  body: InputBody
}

export type Acceptance = 'new' | 'duplicate' | 'conflict'

export interface Ingest {
  /** Stores reports durably, then wakes the workers. Order of the list = order of acceptance. */
  accept(reports: readonly Report[]): Promise<Acceptance[]>
  /** The same, and waits until the customers' turns have applied them: an opt-out counts before it is acknowledged. */
  acceptAndApply(reports: readonly Report[]): Promise<Acceptance[]>
}

export interface IngestPorts {
  store: Store
  queue: Queue
  now(): number
  /** Runs turns of these customers in this process. */
  advance(customerIds: readonly string[]): Promise<void>
  tracing?: Tracing
  names?: Names
}

/** More customers than this in one call are an import: nobody of them waits for an answer. */
const CROWD = 100

/** Inputs of one instant are numbered by a counter of this process, from `firstOrdinal` on. */
export function createIngest(
  { store, queue, now, advance, tracing = untraced, names }: IngestPorts,
  firstOrdinal = 0,
): Ingest {
  let ordinal = firstOrdinal
  function append(reports: readonly Report[]): Promise<Acceptance[]> {
    const attributes = { 'perennial.inputs': reports.length }
    return tracing.run('accept', { kind: 'producer', attributes }, async (span) => {
      const at = now()
      const inputs = reports.map(
        ({ id, customerId, body }): Input => ({
          id,
          customerId,
          acceptedAt: at,
          ordinal: ordinal++,
          ...traceOf(span),
          ...body,
        }),
      )
      const accepted = await store.inputs.append(inputs)
      names?.note(inputs)
      return accepted
    })
  }
  const customersOf = (reports: readonly Report[]): string[] => [...new Set(reports.map((report) => report.customerId))]
  return {
    async accept(reports) {
      const accepted = await append(reports)
      const fresh = customersOf(reports.filter((_, i) => accepted[i] === 'new'))
      // A lost hint costs seconds: the sweeper finds inputs that stay pending.
      if (fresh.length > 0) await queue.hint(fresh.length > CROWD ? 'advance-crowd' : 'advance', fresh)
      return accepted
    },
    async acceptAndApply(reports) {
      const accepted = await append(reports)
      await advance(customersOf(reports))
      return accepted
    },
  }
}
