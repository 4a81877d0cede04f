import { z } from 'zod'
import { windowInstant } from '../calendar/index.ts'
import { endTime, localTime, timeZone, weekdays } from './fields.ts'
import { type Decision, defineStep, type StepContext } from './sdk.ts'
import { isDue } from './timer.ts'

const config = z.strictObject({
  weekdays: weekdays.exactOptional(),
  from: localTime.exactOptional(),
  to: endTime.exactOptional(),
  timeZone: timeZone.exactOptional(),
})
type Config = z.infer<typeof config>

/** Lets customers through only on some weekdays and between two times of day. */
export const window = defineStep({
  type: 'window',
  icon: 'calendar-time',
  group: 'timing',
  texts: {
    en: {
      name: 'Time window',
      description:
        'Goes on only on these weekdays and at these hours; outside of them the customer waits for the next.',
      paths: { next: 'Then' },
      fields: { weekdays: 'Weekdays', from: 'From', to: 'Until', timeZone: 'Time zone' },
    },
    zh: {
      name: '时间窗口',
      description: '只在这些星期和时段继续；其余时间客户等到下一个窗口。',
      paths: { next: '然后' },
      fields: { weekdays: '星期', from: '从', to: '到', timeZone: '时区' },
    },
  },
  config,
  example: { weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '18:00' },
  paths: () => ['next'],

  check({ weekdays, from, to, timeZone }, context) {
    const here = `Step "${context.step.id}"`
    if (weekdays === undefined && from === undefined && to === undefined) {
      context.report('missing-config', `${here} needs weekdays, or hours from and to.`)
    } else if ((from === undefined) !== (to === undefined)) {
      const missing = from === undefined ? 'from' : 'to'
      context.report(
        'missing-config',
        `${here} has only one end of its hours. Give "${missing}" as well.`,
        `/${missing}`,
      )
    }
    if (weekdays?.length === 0) {
      context.report('empty-window', `${here} allows no weekday. Choose at least one.`, '/weekdays')
    }
    if (from !== undefined && from === to) {
      context.report(
        'empty-window',
        `${here} has a window from ${from} to ${to}, which holds no time. Change one.`,
        '/to',
      )
    }
    if (timeZone !== undefined && timeZone !== 'customer') context.zone(timeZone, '/timeZone')
  },

  arrive: decide,

  resume(context, signal) {
    if (signal.type === 'timer') return isDue(context) ? { leave: 'next' } : null
    if (signal.type === 'retime') return decide(context)
    if (signal.type !== 'change') return null
    const { calendar, memo } = context.enrollment.waiting ?? {}
    return calendar === true && memo?.zone !== context.zone ? decide(context) : null
  },
})

function decide({ config, now, zone }: StepContext<Config>): Decision {
  const own = config.timeZone === undefined || config.timeZone === 'customer'
  const at = windowInstant(config, now, own ? zone : (config.timeZone as string))
  return at <= now ? { leave: 'next' } : { wait: { dueAt: at, calendar: own, memo: { zone } } }
}
