import type { TFunction } from 'i18next'
import type { Condition, EventCondition, FieldCondition } from '../../engine/core/model/condition.ts'
import type { Json } from '../../engine/core/model/json.ts'
import { durationInWords } from './duration.ts'
import { listOf } from './list.ts'
import { idsOnly, type WordNames } from './names.ts'

/** A condition as a sentence without its end: "the customer’s country is “DE” and did “Order Completed”". */
export function conditionInWords(condition: Condition, t: TFunction, names: WordNames = idsOnly): string {
  if ('all' in condition) return group(condition.all, 'and', t, names)
  if ('any' in condition) return group(condition.any, 'or', t, names)
  if ('field' in condition) return fieldCondition(condition, t)
  if ('event' in condition) return eventCondition(condition, t, names)
  if ('not' in condition) {
    const denied = simple(condition.not, 'not', t, names)
    return denied ?? t('words.condition.otherwise', { text: conditionInWords(condition.not, t, names) })
  }
  return simple(condition, 'is', t, names) ?? ''
}

/** What is or is not so, of conditions that have a short way to say both; null = this one has none. */
function simple(condition: Condition, how: 'is' | 'not', t: TFunction, names: WordNames): string | null {
  const say = (kind: string, values: Record<string, string>): string => t(`words.condition.${how}.${kind}`, values)
  if ('segment' in condition) return say('segment', { segment: names.segment(condition.segment) })
  if ('stage' in condition) return say('stage', { stage: t(`common.stage.${condition.stage}`) })
  if ('tag' in condition) return say('tag', { tag: condition.tag })
  if ('consent' in condition) {
    const { topic, channel } = condition.consent
    return say('consent', { topic: names.topic(topic), channel: channelInWords(channel, t) })
  }
  if (!('interaction' in condition)) return null
  const { step, outcome } = condition.interaction
  return say('interaction', { step: names.step(step), outcome: outcomeInWords(outcome, t) })
}

export const channelInWords = (channel: string, t: TFunction): string =>
  t(`messages.channel.${channel}`, { defaultValue: channel })

export const outcomeInWords = (outcome: string, t: TFunction): string =>
  t(`words.outcome.${outcome}`, { defaultValue: outcome })

/** `customer.country` → "the customer’s country". */
export function fieldInWords(field: string, t: TFunction): string {
  const [root = '', ...rest] = field.split('.')
  const name = rest.join('.')
  if (root === 'loyalty' || root === 'score') return t(`words.field.${name}`, { defaultValue: field })
  if (name.startsWith('$')) return t(`words.own.${root}.${name.slice(1)}`, { defaultValue: field })
  return t(`words.field.${root}`, { name, defaultValue: field })
}

export function valueInWords(value: Json | undefined, t: TFunction): string {
  if (value === undefined) return t('words.value.missing')
  if (value === null) return t('words.value.null')
  if (typeof value === 'boolean') return t(value ? 'words.value.true' : 'words.value.false')
  if (typeof value === 'string') return t('words.value.text', { text: value })
  if (Array.isArray(value))
    return value.length === 0
      ? t('words.value.missing')
      : listOf(
          value.map((item) => valueInWords(item, t)),
          'unit',
        )
  return typeof value === 'number' ? String(value) : JSON.stringify(value)
}

function group(parts: readonly Condition[], how: 'and' | 'or', t: TFunction, names: WordNames): string {
  if (parts.length === 0) return t(how === 'and' ? 'words.condition.always' : 'words.condition.never')
  const said = parts.map((part) => {
    const text = conditionInWords(part, t, names)
    const inner = 'all' in part ? part.all : 'any' in part ? part.any : []
    return parts.length > 1 && inner.length > 1 ? t('words.condition.group', { text }) : text
  })
  return said.join(t(`words.condition.${how}`))
}

function fieldCondition({ field, op, value, valueField }: FieldCondition, t: TFunction): string {
  const said = fieldInWords(field, t)
  if (op === 'between' && valueField === undefined) {
    const [from, to] = Array.isArray(value) ? value : []
    return t('words.op.between', { field: said, from: valueInWords(from, t), to: valueInWords(to, t) })
  }
  const isSpan = op === 'withinLast' || op === 'withinNext'
  const compared =
    valueField !== undefined
      ? fieldInWords(valueField, t)
      : isSpan && typeof value === 'string'
        ? durationInWords(value, t)
        : valueInWords(value, t)
  return t(`words.op.${alone(op, value)}`, { field: said, value: compared })
}

/** "One of" a single value is that value. */
function alone(op: FieldCondition['op'], value: Json | undefined): FieldCondition['op'] {
  const isOne = Array.isArray(value) && value.length === 1
  return !isOne ? op : op === 'in' ? 'eq' : op === 'nin' ? 'ne' : op
}

function eventCondition(
  { event, where, count, within, since }: EventCondition,
  t: TFunction,
  names: WordNames,
): string {
  let text = howOften(event, count, t)
  if (within !== undefined) text = t('words.condition.within', { text, duration: durationInWords(within, t) })
  if (since === 'entry') text = t('words.condition.sinceEntry', { text })
  return where === undefined ? text : t('words.condition.where', { text, where: conditionInWords(where, t, names) })
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
