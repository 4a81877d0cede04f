import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { request } from '../api/client.ts'
import { createQueryClient } from '../api/provider.ts'
import { startI18n } from '../i18n/index.ts'
import { SessionGate } from './SessionGate.tsx'

beforeAll(() => startI18n('en'))
afterEach(() => vi.unstubAllGlobals())

/** A server that knows one key, and whoever signed in with it, until it is changed. */
function serve(): { change(key: string): void } {
  let [key, session] = ['pa_old', '']
  vi.stubGlobal('fetch', (url: string, { method, body }: RequestInit) => {
    if (url === '/v1/session' && method === 'POST') session = (JSON.parse(String(body)) as { key: string }).key
    const status = session === key ? 200 : 401
    return Promise.resolve(new Response('{}', { status, headers: { 'content-type': 'application/json' } }))
  })
  return { change: (next) => void (key = next) }
}

function Draft() {
  const [text, setText] = useState('')
  return (
    <>
      <input aria-label="Draft" value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <button type="button" onClick={() => void request('/anything').catch(() => {})}>
        Ask
      </button>
    </>
  )
}

function openPage(): void {
  render(
    <QueryClientProvider client={createQueryClient()}>
      <MantineProvider env="test">
        <SessionGate>
          <Draft />
        </SessionGate>
      </MantineProvider>
    </QueryClientProvider>,
  )
}

async function enter(key: string): Promise<void> {
  fireEvent.change(await screen.findByLabelText('Admin key'), { target: { value: key } })
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }))
}

describe('a session', () => {
  it('is asked for; when it ends it is asked for again, and what was open is still there', async () => {
    const server = serve()
    openPage()
    await screen.findByRole('heading', { name: 'Welcome to Perennial' })
    expect(screen.queryByLabelText('Draft')).toBeNull()
    await enter('pa_old')
    fireEvent.change(await screen.findByLabelText('Draft'), { target: { value: 'half a sentence' } })

    server.change('pa_new')
    fireEvent.click(screen.getByText('Ask'))
    await screen.findByText('Your sign-in has ended')
    expect(screen.getByLabelText('Draft')).toHaveProperty('value', 'half a sentence')
    await enter('pa_wrong')
    await screen.findByText('This key is not valid. Check that you copied all of it.')
    await enter('pa_new')
    await waitFor(() => expect(screen.queryByText('Your sign-in has ended')).toBeNull())
    expect(screen.getByLabelText('Draft')).toHaveProperty('value', 'half a sentence')
  })

  it('begins with the key of the address, and asks for nothing meanwhile that could undo it', async () => {
    history.replaceState(null, '', '/#key=pa_old')
    const asked: string[] = []
    vi.stubGlobal('fetch', (url: string, { method }: RequestInit) => {
      asked.push(`${method} ${url}`)
      return Promise.resolve(new Response(null, { status: method === 'POST' ? 204 : 401 }))
    })
    openPage()
    await screen.findByLabelText('Draft')
    expect(asked).toEqual(['POST /v1/session'])
    expect(location.hash).toBe('')
  })
})
