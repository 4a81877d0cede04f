import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import type { Goal, Journey } from '../../engine/core/model/journey.ts'
import { startI18n } from '../i18n/index.ts'
import { ResultsPage } from './ResultsPage.tsx'

beforeAll(() => startI18n('en'))
afterEach(() => vi.unstubAllGlobals())

const version = (goals: Goal[], steps: Journey['steps']): Journey => ({
  ...{ format: 1, id: 'tea', name: 'Tea', edges: [] },
  ...{ goals, steps },
})
const versions = [
  version(
    [{ id: 'g1', name: 'First cup', event: 'Drunk' }],
    [{ id: 'coin', type: 'split', name: 'Cup or pot', config: {} }],
  ),
  version([{ id: 'g1', event: 'Poured' }], []),
  version([{ id: 'g2', when: { segment: 'vip' } }], []),
]

const reached = { count: 1, of: 4, rate: 0.25, low: 0.1, high: 0.5 }
const group = (name: string) => ({
  ...{ name, people: 4 },
  goals: ['g1', 'g2'].map((goal) => ({ goal, reached, value: 0, valuePerPerson: null })),
})
const ANSWERS: Record<string, unknown> = {
  '/journeys/tea': {
    ...{ id: 'tea', draft: null, draftRev: null, live: versions[2] },
    state: { status: 'live', liveVersion: 3 },
  },
  '/journeys/tea/results': {
    ...{ asOf: '2026-03-02T09:00:00Z', all: group('treated'), holdout: null },
    splits: [{ step: 'coin', groups: [group('cup'), group('pot')], differences: [] }],
  },
  '/journeys/tea/versions': { items: [3, 2, 1].map((version) => ({ version })), next: null },
  ...Object.fromEntries(versions.map((journey, at) => [`/journeys/tea/versions/${at + 1}`, { journey }])),
  '/segments': { items: [{ id: 'vip', name: 'Big spenders', when: { tag: 'vip' } }], next: null },
}

it('calls goals and splits as people call them, those of earlier versions too', async () => {
  const asked: string[] = []
  vi.stubGlobal('fetch', (address: string | URL) => {
    const path = new URL(address, 'http://here').pathname.replace('/v1', '')
    asked.push(path)
    return Promise.resolve(Response.json(ANSWERS[path] ?? { items: [], next: null }))
  })
  const router = createMemoryRouter([{ path: '/journeys/:id/results', element: <ResultsPage /> }], {
    initialEntries: ['/journeys/tea/results'],
  })
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MantineProvider env="test">
        <RouterProvider router={router} />
      </MantineProvider>
    </QueryClientProvider>,
  )
  expect((await screen.findAllByText('belongs to segment “Big spenders”')).length).toBeGreaterThan(0)
  // The latest version that has it tells.
  expect((await screen.findAllByText('Poured')).length).toBeGreaterThan(0)
  expect(await screen.findByText('Arms of “Cup or pot”')).toBeTruthy()
  expect(screen.queryByText(/\bg[12]\b/)).toBeNull()
  expect(asked.filter((path) => /versions\/\d/.test(path))).toEqual(
    [3, 2, 1].map((at) => `/journeys/tea/versions/${at}`),
  )
})
