import type { Json } from './json.ts'

export const OPERATORS = [
  'eq',
  'ne',
  'gt',
  'gte',
  'lt',
  'lte',
  'between',
  'in',
  'nin',
  'contains',
  'startsWith',
  'endsWith',
  'matches',
  'exists',
  'missing',
  'before',
  'after',
  'withinLast',
  'withinNext',
  'isToday',
  'anniversaryToday',
] as const
export type Operator = (typeof OPERATORS)[number]

/** Roots a field path may start with, e.g. `customer.country` or `event.$name`. */
export const FIELD_ROOTS = ['customer', 'event', 'entry', 'vars', 'loyalty', 'score'] as const

/** How often something happened: every bound that is given must hold. */
export interface CountBounds {
  eq?: number
  gt?: number
  gte?: number
  lt?: number
  lte?: number
}

export interface FieldCondition {
  field: string
  op: Operator
  value?: Json
  valueField?: string
}

export interface EventCondition {
  event: string
  where?: Condition
  /** Defaults to `{ gte: 1 }`. */
  count?: CountBounds
  /** ISO duration looking back from now, both ends included, by the event's own timestamp. */
  within?: string
  since?: 'entry'
}

/** A question about one customer, answered at the moment of decision. */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | FieldCondition
  | EventCondition
  | { segment: string }
  | { stage: Stage }
  | { tag: string }
  | { interaction: { step: string; outcome: string } }
  | { consent: { channel: string; topic: string } }

/** The six lifecycle stages, in the order customers usually meet them. */
export const STAGES = ['awareness', 'evaluation', 'purchase', 'use', 'retention', 'win-back'] as const
export type Stage = (typeof STAGES)[number]
