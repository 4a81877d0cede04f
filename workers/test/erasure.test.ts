import { expect, test, vi } from 'vitest'
import { interactionOf } from '../../engine/store/test/fixtures.ts'
import { runEmbedded } from './running.ts'

test('what was stored of somebody after they were erased is erased by the sweeper', async () => {
  const { api, ask, say } = await runEmbedded()
  const { store, clock } = api.rt
  await say('identify', { userId: 'ada', traits: { email: 'ada@example.com' } })
  await vi.waitFor(async () => expect((await ask('GET', '/v1/customers/ada')).status).toBe(200))
  await store.erasures.erase('ada', clock.now())
  await store.interactions.upsert([interactionOf('in_late', { customerId: 'ada', status: 'accepted' })])
  await vi.waitFor(async () => expect((await ask('GET', '/v1/interactions/in_late')).status).toBe(404), {
    timeout: 30_000,
    interval: 200,
  })
})
