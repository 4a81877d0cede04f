import { z } from 'zod'
import { stage as stageName } from './fields.ts'
import { defineStep } from './sdk.ts'

/** Moves the customer to a lifecycle stage. */
export const stage = defineStep({
  type: 'stage',
  icon: 'stairs',
  group: 'data',
  texts: {
    en: {
      name: 'Move to stage',
      description: 'Moves the customer to another stage of the lifecycle.',
      paths: { next: 'Then' },
      fields: { to: 'New stage' },
    },
    zh: {
      name: '移动到阶段',
      description: '把客户移动到生命周期的另一个阶段。',
      paths: { next: '然后' },
      fields: { to: '新阶段' },
    },
  },
  config: z.strictObject({ to: stageName }),
  example: { to: 'use' },
  paths: () => ['next'],

  arrive(context) {
    context.moveStage(context.config.to)
    return { leave: 'next' }
  },
})
