import { expect, test } from 'vitest'
import { publishJourney } from '../../engine/journeys/index.ts'
import { interactionOf } from '../../engine/store/test/fixtures.ts'
import { end, journeyOf, onEvent } from '../faults/reference.ts'
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

test('who comes back under the same id passes under other ids: to a provider nothing of theirs is a repeat', async () => {
  const { api, ask, say } = await runEmbedded()
  const task = { id: 'ask', type: 'task', config: { title: 'Call them', queue: 'care' } }
  await publishJourney(api.journeys, journeyOf('welcome', [onEvent('Signed Up'), task, end('done')]), {})
  const tasks = async (): Promise<string[]> => {
    const { items } = (await (await ask('GET', '/v1/interactions?customerId=ada')).json()) as {
      items: { id: string }[]
    }
    return items.map(({ id }) => id)
  }
  const signUp = async (messageId: string): Promise<string[]> => {
    await say('track', { userId: 'ada', event: 'Signed Up', messageId })
    await expect.poll(tasks).toHaveLength(1)
    return tasks()
  }
  const first = await signUp('m1')
  expect((await ask('DELETE', '/v1/customers/ada')).status).toBe(200)
  expect(await signUp('m2')).not.toEqual(first)
})
