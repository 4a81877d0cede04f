import { expect, test } from 'vitest'
import { readSettings } from '../settings.ts'
import { openWorkspace } from '../workspace.ts'
import { startApi } from '../api.ts'

test('an API that is told to stop says so, and serves until whoever balances load has let go of it', async () => {
  const ws = await openWorkspace(readSettings({ PORT: '0', DATA_FILE: ':memory:' }), 'http://127.0.0.1:3000')
  const api = await startApi(ws)
  const url = `http://127.0.0.1:${api.port}`
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
  let letGo = (): void => {}
  const stopped = api.stop(new Promise<void>((resolve) => (letGo = resolve)))
  expect((await fetch(`${url}/readyz`)).status).toBe(503)
  const event = { userId: 'ada', event: 'Signed Up' }
  const headers = { authorization: `Bearer ${api.keys?.write}` }
  const late = await fetch(`${url}/v1/track`, { method: 'POST', headers, body: JSON.stringify(event) })
  expect(late.status).toBe(200)
  letGo()
  await stopped
  await expect(fetch(`${url}/readyz`)).rejects.toThrow()
  await ws.close()
})
