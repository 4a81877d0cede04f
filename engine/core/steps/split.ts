import { z } from 'zod'
import { path, shortText } from './fields.ts'
import { defineStep } from './sdk.ts'

const config = z.strictObject({
  arms: z
    .array(z.strictObject({ path, weight: z.number() }))
    .min(1)
    .max(50),
  salt: shortText.exactOptional(),
})
type Arm = z.infer<typeof config>['arms'][number]

/** Divides customers by lot; the same customer always draws the same lot. */
export const split = defineStep({
  type: 'split',
  icon: 'arrows-split',
  group: 'logic',
  texts: {
    en: {
      name: 'Random split',
      description:
        'Divides customers by chance, for tests and step-by-step launches. A customer always gets the same arm.',
      fields: {
        arms: 'Arms',
        path: 'Name of the arm',
        weight: 'Share',
        salt: 'Shared draw (splits with the same word give a customer the same arm)',
      },
    },
    zh: {
      name: '随机分流',
      description: '随机分配客户，用于测试或逐步放量。同一客户总是分到同一组。',
      fields: { arms: '分组', path: '分组名称', weight: '占比', salt: '共用抽签（相同的词让客户分到相同的组）' },
      example: {
        arms: [
          { path: 'A 组', weight: 50 },
          { path: 'B 组', weight: 50 },
        ],
      },
    },
  },
  config,
  example: {
    arms: [
      { path: 'a', weight: 50 },
      { path: 'b', weight: 50 },
    ],
  },
  paths: ({ arms }) => arms.map((arm) => arm.path),

  check({ arms }, context) {
    arms.forEach(({ path, weight }, index) => {
      if (weight >= 0) return
      const message = `Arm "${path}" of step "${context.step.id}" has the weight ${weight}. Give 0 or more.`
      context.report('bad-weights', message, `/arms/${index}/weight`)
    })
    if (!Number.isFinite(sumOf(arms))) {
      const message = `The weights of step "${context.step.id}" add up to more than can be counted. Give smaller ones.`
      return context.report('bad-weights', message, '/arms')
    }
    if (sumOf(arms) > 0 || arms.some((arm) => arm.weight < 0)) return
    context.report(
      'bad-weights',
      `The weights of step "${context.step.id}" add up to nothing. Give one above 0.`,
      '/arms',
    )
  },

  arrive(context) {
    const { config, journey, step, customer } = context
    const seed = config.salt === undefined ? [journey.id, step.id] : [config.salt]
    const u = context.hash(...seed, customer.id)
    return { leave: armAt(u, config.arms).path, why: { draw: u } }
  },
})

/** The arm that holds a number in [0, 1); arms lie there in order, as wide as their weight. */
function armAt(u: number, arms: readonly Arm[]): Arm {
  const total = sumOf(arms)
  let end = 0
  // Compared before dividing, so that enlarging the first arm never takes a customer away from it by rounding.
  const found = arms.find((arm) => (end += arm.weight) > u * total)
  return found ?? (arms.findLast((arm) => arm.weight > 0) as Arm)
}

const sumOf = (arms: readonly Arm[]): number => arms.reduce((sum, arm) => sum + arm.weight, 0)
