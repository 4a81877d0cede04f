import { z } from 'zod'
import { isZone } from '../../core/calendar/index.ts'
import type { Workspace } from '../../core/env.ts'
import { capsSchema, idSchema, quietHoursSchema, topicsSchema, zoneSchema } from '../../core/format/index.ts'
import type { QuietHours } from '../../core/model/journey.ts'
import { notFound, ProblemError } from '../../problem.ts'
import type { ApiKey } from '../../store/port.ts'
import { channelName, foreignId, instant, iso, isoOrNull, listOf, pageQuery, slice } from '../fields.ts'
import { addKey, isSession } from '../keys.ts'
import { noteOrder } from '../operations/orders.ts'
import { checkQuietHours } from '../quiet-hours.ts'
import { invalid } from '../request.ts'
import { created, noContent, ok, route } from '../route.ts'

const TAG = 'Settings'

const workspaceSchema = z
  .strictObject({
    timeZone: zoneSchema,
    quietHours: quietHoursSchema.nullable(),
    tiers: z
      .array(z.strictObject({ id: idSchema, points: z.number().min(0) }))
      .max(50)
      .exactOptional()
      .describe('Loyalty tiers by points ever earned.'),
    caps: capsSchema.exactOptional().describe('Frequency caps over all journeys.'),
    topics: topicsSchema.exactOptional().describe('What customers may agree to, by the names they read.'),
  })
  .meta({ id: 'Workspace' })

const keyKind = z.enum(['write', 'metrics', 'admin'])

const keyView = z
  .strictObject({
    id: z.string(),
    kind: keyKind,
    name: z.string(),
    createdAt: instant,
    lastUsedAt: instant.nullable(),
  })
  .meta({ id: 'ApiKey' })

const toKey = ({ id, kind, name, createdAt, lastUsedAt }: ApiKey): z.infer<typeof keyView> => ({
  id,
  kind,
  name,
  createdAt: iso(createdAt),
  lastUsedAt: isoOrNull(lastUsedAt),
})

export const settingsRoutes = [
  route({
    method: 'get',
    path: '/settings/workspace',
    tag: TAG,
    summary: 'Time zone, quiet hours, frequency caps, topics and loyalty tiers of the workspace',
    answer: workspaceSchema,
    handle: async ({ services }) => ok(await services.store.settings.workspace()),
  }),
  route({
    method: 'put',
    path: '/settings/workspace',
    tag: TAG,
    summary: 'Change them; caps, topics and tiers that are not given stay',
    body: workspaceSchema,
    answer: workspaceSchema,
    async handle(call) {
      const { body, services } = call
      if (!isZone(body.timeZone)) {
        const message = `"timeZone" of the request is "${body.timeZone}", which is no time zone; give an IANA name such as Europe/Berlin.`
        throw invalid('invalid-request', [
          { code: 'unknown-time-zone', message, pointer: '/timeZone', severity: 'error' },
        ])
      }
      if (body.quietHours) await checkQuietHours(body.quietHours as QuietHours, services)
      const workspace = { ...(await services.store.settings.workspace()), ...body } as Workspace
      await services.store.settings.saveWorkspace(workspace)
      noteOrder(call, 'change-workspace', { settings: Object.keys(body) })
      return ok(workspace)
    },
  }),
  route({
    method: 'get',
    path: '/settings/keys',
    tag: TAG,
    summary: 'Keys, without their secrets',
    query: pageQuery,
    answer: listOf(keyView),
    async handle({ query, services }) {
      const keys = (await services.store.settings.keys()).filter((key) => !isSession(key))
      return ok(slice(keys.map(toKey), query))
    },
  }),
  route({
    method: 'post',
    path: '/settings/keys',
    tag: TAG,
    summary: 'Make a key; its secret is in this answer and never again',
    body: z.strictObject({ kind: keyKind, name: z.string().min(1).max(200) }),
    status: 201,
    answer: keyView.extend({ key: z.string().describe('The secret.') }).meta({ id: 'NewApiKey' }),
    async handle(call) {
      const { body, services } = call
      const { key, secret } = await addKey(services.store, body.kind, body.name, services.clock.now())
      services.keyring.forget()
      noteOrder(call, 'make-key', { made: key.id, kind: key.kind })
      return created({ ...toKey(key), key: secret })
    },
  }),
  route({
    method: 'delete',
    path: '/settings/keys/:id',
    fails: [409],
    tag: TAG,
    summary: 'Revoke a key, and the sessions made with it; it stops working everywhere within five seconds',
    params: z.strictObject({ id: foreignId }),
    async handle(call) {
      const { params, services } = call
      const { settings } = services.store
      const keys = (await settings.keys()).filter((key) => !isSession(key))
      const key = keys.find((candidate) => candidate.id === params.id)
      if (!key) throw notFound('key', params.id)
      const isLast = key.kind === 'admin' && !keys.some((other) => other.kind === 'admin' && other.id !== key.id)
      if (isLast) throw new ProblemError(409, 'last-admin-key', 'This is the last admin key. Make another one first.')
      await settings.removeKey(key.id)
      services.keyring.forget()
      noteOrder(call, 'revoke-key', { revoked: key.id, kind: key.kind })
      return noContent()
    },
  }),
  route({
    method: 'get',
    path: '/settings/callbacks/:channel',
    tag: TAG,
    summary: 'Where the provider of a channel sends its callbacks',
    params: z.strictObject({ channel: channelName }),
    answer: z
      .strictObject({
        url: z.string(),
        isReady: z.boolean().describe('A secret to check signatures with is configured.'),
      })
      .meta({ id: 'CallbackSettings' }),
    async handle({ params, services }) {
      if (!services.channels.includes(params.channel)) throw notFound('channel', params.channel)
      const secrets = await services.callbackSecrets(params.channel)
      const url = `${services.publicUrl}/v1/callbacks/${encodeURIComponent(params.channel)}`
      return ok({ url, isReady: secrets.length > 0 })
    },
  }),
]
