import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { beforeAll, expect, it } from 'vitest'
import { startI18n } from '../../i18n/index.ts'
import { Columns } from './Columns.tsx'
import { guessMapping } from './rows.ts'

beforeAll(() => startI18n('zh-CN'))

it('says by which channel and about what a column is a consent, in the words of the page', () => {
  const columns = ['id', 'opt in email offers']
  const client = new QueryClient()
  client.setQueryData(['settings'], { topics: [{ id: 'offers', name: '优惠' }] })
  render(
    <QueryClientProvider client={client}>
      <MantineProvider env="test">
        <Columns sheet={{ name: 'a.csv', columns, rows: [] }} mapping={guessMapping(columns)} onMapping={() => {}} />
      </MantineProvider>
    </QueryClientProvider>,
  )
  expect(screen.getByRole('combobox', { name: '“opt in email offers”的渠道' })).toHaveProperty('value', '邮件')
  expect(screen.getAllByText('优惠')).not.toEqual([])
})
