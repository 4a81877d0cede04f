import type { z } from 'zod'
import { entryConfigSchema, type triggerSchema } from '../format/index.ts'
import { checkOneOf } from './checks.ts'
import { type CheckContext, defineStep } from './sdk.ts'
import { entryTexts } from './texts/entry.ts'

type Trigger = z.infer<typeof triggerSchema>

/** Where customers come in. Who comes in is decided before; standing here is only the first visit. */
export const entry = defineStep({
  type: 'entry',
  icon: 'player-play',
  group: 'entry',
  texts: entryTexts,
  config: entryConfigSchema,
  example: { trigger: { type: 'event', event: 'Order Completed' }, reentry: { policy: 'never' } },
  paths: () => ['next'],
  references: ({ trigger }) =>
    'segment' in trigger && trigger.segment !== undefined
      ? [{ kind: 'segment', id: trigger.segment, field: '/trigger/segment' }]
      : [],

  check({ trigger, reentry, where, maxEventAge, limit }, context) {
    checkTrigger(trigger, context)
    if (where !== undefined) context.condition(where, '/where')
    if (maxEventAge !== undefined) context.duration(maxEventAge, '/maxEventAge')
    if (limit !== undefined) context.duration(limit.per, '/limit/per', { span: true })
    if (reentry?.cooldown !== undefined) context.duration(reentry.cooldown, '/reentry/cooldown')
    if (reentry?.key !== undefined && !reentry.key.startsWith('event.')) {
      const message = `The key of entry "${context.step.id}" must be a value of the entry event, such as event.orderId.`
      context.report('invalid-config', message, '/reentry/key')
    }
  },

  conditions: ({ trigger, where }) => [
    ...('where' in trigger && trigger.where !== undefined ? [trigger.where] : []),
    ...(where === undefined ? [] : [where]),
  ],

  arrive: () => ({ leave: 'next' }),
})

function checkTrigger(trigger: Trigger, context: CheckContext): void {
  switch (trigger.type) {
    case 'event':
      if (trigger.where !== undefined) context.condition(trigger.where, '/trigger/where')
      return
    case 'date':
      context.condition({ field: trigger.field, op: 'exists' }, '/trigger')
      if (!trigger.field.startsWith('customer.')) {
        const message = `Entry "${context.step.id}" goes by the date in "${trigger.field}". Name one of the customer, such as customer.birthday.`
        context.report('invalid-config', message, '/trigger/field')
      }
      if (trigger.offset !== undefined) context.duration(trigger.offset, '/trigger/offset', { negative: true })
      return
    case 'schedule':
      checkSchedule(trigger, context)
      return
    case 'segment':
    case 'stage':
    case 'api':
  }
}

function checkSchedule(trigger: Extract<Trigger, { type: 'schedule' }>, context: CheckContext): void {
  if (trigger.timeZone !== undefined) context.zone(trigger.timeZone, '/trigger/timeZone')
  if (!checkOneOf(trigger, ['cron', 'rrule'], '/trigger', context)) return
  const kind = trigger.cron === undefined ? 'rrule' : 'cron'
  context.schedule(kind, trigger[kind], `/trigger/${kind}`)
}
