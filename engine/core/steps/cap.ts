import { z } from 'zod'
import { parseDuration, periodStart } from '../calendar/index.ts'
import { messageReferences } from './checks.ts'
import { channel, duration, topic } from './fields.ts'
import { defineStep, type StepContext } from './sdk.ts'

const config = z.strictObject({
  max: z.int().min(1),
  per: duration,
  counts: z.enum(['journey', 'all']),
  channel: channel.exactOptional(),
  topic: topic.exactOptional(),
})
type Config = z.infer<typeof config>

/** Asks whether the customer has had enough messages lately. */
export const cap = defineStep({
  type: 'cap',
  icon: 'gauge',
  group: 'logic',
  texts: {
    en: {
      name: 'Frequency check',
      description: 'Looks at how many messages the customer got lately and takes another path when it is enough.',
      paths: { under: 'May get more', over: 'Has had enough' },
      fields: {
        max: 'At most',
        per: 'Within',
        counts: 'Count messages of',
        channel: 'Only on channel',
        topic: 'Only about topic',
      },
    },
    zh: {
      name: '频次检查',
      description: '查看客户近期收到多少消息，达到上限时走另一条路径。',
      paths: { under: '还可以发送', over: '已达上限' },
      fields: { max: '最多', per: '时间范围', counts: '统计范围', channel: '仅限渠道', topic: '仅限主题' },
    },
  },
  config,
  example: { max: 3, per: 'P7D', counts: 'all' },
  paths: () => ['under', 'over'],
  references: (config) => messageReferences(config),
  check: ({ per }, context) => context.duration(per, '/per', { span: true }),

  arrive(context) {
    const sent = countSent(context)
    return { leave: sent < context.config.max ? 'under' : 'over', why: { sent } }
  },
})

function countSent({ config, customer, journey, now, zone }: StepContext<Config>): number {
  const length = parseDuration(config.per)
  if (length === null) throw new RangeError(`"${config.per}" is not a duration such as P7D`)
  const { kind, start } = periodStart(length, now, zone)
  const counted = customer.sent.filter(
    (mark) =>
      // The start of a calendar day belongs to it; of a rolling span it does not.
      (kind === 'calendar' ? mark.at >= start : mark.at > start) &&
      (config.counts === 'all' || mark.journeyId === journey.id) &&
      (config.channel === undefined || mark.channel === config.channel) &&
      (config.topic === undefined || mark.topic === config.topic),
  )
  return counted.length
}
