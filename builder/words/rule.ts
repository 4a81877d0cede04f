import type { TFunction } from 'i18next'
import type { ExitRule, Goal, Journey } from '../../engine/core/model/journey.ts'
import { conditionInWords } from './condition.ts'
import { idsOnly, type WordNames } from './names.ts'
import { faultInWords } from './reason.ts'

/** What a goal or a rule for leaving is called: its name, else what brings it about. */
export function ruleInWords(rule: Goal | ExitRule, t: TFunction, names: WordNames = idsOnly): string {
  const { id, event = '', where, when } = rule
  const name = 'name' in rule ? (rule.name ?? '').trim() : ''
  if (name !== '') return name
  if (when !== undefined) return conditionInWords(when, t, names)
  if (event === '') return id
  return where === undefined
    ? event
    : t('words.condition.where', { text: event, where: conditionInWords(where, t, names) })
}

/** @param journeys versions of a journey; the first that has the goal tells */
export function goalInWords(
  id: string,
  journeys: readonly Pick<Journey, 'goals'>[],
  t: TFunction,
  names?: WordNames,
): string {
  const goal = journeys.flatMap(({ goals = [] }) => goals).find((goal) => goal.id === id)
  return goal === undefined ? id : ruleInWords(goal, t, names)
}

/** Why a passage ended: a goal, a rule for leaving or a colleague; else the words of an exit step. */
export function endInWords(
  { status, reason }: { status: string; reason: string },
  { goals = [], exits = [] }: Pick<Journey, 'goals' | 'exits'>,
  t: TFunction,
  names?: WordNames,
): string {
  if (status === 'failed') return faultInWords(reason, t)
  if (status !== 'exited') return reason
  const exit = exits.find(({ id }) => id === reason)
  if (exit !== undefined) return ruleInWords(exit, t, names)
  const goal = goals.find(({ id }) => id === reason)
  if (goal !== undefined) return t('customers.endedByGoal', { goal: ruleInWords(goal, t, names) })
  return BY_HAND.has(reason) ? t('customers.endedByHand') : reason
}

const BY_HAND = new Set(['removed', 'operator'])
