import type { TFunction } from 'i18next'
import type { Condition } from '../../engine/core/model/condition.ts'
import type { EntryConfig } from '../../engine/core/model/journey.ts'
import type { JsonObject } from '../../engine/core/model/json.ts'
import { conditionInWords, fieldInWords, outcomeInWords } from './condition.ts'
import { durationInWords, offsetInWords } from './duration.ts'
import { listOf } from './list.ts'
import { dateTime, percent } from './time.ts'

/**
 * A sentence per step type. A config may be half written while it is edited, so every value is looked at before it is
 * used; null = nothing to say yet.
 */
export const summaries: Record<string, (config: JsonObject, t: TFunction) => string | null> = {
  entry: (config, t) => entry(config as Partial<EntryConfig>, t),
  wait,
  'wait-for': waitFor,
  window,
  branch: ({ branches }, t) => {
    const list = rows<{ when?: Condition }>(branches)
    const when = list[0]?.when
    return list.length === 1 && when !== undefined
      ? t('words.step.branchOne', { when: conditionInWords(when, t) })
      : t('words.step.branchMore', { count: list.length })
  },
  split: ({ arms }, t) => {
    const list = rows<{ path?: string; weight?: number }>(arms)
    const total = list.reduce((sum, arm) => sum + (arm.weight ?? 0), 0)
    const said = list.map((arm) => `${arm.path ?? ''} ${percent(total === 0 ? 0 : (arm.weight ?? 0) / total)}`)
    return t('words.step.split', { arms: listOf(said, 'unit') })
  },
  cap: ({ max, per }, t) => t('words.step.cap', { max, duration: durationInWords(text(per), t) }),
  send: ({ channel, topic, template, content }, t) => {
    const name = t(`messages.channel.${text(channel)}`, { defaultValue: text(channel) })
    const { subject: title, text: body } = (content ?? {}) as JsonObject
    const subject = withoutLiquid(text(title) || text(body))
    if (typeof template === 'string') return t('words.step.sendTemplate', { channel: name, template })
    if (subject !== '') return t('words.step.send', { channel: name, subject })
    return t('words.step.sendOnly', { channel: name, topic: text(topic) })
  },
  survey: ({ kind, question }, t) => t('words.step.survey', { kind: t(`words.kind.${text(kind)}`), question }),
  task: ({ queue, title }, t) => t('words.step.task', { queue, title }),
  webhook: ({ method, url }, t) => t('words.step.webhook', { method, url }),
  update,
  stage: ({ to }, t) => t('words.step.stage', { stage: t(`common.stage.${text(to)}`) }),
  track: ({ event }, t) => t('words.step.track', { event }),
  points: ({ add, spend }, t) =>
    add === undefined ? t('words.step.pointsSpend', { amount: spend }) : t('words.step.pointsAdd', { amount: add }),
  coupon: ({ pool, value }, t) => {
    const code = typeof pool === 'string' ? t('words.step.couponPool', { pool }) : t('words.step.couponMade')
    return value === undefined || value === null || typeof value === 'object'
      ? code
      : t('words.step.couponValue', { code, value: String(value) })
  },
  journey: ({ journey, waitForEnd }, t) =>
    t(waitForEnd === true ? 'words.step.journeyWait' : 'words.step.journey', { journey }),
  exit: ({ reason }, t) => t('words.step.exit', { reason }),
}

function entry({ trigger }: Partial<EntryConfig>, t: TFunction): string | null {
  switch (trigger?.type) {
    case undefined:
      return null
    case 'event':
      return t('words.step.entryEvent', { event: trigger.event })
    case 'segment':
      return t(trigger.on === 'leave' ? 'words.step.entrySegmentLeave' : 'words.step.entrySegmentEnter', {
        segment: trigger.segment,
      })
    case 'stage':
      return t('words.step.entryStage', { stage: t(`common.stage.${trigger.to}`) })
    case 'date': {
      const field = fieldInWords(trigger.field, t)
      return trigger.offset === undefined
        ? t('words.step.entryDate', { field })
        : t('words.step.entryDateOffset', { field, offset: offsetInWords(trigger.offset, t) })
    }
    case 'schedule':
      return t('words.step.entrySchedule')
    case 'api':
      return t('words.step.entryApi')
  }
}

function wait(config: JsonObject, t: TFunction): string {
  const { for: length, at, days, until, untilField, between } = config
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
  return untilInWords({ until, untilField }, t) ?? t('words.step.waitOpen')
}

function untilInWords({ until, untilField }: { until?: unknown; untilField?: unknown }, t: TFunction): string | null {
  if (typeof until === 'string') return t('words.step.waitUntil', { date: dateTime(until) || until })
  if (until !== undefined && until !== null) {
    const { weekdays, at } = until as { weekdays?: string[]; at?: string }
    return t('words.step.waitUntilWeekdays', { days: weekdaysInWords(weekdays, t), at: text(at) })
  }
  if (untilField === undefined || untilField === null) return null
  const { field, offset } = untilField as { field?: string; offset?: string }
  const named = fieldInWords(text(field), t)
  return offset === undefined
    ? t('words.step.waitField', { field: named })
    : t('words.step.waitFieldOffset', { field: named, offset: offsetInWords(offset, t) })
}

function waitFor({ branches, timeout }: JsonObject, t: TFunction): string {
  const what = rows<{ event?: string; condition?: Condition; interaction?: { step: string; outcome: string } }>(
    branches,
  )
    .map((branch) => {
      if (branch.event !== undefined) return t('words.value.text', { text: branch.event })
      if (branch.condition !== undefined) return conditionInWords(branch.condition, t)
      if (branch.interaction === undefined) return t('words.value.missing')
      const { step, outcome } = branch.interaction
      return t('words.condition.interaction', { step, outcome: outcomeInWords(outcome, t) })
    })
    .slice(0, 3)
  const said = listOf(what, 'disjunction')
  if (timeout === 'never') return t('words.step.waitForever', { what: said })
  const limit = typeof timeout === 'string' ? durationInWords(timeout, t) : t('words.step.untilDate')
  return t('words.step.waitForSomething', { what: said, timeout: limit })
}

function window({ weekdays, from, to }: JsonObject, t: TFunction): string {
  const days = weekdaysInWords(weekdays, t)
  return typeof from === 'string'
    ? t('words.step.windowHours', { from, to, days })
    : t('words.step.windowDays', { days })
}

/** "Monday to Friday", "Sat, Sun", "every day". */
export function weekdaysInWords(weekdays: unknown, t: TFunction): string {
  const days = rows<string>(weekdays)
  if (days.length === 0 || days.length === 7) return t('words.allDays')
  const key = [...days].sort().join()
  if (key === 'fri,mon,thu,tue,wed') return t('words.workdays')
  return listOf(
    days.map((day) => t(`words.weekdayShort.${day}`)),
    'disjunction',
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
  return listOf(
    said.map(([key, names]) => t(`words.step.${key}`, { names: listOf(names, 'unit') })),
    'unit',
  )
}

/** `Hello {{ customer.firstName | default: 'friend' }}` as people read it: "Hello ‹firstName›". */
export const withoutLiquid = (text: string): string =>
  text
    .replaceAll(/\{%.*?%\}/gs, '')
    .replaceAll(/\{\{-?\s*([\w.]+).*?\}\}/gs, (_, path: string) => `‹${path.split('.').at(-1) ?? path}›`)
    .trim()

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

const rows = <T>(value: unknown): T[] => (Array.isArray(value) ? (value as T[]) : [])
