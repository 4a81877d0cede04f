import { expect, test } from 'vitest'
import type { Journey } from '../../engine/core/model/journey.ts'
import { coreRegistry } from '../../engine/core/steps/index.ts'
import { publishJourney } from '../../engine/journeys/index.ts'
import { connectStore } from '../../engine/store/index.ts'
import { leadScore } from '../../examples/custom-step/lead-score.ts'
import { createCatalog } from '../catalog.ts'
import { createFactBox } from '../facts.ts'

const journeyWith = (id: string, type: string, config: Journey['steps'][number]['config']): Journey => ({
  format: 1,
  id,
  name: id,
  steps: [
    { id: 'start', type: 'entry', config: { trigger: { type: 'event', event: 'Go' } } },
    { id: 'here', type, config },
  ],
  edges: [{ from: 'start', path: 'next', to: 'here' }],
})

test('a step type that is gone stops nothing but its own step', async () => {
  const store = await connectStore({ file: ':memory:', sync: 'normal' })
  const ports = { store, registry: coreRegistry(leadScore), now: () => 1, broadcast: () => {} }
  await publishJourney(ports, journeyWith('scores', 'lead-score', leadScore.example))
  await publishJourney(ports, journeyWith('waits', 'wait', { for: 'P1D' }))

  const catalog = createCatalog({ store, registry: coreRegistry(), monotonic: () => 0, link: () => '' })
  const { live } = await catalog.env(createFactBox(store, catalog))
  expect(live.map(({ journey }) => journey.id)).toEqual(['scores', 'waits'])
  const step = live[0]?.steps.get('here')
  expect(step?.definition.arrive({} as never)).toMatchObject({ park: 'step-error' })
  await store.close()
})

test('what is being read when everything is forgotten is forgotten as well', async () => {
  const store = await connectStore({ file: ':memory:', sync: 'normal' })
  const segment = { id: 'vip', name: 'VIP', when: { field: 'customer.vip', is: true } } as never
  let readIt = (): void => {}
  const before = new Promise<never[]>((resolve) => (readIt = () => resolve([])))
  let looks = 0
  const segments = (): Promise<never[]> => ((looks += 1) === 1 ? before : Promise.resolve([segment]))
  const catalog = createCatalog({
    store: { ...store, journeys: { ...store.journeys, segments } },
    registry: coreRegistry(),
    monotonic: () => 0,
    link: () => '',
  })
  const early = catalog.env(createFactBox(store, catalog))
  await expect.poll(() => looks).toBe(1)
  // A change is stored by now; the number that tells of it is not.
  catalog.refresh()
  const late = catalog.env(createFactBox(store, catalog))
  readIt()
  expect((await early).segments.size).toBe(0)
  expect((await late).segments.size).toBe(1)
  await store.close()
})
