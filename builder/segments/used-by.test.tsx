import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { beforeAll, expect, it } from 'vitest'
import { startI18n } from '../i18n/index.ts'
import { UsedBy } from './UsedBy.tsx'

beforeAll(() => startI18n('en'))

const care = {
  ...{ format: 1, id: 'care', name: 'Care', edges: [] },
  steps: [{ id: 'start', type: 'entry', config: { trigger: { type: 'segment', segment: 'vip', on: 'enter' } } }],
}

function said(segment: string): string | null {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
  client.setQueryData(
    ['journeys'],
    [
      { id: 'care', status: 'live' },
      { id: 'other', status: 'live' },
    ],
  )
  client.setQueryData(['journeys', 'care'], { live: care, draft: null })
  client.setQueryData(['journeys', 'other'], { live: { ...care, name: 'Other', steps: [] }, draft: null })
  client.setQueryData(
    ['segments'],
    [
      { id: 'vip', name: 'VIP', when: { tag: 'vip' } },
      { id: 'rest', name: 'The rest', when: { not: { segment: 'vip' } } },
    ],
  )
  const { container } = render(
    <QueryClientProvider client={client}>
      <MemoryRouter>
        <UsedBy segment={segment} />
      </MemoryRouter>
    </QueryClientProvider>,
  )
  return container.textContent
}

it('names the journeys and segments that go by a segment, before it is changed', () => {
  expect(said('vip')).toBe(
    'Used by Care, The restWhat you save holds there at once, also for customers who are inside.',
  )
})

it('says nothing of a segment that nobody goes by', () => {
  expect(said('rest')).toBe('')
})
