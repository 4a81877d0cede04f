import { z } from 'zod'
import type { Json } from '../model/json.ts'
import { checkWaitingTime, messageReferences } from './checks.ts'
import { channel, duration, text, topic } from './fields.ts'
import { type Decision, defineStep, type Signal, type StepContext } from './sdk.ts'
import { categoryOf, SCALES } from './survey-scale.ts'
import { surveyTexts } from './texts/survey.ts'
import { isDue, movedTimer, startTimer, type Timer, waitUntil } from './timer.ts'

const config = z.strictObject({
  kind: z.enum(['nps', 'csat', 'ces']),
  channel,
  topic: topic.exactOptional(),
  question: text.min(1).max(2000),
  timeout: duration,
})
type Config = z.infer<typeof config>
type Context = StepContext<Config>

/** Asks one question with answers to click on, and sorts customers by what they answer. Later steps find it in `vars.survey`: `kind`, `step`, `value`, `category`. */
export const survey = defineStep({
  type: 'survey',
  icon: 'message-question',
  group: 'message',
  texts: surveyTexts,
  config,
  example: {
    kind: 'nps',
    channel: 'email',
    topic: 'surveys',
    question: 'How likely are you to recommend us to a friend, from 0 to 10?',
    timeout: 'P7D',
  },
  paths: ({ kind }) => [...SCALES[kind].categories, 'timeout'],

  references: (config) => messageReferences(config),

  check({ topic, question, timeout }, context) {
    if (topic === undefined) {
      const message = `Step "${context.step.id}" asks without a topic. Name the topic the customer must have agreed to.`
      context.report('missing-topic', message, '/topic')
    }
    context.text(question, '/question')
    checkWaitingTime(timeout, '/timeout', context)
  },

  arrive(context) {
    const { channel, topic = null } = context.config
    const interactionId = context.plan({ channel, topic, content: questionWithLinks(context) })
    return { wait: { dueAt: null, inputs: true, interactionId } }
  },

  resume(context, signal) {
    const { waiting } = context.enrollment
    const interactionId = waiting?.interactionId
    if (interactionId === undefined) return null
    // Also before the provider has answered: who answers has got the question.
    if (signal.type === 'answer') return signal.interactionId === interactionId ? answered(signal.value, context) : null
    const accepted = waiting?.memo?.accepted
    if (typeof accepted !== 'number') return afterSending(signal, interactionId, context)
    if (signal.type === 'timer') return isDue(context) ? { leave: 'timeout' } : null
    const timer = movedTimer(ruleOf(context), signal, context, accepted)
    return timer && hold(timer, interactionId, accepted, context)
  },
})

function afterSending(signal: Signal, interactionId: string, context: Context): Decision | null {
  if (signal.type !== 'result') return null
  const { status, reason } = signal.interaction
  if (status === 'suppressed' || status === 'failed') return { leave: 'timeout', why: { status, reason } }
  if (status !== 'accepted' && status !== 'unknown') return null
  return hold(startTimer(ruleOf(context), context, context.now), interactionId, context.now, context)
}

function answered(value: Json, context: Context): Decision | null {
  const { kind } = context.config
  const category = categoryOf(kind, value)
  if (category === null) return null
  const answer = { kind, step: context.step.id, value, category }
  context.setVars({ survey: answer })
  context.track('Survey Answered', answer)
  return { leave: category, why: { value } }
}

function hold(timer: Timer, interactionId: string, accepted: number, context: Context): Decision {
  if (timer.at <= context.now) return { leave: 'timeout' }
  const waiting = waitUntil(ruleOf(context), timer)
  return { wait: { ...waiting, inputs: true, interactionId, memo: { ...waiting.memo, accepted } } }
}

const ruleOf = ({ config }: Context) => ({ for: config.timeout })

/** The question as text and as simple HTML, each possible answer with a link of its own. */
function questionWithLinks(context: Context) {
  const { config, enrollment, step, customer } = context
  const question = String(context.render(config.question))
  const links = SCALES[config.kind].values.map((value) => {
    const claims = {
      customerId: customer.id,
      enrollmentId: enrollment.id,
      step: step.id,
      visit: enrollment.visit,
      value,
    }
    return { value, href: context.link('answer', claims) }
  })
  const buttons = links.map(({ value, href }) => `<a href="${escapeHtml(href)}">${value}</a>`)
  return {
    subject: question.replace(/\s+/g, ' ').trim(),
    text: [question, '', ...links.map(({ value, href }) => `${value}: ${href}`)].join('\n'),
    html: `<p>${escapeHtml(question)}</p>\n<p>${buttons.join('\n')}</p>`,
  }
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] as string)
