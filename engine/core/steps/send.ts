import { z } from 'zod'
import type { Json, JsonObject } from '../model/json.ts'
import type { Template } from '../model/journey.ts'
import { messageReferences } from './checks.ts'
import { channel, duration, id, jsonObject, topic } from './fields.ts'
import { defineStep, type StepContext } from './sdk.ts'

const config = z.strictObject({
  channel,
  topic: topic.exactOptional(),
  template: id.exactOptional(),
  content: jsonObject.exactOptional(),
  idempotent: z.boolean().exactOptional(),
  quietHours: z.enum(['defer', 'drop', 'ignore']).exactOptional(),
  cap: z
    .strictObject({ max: z.int().min(1), per: duration, over: z.enum(['defer', 'drop']).exactOptional() })
    .exactOptional(),
  workspaceCaps: z.enum(['apply', 'ignore']).exactOptional(),
})
type Config = z.infer<typeof config>

/** Channels that are no message to the customer, so nobody has to have agreed. */
const WITHOUT_CONSENT = ['webhook', 'task', 'coupon']

/** Sends one message and waits until it is certain what became of it. */
export const send = defineStep({
  type: 'send',
  icon: 'mail',
  group: 'message',
  texts: {
    en: {
      name: 'Send message',
      description: 'Sends an e-mail, text message or other message, to customers who agreed to the topic.',
      paths: { next: 'Sent', suppressed: 'Not allowed to send', failed: 'Could not be sent' },
      fields: {
        channel: 'Channel',
        topic: 'Topic the customer agreed to',
        template: 'Template',
        content: 'Message',
        idempotent: 'The provider recognises repeats',
        quietHours: 'In quiet hours',
        cap: 'Message limit',
        max: 'At most',
        per: 'Within',
        over: 'Above the limit',
        workspaceCaps: 'Limits of the workspace',
      },
    },
    zh: {
      name: '发送消息',
      description: '向同意接收该主题的客户发送邮件、短信或其他消息。',
      paths: { next: '已发送', suppressed: '不允许发送', failed: '发送失败' },
      fields: {
        channel: '渠道',
        topic: '客户同意接收的主题',
        template: '模板',
        content: '消息内容',
        idempotent: '服务商能识别重复请求',
        quietHours: '在免打扰时段',
        cap: '消息上限',
        max: '最多',
        per: '时间范围',
        over: '超过上限时',
        workspaceCaps: '工作区上限',
      },
      example: {
        channel: 'email',
        topic: 'news',
        content: { subject: '{{ customer.firstName }}，您好', text: '您好！' },
      },
    },
  },
  config,
  example: { channel: 'email', topic: 'news', content: { subject: 'Hello {{ customer.firstName }}', text: 'Hello!' } },
  paths: () => ['next', 'suppressed', 'failed'],
  fallbacks: { suppressed: 'next', failed: 'next' },
  references: (config) => [
    ...(config.template === undefined ? [] : [{ kind: 'template' as const, id: config.template, field: '/template' }]),
    ...messageReferences(config),
  ],

  check({ channel, topic, template, content, cap }, context) {
    const here = `Step "${context.step.id}"`
    if (topic === undefined && !WITHOUT_CONSENT.includes(channel)) {
      const message = `${here} sends by ${channel} without a topic. Name the topic the customer must have agreed to.`
      context.report('missing-topic', message, '/topic')
    }
    if (template === undefined && !Object.values(content ?? {}).some((part) => part !== '')) {
      context.report('missing-config', `${here} has nothing to send. Give a template or content.`, '/content')
    }
    if (content !== undefined) context.text(content, '/content')
    if (cap !== undefined) context.duration(cap.per, '/cap/per', { span: true })
  },

  arrive(context) {
    const { config } = context
    const message = messageOf(context)
    if (message === null) {
      return { park: 'template-error', detail: `There is no template "${config.template}".` }
    }
    const interactionId = context.plan({
      channel: config.channel,
      topic: config.topic ?? null,
      content: context.renderMessage(message, linksFor(context, message)),
      idempotent: config.idempotent ?? false,
      quietHours: config.quietHours ?? 'defer',
      cap: config.cap ? { ...config.cap, over: config.cap.over ?? 'defer' } : null,
      workspaceCaps: config.workspaceCaps ?? 'apply',
    })
    return { wait: { dueAt: null, interactionId } }
  },

  resume(_context, signal) {
    if (signal.type !== 'result') return null
    const { status } = signal.interaction
    if (status === 'accepted' || status === 'unknown') return { leave: 'next' }
    return status === 'suppressed' || status === 'failed' ? { leave: status } : null
  },
})

/** `links.unsubscribe` ends the consent for this channel and topic. Made only where a text asks for it. */
function linksFor(context: StepContext<Config>, message: JsonObject): Record<string, Json> {
  const { channel, topic } = context.config
  const isAsked = Object.values(message).some((text) => typeof text === 'string' && text.includes('links.'))
  if (!isAsked || topic === undefined) return {}
  return { links: { unsubscribe: context.link('unsubscribe', { customerId: context.customer.id, channel, topic }) } }
}

/** The stored template with the step's own content laid over it; null if that template does not exist. */
function messageOf(context: StepContext<Config>): JsonObject | null {
  const { template, content } = context.config
  if (template === undefined) return content ?? {}
  const stored = context.template(template)
  return stored ? { ...textsOf(stored), ...content } : null
}

function textsOf({ id: _id, name: _name, channel: _channel, ...texts }: Template): JsonObject {
  return texts
}
