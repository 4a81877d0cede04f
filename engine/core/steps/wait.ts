import { z } from 'zod'
import { checkBetween, checkDate, checkOneOf, checkWaitingTime, reportLongWait } from './checks.ts'
import { duration, localTime, until, untilField } from './fields.ts'
import { type Decision, defineStep, type StepContext } from './sdk.ts'
import { isDue, movedTimer, startTimer, type Timer, type TimerRule, waitUntil } from './timer.ts'

const config = z.strictObject({
  for: duration.exactOptional(),
  at: localTime.exactOptional(),
  days: z.int().min(0).max(36_500).exactOptional(),
  until: until.exactOptional(),
  untilField: untilField.exactOptional(),
  between: z.strictObject({ min: duration, max: duration }).exactOptional(),
  ifPast: z.enum(['continue', 'path']).exactOptional(),
})
type Config = z.infer<typeof config>

const RULES = ['for', 'days', 'until', 'untilField', 'between']

/** Holds the customer for a time, until a date, or until a day and time in their own zone. */
export const wait = defineStep({
  type: 'wait',
  icon: 'clock',
  group: 'timing',
  texts: {
    en: {
      name: 'Wait',
      description: 'Holds the customer for a time, or until a date, in their own time zone.',
      paths: { next: 'Then', past: 'Date already past' },
      fields: {
        for: 'Wait for',
        at: 'At local time',
        days: 'Number of days',
        until: 'Until',
        weekdays: 'On weekdays',
        untilField: 'Until a date of the customer',
        field: 'Field with the date',
        offset: 'Earlier or later by',
        between: 'A random time between',
        min: 'At least',
        max: 'At most',
        ifPast: 'If the date is already past',
      },
    },
    zh: {
      name: '等待',
      description: '让客户等待一段时间，或等到客户所在时区的某个日期。',
      paths: { next: '然后', past: '日期已过' },
      fields: {
        for: '等待时长',
        at: '当地时间',
        days: '天数',
        until: '等到',
        weekdays: '星期',
        untilField: '等到客户的某个日期',
        field: '日期字段',
        offset: '提前或推后',
        between: '在此区间内随机',
        min: '至少',
        max: '至多',
        ifPast: '如果日期已过',
      },
    },
  },
  config,
  example: { for: 'P3D', at: '09:00' },
  paths: ({ ifPast }) => (ifPast === 'path' ? ['next', 'past'] : ['next']),
  fallbacks: { past: 'next' },
  waits: true,

  check(config, context) {
    if (!checkOneOf(config, RULES, '', context)) return
    if (config.for !== undefined) checkWaitingTime(config.for, '/for', context)
    if (config.days !== undefined && config.at === undefined) {
      context.report('missing-config', `Step "${context.step.id}" counts days: give the time of day it ends at.`, '/at')
    }
    if ((config.days ?? 0) > 731) reportLongWait('/days', context)
    if (config.at !== undefined && config.for === undefined && config.days === undefined) {
      const message = `Step "${context.step.id}" has a time of day that belongs to "for" or "days" only. Remove it.`
      context.report('invalid-config', message, '/at')
    }
    if (config.between !== undefined) checkBetween(config.between, '/between', context)
    checkDate(config, '', context)
  },

  arrive: (context) => decide(startTimer(context.config as TimerRule, context), context),

  resume(context, signal) {
    if (signal.type === 'timer') return isDue(context) ? { leave: 'next' } : null
    const timer = movedTimer(context.config as TimerRule, signal, context)
    return timer && decide(timer, context)
  },
})

function decide(timer: Timer, { config, now }: StepContext<Config>): Decision {
  if (timer.past) return { leave: config.ifPast === 'path' ? 'past' : 'next', why: { past: true } }
  // Due exactly on arrival is not past.
  return timer.at <= now ? { leave: 'next' } : { wait: waitUntil(config as TimerRule, timer) }
}
