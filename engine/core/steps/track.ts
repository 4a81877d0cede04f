import { z } from 'zod'
import type { JsonObject } from '../model/json.ts'
import { eventName, jsonObject } from './fields.ts'
import { defineStep } from './sdk.ts'

/** Records an event of the customer, which other steps and journeys may act on. */
export const track = defineStep({
  type: 'track',
  icon: 'activity',
  group: 'data',
  texts: {
    en: {
      name: 'Record event',
      description: 'Records something as if the customer had done it; other journeys can react to it.',
      paths: { next: 'Then' },
      fields: { event: 'Event', properties: 'Details' },
    },
    zh: {
      name: '记录事件',
      description: '为客户记录一个事件，其他旅程可以对它作出反应。',
      paths: { next: '然后' },
      fields: { event: '事件', properties: '详情' },
    },
  },
  config: z.strictObject({ event: eventName, properties: jsonObject.exactOptional() }),
  example: { event: 'Journey Milestone', properties: {} },
  paths: () => ['next'],
  check: ({ properties = {} }, context) => context.text(properties, '/properties'),

  arrive(context) {
    const { event, properties = {} } = context.config
    context.track(event, context.render(properties) as JsonObject)
    return { leave: 'next' }
  },
})
