import { expect, test } from 'vitest'
import { interactionOf } from '../../engine/store/test/fixtures.ts'
import { runEmbedded } from './running.ts'

test('what was stored of somebody after they were erased is erased by the sweeper', async () => {
  const { api, ask, say } = await runEmbedded()
  const { store, clock } = api.rt
  await say('identify', { userId: 'ada', traits: { email: 'ada@example.com' } })
  const status = (path: string) => async () => (await ask('GET', path)).status
  await expect.poll(status('/v1/customers/ada')).toBe(200)
  await store.erasures.erase('ada', clock.now())
  await store.interactions.upsert([interactionOf('in_late', { customerId: 'ada', status: 'accepted' })])
  await expect.poll(status('/v1/interactions/in_late'), { interval: 200 }).toBe(404)
})
