import { Webhook } from 'standardwebhooks'
import { z } from 'zod'
import { derivedId } from '../../core/hash.ts'
import type { Json } from '../../core/model/json.ts'
import { notFound, ProblemError } from '../../problem.ts'
import { readBytes, toText } from '../body.ts'
import { channelName } from '../fields.ts'
import { parseJsonFast } from '../json-text.ts'
import { BODY_LIMIT } from '../request.ts'
import { ok, type Reply, route } from '../route.ts'
import type { Services } from '../services.ts'

const OUTCOMES = ['delivered', 'opened', 'clicked', 'replied', 'converted', 'bounced', 'complained', 'unsubscribed']

const callbackSchema = z
  .looseObject({
    type: z
      .string()
      .describe(`The outcome, alone or after a dot, such as \`email.delivered\`: ${OUTCOMES.join(', ')}.`),
    data: z
      .looseObject({ interactionId: z.string() })
      .describe('`interactionId` is the idempotency key the message went out with.'),
  })
  .meta({ id: 'Callback' })

const answer = z.strictObject({ status: z.enum(['recorded', 'duplicate', 'ignored']) }).meta({ id: 'CallbackAnswer' })
type Status = z.infer<typeof answer>['status']

export const callbackRoutes = [
  route({
    method: 'post',
    path: '/callbacks/:channel',
    fails: [401],
    access: 'open',
    tag: 'Interactions',
    summary: 'Outcomes from a provider, signed per Standard Webhooks',
    description:
      'Signed over the raw body, at most five minutes old. The same `webhook-id` counts once. What is not known here is answered 200 and ignored, so that no provider repeats it for ever.',
    params: z.strictObject({ channel: channelName }),
    always: true,
    bodyDoc: callbackSchema,
    answer,
    async handle({ params, request, services }) {
      if (!services.channels.includes(params.channel)) throw notFound('channel', params.channel)
      const secrets = await services.callbackSecrets(params.channel)
      const bytes = await readBytes(request, BODY_LIMIT)
      const text = toText(bytes)
      const id = verify(text, request.headers, secrets)
      return record(parseJsonFast(text), params.channel, id, services)
    },
  }),
]

/** @returns the id of the callback. @throws ProblemError 401, which does not say what was wrong */
function verify(text: string, headers: Record<string, unknown>, secrets: readonly string[]): string {
  for (const secret of secrets) {
    try {
      // The signature is compared in constant time, and the age checked, by the library.
      new Webhook(secret).verify(text, headers as Record<string, string>, { jsonParse: false })
      return String(headers['webhook-id'])
    } catch {
      // The next secret may be the one: two are live while one is changed for another.
    }
  }
  const detail = 'The callback is not signed with a secret of this channel, or is older than five minutes.'
  throw new ProblemError(401, 'bad-signature', detail)
}

async function record(value: unknown, channel: string, webhookId: string, services: Services): Promise<Reply> {
  const parsed = callbackSchema.safeParse(value)
  if (!parsed.success) return reply('ignored')
  const { type, data } = parsed.data
  const outcome = type.split('.').at(-1) ?? ''
  const row = OUTCOMES.includes(outcome)
    ? (await services.store.interactions.get([data.interactionId])).get(data.interactionId)
    : undefined
  if (!row || row.channel !== channel) return reply('ignored')
  const id = derivedId('oc', channel, webhookId)
  const [verdict] = await services.ingest.acceptAndApply([
    { id, customerId: row.customerId, body: { kind: 'outcome', outcome, interactionId: row.id, data: data as Json } },
  ])
  return reply(verdict === 'new' ? 'recorded' : 'duplicate')
}

const reply = (status: Status): Reply => ok({ status })
