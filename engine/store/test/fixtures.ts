import type { Mongoose } from 'mongoose'
import type { Customer } from '../../core/model/customer.ts'
import type { Interaction } from '../../core/model/interaction.ts'
import type { Enrollment } from '../../core/model/enrollment.ts'
import type { InputOf } from '../../core/model/input.ts'
import type { Journey } from '../../core/model/journey.ts'
import type { JsonObject } from '../../core/model/json.ts'
import { newCustomer } from '../../core/model/new-customer.ts'
import type { Store } from '../port.ts'

/** An empty workspace; `instance` lets a test get between the store and its driver. */
export interface Opened {
  store: Store
  instance: Mongoose
}
/** Gives the workspace of the running test. */
export type Use = () => Opened

/** Names that are operators, paths or prototypes elsewhere. Built by JSON.parse: a literal `__proto__` would set one. */
export const ODD_NAMES = JSON.parse(`{
  "$set": { "$inc": 1, "a.b": [{ "$where": "1" }] }, "a.b.c": true, "$": "x", "": "empty", ".": 0, "_id": "not me",
  "__proto__": { "polluted": true }, "constructor": "c", "0": "zero", "ключ": "значение", "🙂": "\\u0000", "toJSON": "text"
}`) as JsonObject

export function customerOf(id: string, changes: Partial<Customer> = {}): Customer {
  return { ...newCustomer(id, 1_000, 0), ...changes }
}

export function enrollmentOf(id: string, journeyId: string, changes: Partial<Enrollment> = {}): Enrollment {
  return {
    id,
    journeyId,
    version: 1,
    status: 'active',
    key: null,
    seq: 0,
    order: 0,
    enteredAt: 1_000,
    entryStep: 'entry',
    entry: { data: {} },
    event: null,
    vars: {},
    step: 'wait-1',
    visit: 0,
    arrivedAt: 1_000,
    waiting: null,
    visits: {},
    history: [],
    since: { at: 0, ordinal: 0 },
    stepsRun: 0,
    spilled: 0,
    results: {},
    goals: [],
    exit: null,
    parked: null,
    held: [],
    pausesSeen: 0,
    movesSeen: 0,
    parent: null,
    ...changes,
  }
}

export function eventOf(id: string, customerId: string, changes: Partial<InputOf<'event'>> = {}): InputOf<'event'> {
  return {
    id,
    customerId,
    acceptedAt: 1_000,
    ordinal: 0,
    kind: 'event',
    name: 'order',
    properties: {},
    timestamp: 900,
    ...changes,
  }
}

export function interactionOf(id: string, changes: Partial<Interaction> = {}): Interaction {
  return {
    id,
    customerId: 'ada',
    enrollmentId: 'en_1',
    journeyId: 'welcome',
    version: 1,
    step: 'send-1',
    visit: 0,
    seq: 0,
    order: 0,
    channel: 'email',
    topic: null,
    status: 'planned',
    reason: null,
    plannedAt: 1_000,
    sentAt: null,
    finalAt: null,
    idempotencyKey: id,
    attempts: 0,
    content: {},
    to: null,
    outcomes: {},
    ...changes,
  }
}

export function journeyOf(id: string, name = id): Journey {
  return { format: 1, id, name, steps: [], edges: [] }
}

export function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i)
}

/** Walks a listing to its end. */
export async function allPages<T>(
  read: (cursor?: string) => Promise<{ items: T[]; next: string | null }>,
): Promise<T[][]> {
  const pages: T[][] = []
  let cursor: string | undefined
  do {
    const { items, next } = await read(cursor)
    pages.push(items)
    cursor = next ?? undefined
  } while (cursor !== undefined)
  return pages
}

export async function collect<T>(batches: AsyncIterable<T[]>): Promise<T[]> {
  const all: T[] = []
  for await (const batch of batches) all.push(...batch)
  return all
}
