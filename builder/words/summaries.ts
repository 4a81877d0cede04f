import type { TFunction } from 'i18next'
import type { Condition } from '../../engine/core/model/condition.ts'
import type { EntryConfig, Trigger } from '../../engine/core/model/journey.ts'
import type { JsonObject } from '../../engine/core/model/json.ts'
import { channelInWords, conditionInWords, fieldInWords } from './condition.ts'
import { durationInWords, offsetInWords } from './duration.ts'
import { listOf } from './list.ts'
import type { WordNames } from './names.ts'
import { dateTime, dateTimeZoned, percent } from './time.ts'

type Summary = (config: JsonObject, t: TFunction, names: WordNames) => string | null

/**
 * A sentence per step type. A config may be half written while it is edited, so every value is looked at before it is
 * used; null = nothing to say yet.
 */
export const summaries: Record<string, Summary> = {
  entry: (config, t, names) => entry(config as Partial<EntryConfig>, t, names),
  wait,
  'wait-for': waitFor,
  window,
  branch: ({ branches }, t, names) => {
    const list = rows<{ when?: Condition }>(branches)
    const when = list[0]?.when
    return list.length === 1 && when !== undefined
      ? t('words.step.branchOne', { when: conditionInWords(when, t, names) })
      : t('words.step.branchMore', { count: list.length })
  },
  split: ({ arms }, t) => {
    const list = rows<{ path?: string; weight?: number }>(arms)
    const total = list.reduce((sum, arm) => sum + (arm.weight ?? 0), 0)
    const said = list.map((arm) => `${arm.path ?? ''} ${percent(total === 0 ? 0 : (arm.weight ?? 0) / total)}`)
    return t('words.step.split', { arms: listOf(said, 'unit') })
  },
  cap: ({ max, per }, t) =>
    t('words.step.cap', { count: typeof max === 'number' ? max : 0, duration: durationInWords(text(per), t) }),
  send: ({ channel, topic, template, content }, t, names) => {
    const name = channelInWords(text(channel), t)
    const { subject: title, text: body } = (content ?? {}) as JsonObject
    const subject = withoutLiquid(text(title) || text(body))
    if (typeof template === 'string')
      return t('words.step.sendTemplate', { channel: name, template: names.template(template) })
    if (subject !== '') return t('words.step.send', { channel: name, subject })
    return t('words.step.sendOnly', { channel: name, topic: names.topic(text(topic)) })
  },
  survey: ({ kind, question }, t) =>
    t('words.step.survey', {
      kind: t(`words.kind.${text(kind)}`, { defaultValue: text(kind) }),
      question: withoutLiquid(text(question)),
    }),
  task: ({ queue, title }, t) => t('words.step.task', { queue: text(queue), title: withoutLiquid(text(title)) }),
  webhook: ({ method, url }, t) => t('words.step.webhook', { method: text(method), url: withoutLiquid(text(url)) }),
  update,
  stage: ({ to }, t) => t('words.step.stage', { stage: t(`common.stage.${text(to)}`, { defaultValue: text(to) }) }),
  track: ({ event }, t) => t('words.step.track', { event: text(event) }),
  points: ({ add, spend }, t) => {
    const amount = add ?? spend
    const count = typeof amount === 'number' ? amount : Number.NaN
    const said = { count: Number.isNaN(count) ? 2 : count, amount: withoutLiquid(text(amount)) }
    return t(add === undefined ? 'words.step.pointsSpend' : 'words.step.pointsAdd', said)
  },
  coupon: ({ pool, value }, t) => {
    const code = typeof pool === 'string' ? t('words.step.couponPool', { pool }) : t('words.step.couponMade')
    return value === undefined || value === null || typeof value === 'object'
      ? code
      : t('words.step.couponValue', { code, value: String(value) })
  },
  journey: ({ journey, waitForEnd }, t, names) =>
    t(waitForEnd === true ? 'words.step.journeyWait' : 'words.step.journey', { journey: names.journey(text(journey)) }),
  exit: ({ reason }, t) => t('words.step.exit', { reason: text(reason) }),
}

function entry({ trigger, where }: Partial<EntryConfig>, t: TFunction, names: WordNames): string | null {
  const when = trigger === undefined ? null : triggerInWords(trigger, t, names)
  const both = [trigger?.type === 'event' ? trigger.where : undefined, where].filter((part) => part !== undefined)
  if (when === null || both.length === 0) return when
  return t('words.step.entryWhere', { when, where: conditionInWords({ all: both }, t, names) })
}

function triggerInWords(trigger: Trigger, t: TFunction, names: WordNames): string {
  switch (trigger.type) {
    case 'event':
      return t('words.step.entryEvent', { event: trigger.event })
    case 'segment':
      return t(trigger.on === 'leave' ? 'words.step.entrySegmentLeave' : 'words.step.entrySegmentEnter', {
        segment: names.segment(trigger.segment),
      })
    case 'stage':
      return t('words.step.entryStage', { stage: t(`common.stage.${trigger.to}`) })
    case 'date': {
      const field = fieldInWords(trigger.field, t)
      const { offset, at } = trigger
      const yearly = trigger.yearly === true ? 'Yearly' : ''
      const day =
        offset === undefined
          ? t(`words.step.entryDate${yearly}`, { field })
          : t(`words.step.entryDateOffset${yearly}`, { date: dateOffset(field, offset, t) })
      return at === undefined ? day : t('words.step.dayAt', { day, at })
    }
    case 'schedule':
      return trigger.segment === undefined
        ? t('words.step.entrySchedule')
        : t('words.step.entryScheduleSegment', { segment: names.segment(trigger.segment) })
    case 'api':
      return t('words.step.entryApi')
  }
}

