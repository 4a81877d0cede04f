import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { JourneyStatus } from '../api/types.ts'
import { startI18n } from '../i18n/index.ts'
import { StateDialog } from './StateDialog.tsx'

beforeAll(() => startI18n('en'))
afterEach(cleanup)

test.each<[JourneyStatus, number, boolean]>([
  ['live', 3, false],
  ['paused', 3, true],
  ['stopped', 3, true],
  ['stopped', 0, false],
])('archiving a journey that is %s with %i inside warns of messages: %s', (status, inside, warns) => {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MantineProvider>
        <StateDialog id="j" name="J" status={status} inside={inside} asked="archive" onClose={() => {}} />
      </MantineProvider>
    </QueryClientProvider>,
  )
  expect(screen.queryAllByText(/they go on, and get their messages/).length).toBe(warns ? 1 : 0)
  expect(screen.queryAllByText(/Those inside finish/).length).toBe(warns ? 0 : 1)
})
