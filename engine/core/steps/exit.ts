import { z } from 'zod'
import { shortText } from './fields.ts'
import { defineStep } from './sdk.ts'

/** Ends the customer's passage. */
export const exit = defineStep({
  type: 'exit',
  icon: 'flag',
  group: 'logic',
  texts: {
    en: {
      name: 'End',
      description: 'Ends the journey for the customer.',
      fields: { reason: 'Reason, as shown in reports' },
    },
    zh: {
      name: '结束',
      description: '客户的旅程到此结束。',
      fields: { reason: '原因（显示在报告中）' },
      example: { reason: '完成' },
    },
  },
  config: z.strictObject({ reason: shortText }),
  example: { reason: 'done' },
  paths: () => [],
  arrive: ({ config }) => ({ end: config.reason }),
})
