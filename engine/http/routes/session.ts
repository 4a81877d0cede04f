import { z } from 'zod'
import { ProblemError } from '../../problem.ts'
import { isSession } from '../keys.ts'
import { noContent, ok, route } from '../route.ts'
import { openSession, removeEnded, sessionCookie } from '../sessions.ts'

const TAG = 'Session'

/** How the builder logs in: an admin key against a cookie that scripts cannot read. */
export const sessionRoutes = [
  route({
    method: 'post',
    path: '/session',
    fails: [401, 403],
    access: 'open',
    tag: TAG,
    summary: 'Log in with an admin key',
    always: true,
    body: z.strictObject({ key: z.string().min(1).max(200) }),
    async handle({ body, request, services }) {
      const { store, keyring, guard, clock, publicUrl } = services
      const key = await guard.find(request, body.key)
      if (key.kind !== 'admin' || isSession(key)) {
        throw new ProblemError(403, 'forbidden', 'Only an admin key opens the builder.')
      }
      await removeEnded(store, await keyring.all(), clock.now())
      const secret = await openSession(store, key, clock.now())
      keyring.forget()
      return { ...noContent(), headers: { 'set-cookie': sessionCookie(publicUrl, secret) } }
    },
  }),
  route({
    method: 'get',
    path: '/session',
    tag: TAG,
    summary: 'Whether one is logged in',
    answer: z.strictObject({ loggedIn: z.literal(true) }),
    handle: () => ok({ loggedIn: true }),
  }),
  route({
    method: 'delete',
    path: '/session',
    tag: TAG,
    summary: 'Log out',
    always: true,
    async handle({ caller, services }) {
      if (!caller.isSession) return noContent()
      await services.store.settings.removeKey(caller.key.id)
      services.keyring.forget()
      return {
        ...noContent(),
        headers: { 'set-cookie': sessionCookie(services.publicUrl, null), 'clear-site-data': '"cache"' },
      }
    },
  }),
]
