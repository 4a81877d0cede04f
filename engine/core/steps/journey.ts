import { z } from 'zod'
import type { JsonObject } from '../model/json.ts'
import { id, jsonObject } from './fields.ts'
import { defineStep } from './sdk.ts'

/** Starts another journey for the customer, beside this one or before it goes on. */
export const journey = defineStep({
  type: 'journey',
  icon: 'route',
  group: 'logic',
  texts: {
    en: {
      name: 'Start another journey',
      description: 'Starts another journey for the customer; this one goes on, or waits for its end.',
      paths: { next: 'Then' },
      fields: { journey: 'Journey', data: 'Data to hand over', waitForEnd: 'Wait for its end' },
    },
    zh: {
      name: '启动另一个旅程',
      description: '为客户启动另一个旅程；本旅程继续，或等它结束。',
      paths: { next: '然后' },
      fields: { journey: '旅程', data: '传递的数据', waitForEnd: '等待其结束' },
    },
  },
  config: z.strictObject({ journey: id, data: jsonObject.exactOptional(), waitForEnd: z.boolean().exactOptional() }),
  example: { journey: 'other-journey' },
  paths: () => ['next'],
  references: ({ journey }) => [{ kind: 'journey', id: journey, field: '/journey' }],
  check: ({ data = {} }, context) => context.text(data, '/data'),

  arrive(context) {
    const { journey, data = {}, waitForEnd = false } = context.config
    const started = context.start(journey, context.render(data) as JsonObject, waitForEnd)
    if ('refused' in started) return { leave: 'next', why: { refused: started.refused } }
    const { enrollmentId } = started
    return waitForEnd
      ? { wait: { dueAt: null, childId: enrollmentId } }
      : { leave: 'next', why: { started: enrollmentId } }
  },

  resume(context, signal) {
    const ended = signal.type === 'child' && signal.enrollmentId === context.enrollment.waiting?.childId
    return ended ? { leave: 'next' } : null
  },
})
