import { z } from 'zod'
import { conditionSchema } from '../../engine/core/format/index.ts'
import { defineStep } from '../../engine/core/steps/sdk.ts'

const config = z.strictObject({
  rules: z.array(z.strictObject({ when: conditionSchema, points: z.number() })).min(1),
  hot: z.number(),
  warm: z.number(),
})

/** Adds up points by rules, keeps the sum as the trait `leadScore` and sorts customers into hot, warm and cold. */
export const leadScore = defineStep({
  type: 'lead-score',
  icon: 'flame',
  group: 'custom',
  texts: {
    en: {
      name: 'Lead score',
      description: 'Adds up points for what is known about a customer and tells hot leads from warm and cold ones.',
      paths: { hot: 'Hot', warm: 'Warm', cold: 'Cold' },
      fields: { rules: 'Rules', when: 'If', points: 'Points', hot: 'Hot from', warm: 'Warm from' },
    },
    zh: {
      name: '线索评分',
      description: '按规则为客户累计分数，区分热、温、冷线索。',
      paths: { hot: '热', warm: '温', cold: '冷' },
      fields: { rules: '规则', when: '如果', points: '分数', hot: '热线索起点', warm: '温线索起点' },
    },
  },
  config,
  example: {
    rules: [
      { when: { event: 'Pricing Viewed', within: 'P30D' }, points: 20 },
      { when: { field: 'customer.company', op: 'exists' }, points: 10 },
    ],
    hot: 30,
    warm: 10,
  },
  paths: () => ['hot', 'warm', 'cold'],

  check({ rules, hot, warm }, context) {
    rules.forEach((rule, index) => context.condition(rule.when, `/rules/${index}/when`))
    if (warm < hot) return
    context.report(
      'invalid-config',
      `Step "${context.step.id}": make "hot" (${hot}) higher than "warm" (${warm}).`,
      '/hot',
    )
  },

  conditions: ({ rules }) => rules.map((rule) => rule.when),

  arrive(context) {
    const { rules, hot, warm } = context.config
    const score = rules.reduce((sum, rule) => sum + (context.test(rule.when) ? rule.points : 0), 0)
    context.change({ set: { leadScore: score } })
    return { leave: score >= hot ? 'hot' : score >= warm ? 'warm' : 'cold', why: { score } }
  },
})
