import { expect, test, vi } from 'vitest'
import { publishJourney } from '../../engine/journeys/index.ts'
import { interactionOf } from '../../engine/store/test/fixtures.ts'
import { end, journeyOf, onEvent } from '../faults/reference.ts'
import { runEmbedded } from './running.ts'

const SOON = { timeout: 30_000, interval: 100 }

test('what was stored of somebody after they were erased is erased by the sweeper', async () => {
  const { api, ask, say } = await runEmbedded()
  const { store, clock } = api.rt
  await say('identify', { userId: 'ada', traits: { email: 'ada@example.com' } })
  await vi.waitFor(async () => expect((await ask('GET', '/v1/customers/ada')).status).toBe(200), SOON)
  await store.erasures.erase('ada', clock.now())
  await store.interactions.upsert([interactionOf('in_late', { customerId: 'ada', status: 'accepted' })])
  await vi.waitFor(async () => expect((await ask('GET', '/v1/interactions/in_late')).status).toBe(404), SOON)
})

test('who comes back under the same id passes under other ids: to a provider nothing of theirs is a repeat', async () => {
  const { api, ask, say } = await runEmbedded()
  const task = { id: 'ask', type: 'task', config: { title: 'Call them', queue: 'care' } }
  await publishJourney(api.journeys, journeyOf('welcome', [onEvent('Signed Up'), task, end('done')]), {})
  const signUp = async (messageId: string): Promise<string> => {
    await say('track', { userId: 'ada', event: 'Signed Up', messageId })
    return vi.waitFor(async () => {
      const { items } = await (await ask('GET', '/v1/interactions?customerId=ada')).json()
      expect(items).toHaveLength(1)
      return items[0].id as string
    }, SOON)
  }
  const first = await signUp('m1')
  expect((await ask('DELETE', '/v1/customers/ada')).status).toBe(200)
  expect(await signUp('m2')).not.toBe(first)
})
