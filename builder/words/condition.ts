import type { TFunction } from 'i18next'
import type { Condition, EventCondition, FieldCondition } from '../../engine/core/model/condition.ts'
import type { Json } from '../../engine/core/model/json.ts'
import { durationInWords } from './duration.ts'
import { listOf } from './list.ts'

/** What people call the things that a condition names by id. */
export interface ConditionNames {
  segment(id: string): string
}

const idsOnly: ConditionNames = { segment: (id) => id }

/** A condition as a sentence without its end: "the customer’s country is “DE” and did “Order Completed”". */
export function conditionInWords(condition: Condition, t: TFunction, names: ConditionNames = idsOnly): string {
  if ('all' in condition) return group(condition.all, 'conjunction', t, names)
  if ('any' in condition) return group(condition.any, 'disjunction', t, names)
  if ('not' in condition) return t('words.condition.not', { text: conditionInWords(condition.not, t, names) })
  if ('field' in condition) return fieldCondition(condition, t)
  if ('event' in condition) return eventCondition(condition, t)
  if ('segment' in condition) return t('words.condition.segment', { segment: names.segment(condition.segment) })
  if ('stage' in condition) return t('words.condition.stage', { stage: t(`common.stage.${condition.stage}`) })
  if ('tag' in condition) return t('words.condition.tag', { tag: condition.tag })
  if ('interaction' in condition) {
    const { step, outcome } = condition.interaction
    return t('words.condition.interaction', { step, outcome: outcomeInWords(outcome, t) })
  }
  return t('words.condition.consent', condition.consent)
}

export const outcomeInWords = (outcome: string, t: TFunction): string =>
  t(`words.outcome.${outcome}`, { defaultValue: outcome })

/** `customer.country` → "the customer’s country". */
export function fieldInWords(field: string, t: TFunction): string {
  const [root = '', ...rest] = field.split('.')
  const name = rest.join('.')
  if (root === 'loyalty' || root === 'score') return t(`words.field.${name}`, { defaultValue: field })
  return t(`words.field.${root}`, { name, defaultValue: field })
}

export function valueInWords(value: Json | undefined, t: TFunction): string {
  if (value === undefined) return t('words.value.missing')
  if (value === null) return t('words.value.null')
  if (typeof value === 'boolean') return t(value ? 'words.value.true' : 'words.value.false')
  if (typeof value === 'string') return t('words.value.text', { text: value })
  if (Array.isArray(value)) return listOf(value.map((item) => valueInWords(item, t)))
  return typeof value === 'number' ? String(value) : JSON.stringify(value)
}

function group(
  parts: readonly Condition[],
  type: 'conjunction' | 'disjunction',
  t: TFunction,
  names: ConditionNames,
): string {
  if (parts.length === 0) return t(type === 'conjunction' ? 'words.condition.always' : 'words.condition.never')
  const said = parts.map((part) => {
    const text = conditionInWords(part, t, names)
    const inner = 'all' in part ? part.all : 'any' in part ? part.any : []
    return parts.length > 1 && inner.length > 1 ? t('words.condition.group', { text }) : text
  })
  return listOf(said, type)
}

function fieldCondition({ field, op, value, valueField }: FieldCondition, t: TFunction): string {
  const isSpan = op === 'withinLast' || op === 'withinNext'
  const compared =
    valueField !== undefined
      ? fieldInWords(valueField, t)
      : isSpan && typeof value === 'string'
        ? durationInWords(value, t)
        : valueInWords(value, t)
  return t(`words.op.${op}`, { field: fieldInWords(field, t), value: compared })
}

function eventCondition({ event, where, count, within, since }: EventCondition, t: TFunction): string {
  let text = howOften(event, count, t)
  if (where !== undefined) text = t('words.condition.where', { text, where: conditionInWords(where, t) })
  if (within !== undefined) text = t('words.condition.within', { text, duration: durationInWords(within, t) })
  return since === 'entry' ? t('words.condition.sinceEntry', { text }) : text
}

function howOften(event: string, count: EventCondition['count'], t: TFunction): string {
  if (count === undefined) return t('words.condition.did', { event })
  const min = count.eq ?? count.gte ?? (count.gt === undefined ? undefined : count.gt + 1)
  const max = count.eq ?? count.lte ?? (count.lt === undefined ? undefined : count.lt - 1)
  if (max === 0) return t('words.condition.didNever', { event })
  if (min !== undefined && min === max) return t('words.condition.didExactly', { event, count: min })
  if (min !== undefined && max !== undefined) return t('words.condition.didBetween', { event, min, max })
  if (max !== undefined) return t('words.condition.didAtMost', { event, count: max })
  return (min ?? 1) <= 1 ? t('words.condition.did', { event }) : t('words.condition.didAtLeast', { event, count: min })
}
