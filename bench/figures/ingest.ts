import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { Pool } from 'undici'
import { startApi } from '../../workers/api.ts'
import { readSettings } from '../../workers/settings.ts'
import { openWorkspace } from '../../workers/workspace.ts'
import { openBareTable } from '../bare.ts'
import type { Lab } from '../lab.ts'
import { inPairs, type Measured, perSecond } from '../measure.ts'

const EVENTS_PER_REQUEST = 500
const IN_FLIGHT = 4

/** P5: the API as it runs in production, over an Express handler that parses the same body and does one bulk insert. */
export async function measureIngest(lab: Lab): Promise<Measured> {
  const requests = lab.size(60)
  const bare = await openBareApi(lab.file('bare-ingest.db'))
  const url = (port: number): string => `http://127.0.0.1:${port}`
  const send = async (port: number, name: string, key = ''): Promise<number> => {
    const bodies = Array.from({ length: requests }, (_, i) => batch(`${name}-${i}`))
    const pool = new Pool(url(port), { connections: IN_FLIGHT })
    const rate = await perSecond(requests * EVENTS_PER_REQUEST, async () => {
      const sender = async (): Promise<void> => {
        for (let body = bodies.pop(); body !== undefined; body = bodies.pop()) {
          const { statusCode, body: answer } = await pool.request({
            method: 'POST',
            path: '/v1/batch',
            headers: { authorization: basic(key), 'content-type': 'application/json' },
            body,
          })
          const text = await answer.text()
          if (statusCode !== 200) throw new Error(`${statusCode}: ${text}`)
        }
      }
      await Promise.all(Array.from({ length: IN_FLIGHT }, sender))
    })
    await pool.close()
    return rate
  }
  const measured = await inPairs(
    lab.runs,
    'events/s over events/s',
    (run) => send(bare.port, `base-${run}`),
    async (run) => {
      // A workspace of its own each time: without workers the backlog would make the API refuse after ten seconds.
      const ws = await openWorkspace(
        readSettings({ DATA_FILE: lab.file('ingest.db'), PORT: '0', LOG_LEVEL: 'silent' }),
        'http://127.0.0.1',
      )
      const api = await startApi(ws)
      const rate = await send(api.port, `ours-${run}`, api.keys?.write)
      await api.stop()
      await ws.close()
      return rate
    },
  )
  bare.close()
  return {
    ...measured,
    note: `${EVENTS_PER_REQUEST} events a request, ${IN_FLIGHT} in flight; one file each, full sync`,
  }
}

const basic = (key: string): string => `Basic ${Buffer.from(`${key}:`).toString('base64')}`

function batch(name: string): string {
  const events = Array.from({ length: EVENTS_PER_REQUEST }, (_, i) => ({
    type: 'track',
    messageId: `${name}-${i}`,
    userId: `customer-${(i * 37) % 5_000}`,
    event: 'Order Completed',
    timestamp: new Date().toISOString(),
    properties: { orderId: `${name}-${i}`, revenue: 49.5, currency: 'EUR', products: [{ sku: 'a-1', quantity: 2 }] },
  }))
  return JSON.stringify({ batch: events, sentAt: new Date().toISOString() })
}

async function openBareApi(file: string): Promise<{ port: number; close(): void }> {
  const table = openBareTable(file)
  const app = express()
  app.use(express.json({ limit: '10mb' }))
  app.post('/v1/batch', (request, response) => {
    const { batch: events } = request.body as { batch: { messageId: string }[] }
    table.insert(events.map((event) => ({ id: event.messageId, doc: JSON.stringify(event) })))
    response.json({ success: true })
  })
  const server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close()
      server.closeAllConnections()
      table.close()
    },
  }
}
