import type { Condition } from '../../engine/core/model/condition.ts'

export interface ClauseProps<T extends Condition = Condition> {
  value: T
  onChange: (value: Condition | undefined) => void
}

/** The kinds of question a condition is made of, in the order they are offered. */
export const CLAUSES = ['field', 'event', 'segment', 'stage', 'tag', 'interaction', 'consent'] as const
export type ClauseKind = (typeof CLAUSES)[number] | 'group' | 'not'

export function kindOf(condition: Condition): ClauseKind {
  if ('all' in condition || 'any' in condition) return 'group'
  if ('not' in condition) return 'not'
  const kind = CLAUSES.find((kind) => kind in condition)
  return kind ?? 'field'
}

/** A question to begin with. */
export function newClause(kind: ClauseKind): Condition {
  switch (kind) {
    case 'field':
      return { field: 'customer.country', op: 'eq', value: '' }
    case 'event':
      return { event: 'Order Completed' }
    case 'segment':
      return { segment: '' }
    case 'stage':
      return { stage: 'use' }
    case 'tag':
      return { tag: '' }
    case 'interaction':
      return { interaction: { step: '', outcome: 'opened' } }
    case 'consent':
      return { consent: { channel: 'email', topic: '' } }
    case 'group':
      return { all: [newClause('field')] }
    case 'not':
      return { not: newClause('field') }
  }
}

/** What an operator compares with. */
export const OPERAND: Record<string, 'none' | 'one' | 'list' | 'range' | 'duration'> = {
  exists: 'none',
  missing: 'none',
  isToday: 'none',
  anniversaryToday: 'none',
  in: 'list',
  nin: 'list',
  between: 'range',
  withinLast: 'duration',
  withinNext: 'duration',
}
