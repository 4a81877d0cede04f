import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { startI18n } from '../i18n/index.ts'
import { TopicField } from './TopicField.tsx'

beforeAll(() => startI18n('en'))
afterEach(() => vi.unstubAllGlobals())

function Form() {
  const [topic, setTopic] = useState('news')
  return <TopicField aria-label="Topic" others={['news', 'offers', 'tips']} value={topic} onChange={setTopic} />
}

const offered = (): (string | null)[] => screen.queryAllByRole('option').map(({ textContent }) => textContent)

it('offers every topic to who opens it, and what fits to who types', () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')))
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <MantineProvider env="test">
        <Form />
      </MantineProvider>
    </QueryClientProvider>,
  )
  const field = screen.getByRole('combobox', { name: 'Topic' })
  fireEvent.click(field)
  expect(offered()).toEqual(['news', 'offers', 'tips'])
  fireEvent.change(field, { target: { value: 'off' } })
  expect(offered()).toEqual(['offers'])
})
