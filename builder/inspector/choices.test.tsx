import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, within } from '@testing-library/react'
import { beforeAll, expect, it, vi } from 'vitest'
import { startI18n } from '../i18n/index.ts'
import { SchemaFields } from './SchemaField.tsx'
import type { Schema } from './schema.ts'

beforeAll(() => startI18n('en'))

const schema: Schema = {
  type: 'object',
  properties: { kind: { anyOf: [{ const: 'book' }, { const: 'tea' }] }, size: { enum: [1, 2, 3] } },
}
const texts = { name: 'Gift', description: '', fields: { kind: 'Kind', 'kind.book': 'A book', size: 'Size' } }

it.each([
  ['Kind', 'A book', { kind: 'book', size: 1 }],
  ['Kind', 'tea', { kind: 'tea', size: 1 }],
  ['Size', '3', { kind: 'tea', size: 3 }],
])('%s %s: choices have names of their own, and numbers stay numbers', (field, choice, expected) => {
  const onChange = vi.fn()
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MantineProvider env="test">
        <SchemaFields
          schema={schema}
          root={schema}
          texts={texts}
          pointer=""
          value={{ kind: choice === 'tea' ? 'book' : 'tea', size: 1 }}
          onChange={onChange}
        />
      </MantineProvider>
    </QueryClientProvider>,
  )
  const box = screen.getByRole('combobox', { name: field })
  fireEvent.click(box)
  const list = document.getElementById(box.getAttribute('aria-controls') ?? '')
  fireEvent.click(within(list ?? document.body).getByRole('option', { name: choice }))
  expect(onChange).toHaveBeenLastCalledWith(expected)
})
