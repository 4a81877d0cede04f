import { z } from 'zod'
import { checkOneOf } from './checks.ts'
import { numberOrText, shortText } from './fields.ts'
import { numberOf } from './number.ts'
import { defineStep } from './sdk.ts'

const config = z.strictObject({
  add: numberOrText.exactOptional(),
  spend: numberOrText.exactOptional(),
  reason: shortText.meta({ format: 'liquid' }),
})

/** Books loyalty points to the customer's account, or takes some from it. */
export const points = defineStep({
  type: 'points',
  icon: 'coins',
  group: 'loyalty',
  texts: {
    en: {
      name: 'Points',
      description: 'Gives loyalty points, or takes them if the customer has enough.',
      paths: { next: 'Then', insufficient: 'Not enough points' },
      fields: { add: 'Give points', spend: 'Take points', reason: 'Reason, as shown in the account' },
    },
    zh: {
      name: '积分',
      description: '赠送积分，或在余额足够时扣减积分。',
      paths: { next: '然后', insufficient: '积分不足' },
      fields: { add: '赠送积分', spend: '扣减积分', reason: '原因（显示在账户中）' },
      example: { add: 100, reason: '新客奖励' },
    },
  },
  config,
  example: { add: 100, reason: 'Welcome' },
  paths: ({ spend }) => (spend === undefined ? ['next'] : ['next', 'insufficient']),

  check(config, context) {
    context.text(config.reason, '/reason')
    if (!checkOneOf(config, ['add', 'spend'], '', context)) return
    const key = config.add === undefined ? 'spend' : 'add'
    const amount = config[key] ?? 0
    context.text(amount, `/${key}`)
    if (typeof amount === 'string' || amount > 0) return
    const message = `Step "${context.step.id}" books ${amount} points. Give a number above 0; "spend" takes points away.`
    context.report('invalid-config', message, `/${key}`)
  },

  arrive(context) {
    const { add, spend, reason } = context.config
    const rendered = context.render(add ?? spend ?? 0)
    const amount = numberOf(rendered)
    if (amount === null || amount < 0) {
      return { park: 'step-error', detail: `The number of points came out as ${JSON.stringify(rendered)}.` }
    }
    const booked = context.points(add === undefined ? -amount : amount, String(context.render(reason)))
    return { leave: booked || add !== undefined ? 'next' : 'insufficient' }
  },
})
