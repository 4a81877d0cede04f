import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Answer, Message } from '../../channels/port.ts'
import { jsonObjectSchema } from '../../core/format/index.ts'
import type { JsonObject } from '../../core/model/json.ts'
import { hasErrors, type Problem } from '../../core/model/problem.ts'
import { notFound, ProblemError } from '../../problem.ts'
import { channelName, foreignId, jsonObject, problemSchema } from '../fields.ts'
import { makeMessage } from '../message.ts'
import { tooMany } from '../rate.ts'
import { invalid } from '../request.ts'
import { ok, route } from '../route.ts'

export const messageTestRoute = route({
  method: 'post',
  path: '/templates/test',
  fails: [404, 422, 502, 504],
  tag: 'Templates',
  summary: 'Send a message to one address, as a test',
  description:
    'Goes out by the channel itself, with `[Test]` before the subject. It belongs to no customer: no consent is asked for or ended, nothing is counted or kept.',
  body: z.strictObject({
    channel: channelName.describe('`email`, `sms` or `push`.'),
    to: z.string().min(1).max(320).describe('The address it goes to, and nobody else.'),
    content: jsonObjectSchema.describe('Texts with Liquid, such as `subject`, `text`, `html`, `mjml`.'),
    customerId: foreignId.exactOptional().describe('Whose values stand in it; it does not go to them.'),
    customer: jsonObject.exactOptional().describe('Stands in for a customer, with traits.'),
    event: jsonObject.exactOptional(),
    vars: jsonObject.exactOptional(),
  }),
  answer: z.strictObject({
    id: z.string().describe('What the provider calls it.'),
    isLocal: z.boolean().describe('True = the channel has no provider yet, so nothing left this machine.'),
    content: jsonObject.describe('Exactly what went out.'),
    problems: z.array(problemSchema).describe('Warnings.'),
  }),
  async handle({ body, caller, services }) {
    if (!services.costly.take(caller.key.id)) throw tooMany('Too many tests were sent.', 2)
    const { channel: name, to, ...request } = body
    const channel = name === 'webhook' ? undefined : services.channel(name)
    if (channel === undefined) throw notFound('channel for messages', name)
    const { content, problems } = await makeMessage(request as Parameters<typeof makeMessage>[0], services)
    if (hasErrors(problems)) throw invalid('bad-mjml', problems, 422)
    const message = testMessage(name, to, marked(content))
    const ready = (await channel.prepare?.(message)) ?? message
    const answer = 'answer' in ready ? ready : await channel.send(ready)
    if (answer.answer !== 'accept') throw refused(name, answer)
    const { isLocal = false } = channel
    return ok({ id: answer.providerId ?? message.interactionId, isLocal, content: message.content, problems })
  },
})

function testMessage(channel: string, to: string, content: JsonObject): Message {
  const id = `test-${randomUUID()}`
  return { interactionId: id, idempotencyKey: id, channel, topic: null, customerId: 'test', to, content }
}

function marked(content: JsonObject): JsonObject {
  return typeof content['subject'] === 'string' ? { ...content, subject: `[Test] ${content['subject']}` } : content
}

/** The provider's own words are what helps: a wrong sender, a closed port, a login that failed. */
function refused(channel: string, answer: Exclude<Answer, { answer: 'accept' }>): ProblemError {
  const { detail } = answer
  if (answer.answer === 'reject') {
    const pointer = detail.startsWith('to:') ? '/to' : '/content'
    const problem: Problem = { code: 'message-refused', message: detail, pointer, severity: 'error' }
    return new ProblemError(422, 'message-refused', `The test was refused: ${detail}.`, [problem])
  }
  if (answer.answer === 'timeout') {
    const text = `No answer came for the test (${detail}). It may have arrived: look before you send another.`
    return new ProblemError(504, 'channel-silent', text)
  }
  const text = `The test did not go out: the channel "${channel}" could not be reached (${detail}). Check its settings and try again.`
  return new ProblemError(502, 'channel-unreachable', text)
}
