import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { startI18n } from '../i18n/index.ts'
import { StepPeople } from './StepPeople.tsx'

beforeAll(() => startI18n('en'))
afterEach(() => vi.unstubAllGlobals())

const passage = {
  id: 'en_1',
  journey: 'gifts',
  version: 1,
  step: 'gift',
  enteredAt: '2026-03-02T09:00:00Z',
  waitsUntil: null,
}
const standing = [
  { id: 'ada', traits: {}, enrollments: [{ ...passage, status: 'active', parked: null }] },
  {
    id: 'bob',
    traits: {},
    enrollments: [{ ...passage, status: 'parked', parked: { code: 'step-error', detail: 'The code broke.' } }],
  },
]

it('lists everybody whom the number on the card counts, those who are parked with the reason', async () => {
  vi.stubGlobal('fetch', (address: string | URL) => {
    const status = new URL(address, 'http://here').searchParams.get('status')
    const items = standing.filter(({ enrollments }) => status === null || enrollments[0]?.status === status)
    return Promise.resolve(Response.json({ items, next: null }))
  })
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MantineProvider env="test">
        <MemoryRouter>
          <StepPeople journeyId="gifts" step="gift" query="" />
        </MemoryRouter>
      </MantineProvider>
    </QueryClientProvider>,
  )
  expect(await screen.findByText('ada')).toBeTruthy()
  expect(screen.getByText('bob')).toBeTruthy()
  expect(screen.getByText(/Parked, because the step could not run: The code broke\./)).toBeTruthy()
})