const dateOffset = (field: string, offset: string, t: TFunction): string =>
  t('words.offset', { field, offset: offsetInWords(offset, t) })

function wait(config: JsonObject, t: TFunction): string {
  const { for: length, at, days, between } = config
  if (typeof length === 'string') {
    const duration = durationInWords(length, t)
    return typeof at === 'string' ? t('words.step.waitForAt', { duration, at }) : t('words.step.waitFor', { duration })
  }
  if (typeof days === 'number') {
    return t('words.step.waitDays', { at: text(at), duration: t('words.duration.day', { count: days }) })
  }
  if (between !== undefined) {
    const { min, max } = between as { min?: string; max?: string }
    return t('words.step.waitBetween', { min: durationInWords(text(min), t), max: durationInWords(text(max), t) })
  }
  const date = dateInWords(config, t)
  return date === null ? t('words.step.waitOpen') : t('words.step.waitUntil', { date })
}

/** "24 Dec 2026, 18:00", "the next Mon or Tue, 09:00", "3 days before the customer’s birthday". */
function dateInWords({ until, untilField }: { until?: unknown; untilField?: unknown }, t: TFunction): string | null {
  // Without an offset a date is meant in everybody's own zone, so no zone is named.
  if (typeof until === 'string')
    return /(Z|[+-]\d\d:?\d\d)$/.test(until) ? dateTimeZoned(until) : dateTime(until) || until
  if (until !== undefined && until !== null) {
    const { weekdays, at } = until as { weekdays?: string[]; at?: string }
    const days = rows<string>(weekdays)
    return days.length === 0 || days.length === 7
      ? t('words.step.nextTime', { at: text(at) })
      : t('words.step.nextDay', { days: weekdaysInWords(days, t, 'disjunction'), at: text(at) })
  }
  if (untilField === undefined || untilField === null) return null
  const { field, offset, at } = untilField as { field?: string; offset?: string; at?: string }
  const named = fieldInWords(text(field), t)
  const said = offset === undefined ? named : dateOffset(named, offset, t)
  return at === undefined ? said : t('words.step.dayAt', { day: said, at })
}

interface Awaited {
  event?: string
  where?: Condition
  condition?: Condition
  interaction?: { step: string; outcome: string }
}

const TOLD = 3

function waitFor({ branches, timeout }: JsonObject, t: TFunction, names: WordNames): string {
  const what = rows<Awaited>(branches).map(({ event, where, condition, interaction }) => {
    if (interaction !== undefined) return conditionInWords({ interaction }, t, names)
    if (condition !== undefined) return conditionInWords(condition, t, names)
    if (event === undefined) return t('words.value.missing')
    const said = t('words.value.text', { text: event })
    return where === undefined
      ? said
      : t('words.condition.where', { text: said, where: conditionInWords(where, t, names) })
  })
  const told =
    what.length > TOLD ? [...what.slice(0, TOLD - 1), t('words.others', { count: what.length - TOLD + 1 })] : what
  const said = listOf(told, 'disjunction')
  if (timeout === 'never') return t('words.step.waitForever', { what: said })
  if (typeof timeout === 'string')
    return t('words.step.waitForSomething', { what: said, timeout: durationInWords(timeout, t) })
  return t('words.step.waitForDate', { what: said, date: dateInWords((timeout ?? {}) as JsonObject, t) ?? '…' })
}

function window({ weekdays, from, to, timeZone }: JsonObject, t: TFunction): string {
  const days = weekdaysInWords(weekdays, t)
  if (typeof from !== 'string') return days
  const hours = { from, to: text(to), days }
  return typeof timeZone === 'string' && timeZone !== 'customer'
    ? t('words.step.windowZone', { ...hours, zone: timeZone })
    : t('words.step.windowHours', hours)
}

/** "Monday to Friday", "Sat, Sun", "every day". */
export function weekdaysInWords(weekdays: unknown, t: TFunction, type: 'unit' | 'disjunction' = 'unit'): string {
  const days = rows<string>(weekdays)
  if (days.length === 0 || days.length === 7) return t('words.allDays')
  const key = [...days].sort().join()
  if (key === 'fri,mon,thu,tue,wed') return t(type === 'unit' ? 'words.workdays' : 'words.workday')
  return listOf(
    days.map((day) => t(`words.weekdayShort.${day}`)),
    type,
  )
}

function update({ set, unset, increment, addTags, removeTags }: JsonObject, t: TFunction): string | null {
  const parts: [string, string[]][] = [
    ['updateSet', Object.keys((set ?? {}) as object)],
    ['updateCount', Object.keys((increment ?? {}) as object)],
    ['updateUnset', rows<string>(unset)],
    ['updateTag', rows<string>(addTags)],
    ['updateUntag', rows<string>(removeTags)],
  ]
  const said = parts.filter(([, names]) => names.length > 0)
  if (said.length === 0) return null
  return said
    .map(([key, names]) => t(`words.step.${key}`, { count: names.length, names: listOf(names, 'unit') }))
    .join(' · ')
}

/** `Hello {{ customer.firstName | default: 'friend' }}` as people read it: "Hello ‹firstName›". */
export const withoutLiquid = (text: string): string =>
  text
    .replaceAll(/\{%.*?%\}/gs, '')
    .replaceAll(/\{\{-?\s*([\w.]+).*?\}\}/gs, (_, path: string) => `‹${path.split('.').at(-1) ?? path}›`)
    .trim()

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

const rows = <T>(value: unknown): T[] => (Array.isArray(value) ? (value as T[]) : [])
