import type { Condition } from '../../model/condition.ts'
import type { Customer } from '../../model/customer.ts'
import type { Enrollment, StepResult } from '../../model/enrollment.ts'
import type { CustomerEvent } from '../../model/input.ts'
import type { JsonObject } from '../../model/json.ts'
import { newCustomer } from '../../model/new-customer.ts'
import type { ConditionScope } from '../index.ts'

export const at = (text: string): number => Date.parse(text)
export const NOW = at('2026-05-10T12:00:00Z')

export function customer(change: Partial<Customer> = {}): Customer {
  return { ...newCustomer('ada', 0, 1), rev: 1, seq: 1, ...change }
}

let events = 0
export function event(
  name: string,
  timestamp: number,
  properties: JsonObject = {},
  acceptedAt = timestamp,
): CustomerEvent {
  events += 1
  return { id: `e${events}`, name, properties, timestamp, acceptedAt, ordinal: events }
}

export function enrollment(results: Record<string, StepResult>, visits: Record<string, number> = {}): Enrollment {
  return {
    id: 'en',
    journeyId: 'j',
    version: 1,
    status: 'active',
    key: null,
    seq: 1,
    order: 1,
    enteredAt: 0,
    entryStep: 'start',
    entry: { data: {} },
    event: null,
    vars: {},
    step: 'later',
    visit: 1,
    arrivedAt: 0,
    waiting: null,
    visits,
    history: [],
    since: { at: 0, ordinal: 0 },
    stepsRun: 0,
    spilled: 0,
    results,
    goals: [],
    exit: null,
    parked: null,
    held: [],
    pausesSeen: 0,
    movesSeen: 0,
    parent: null,
  }
}

export interface ScopeChange extends Partial<ConditionScope> {
  traits?: JsonObject
  events?: readonly CustomerEvent[]
  segments?: Record<string, Condition>
}

export function scope({ traits, events: past, segments, ...change }: ScopeChange = {}): ConditionScope {
  return {
    customer: customer({ traits: traits ?? {} }),
    now: NOW,
    zone: 'UTC',
    event: null,
    entry: {},
    vars: {},
    enrollment: null,
    entryEvent: null,
    enteredAt: 0,
    key: null,
    history: () => past ?? [],
    segment: (id) => segments?.[id],
    ...change,
  }
}
