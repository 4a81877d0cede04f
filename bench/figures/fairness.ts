import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Pool } from 'undici'
import { coreRegistry } from '../../engine/core/steps/index.ts'
import { publishJourney } from '../../engine/journeys/index.ts'
import { connectStore } from '../../engine/store/index.ts'
import { freePort, oneProcess, pause } from '../../workers/chaos/service.ts'
import { journeyOf, onEvent } from '../../workers/faults/reference.ts'
import type { Lab } from '../lab.ts'
import { inPairs, type Measured } from '../measure.ts'

/** Of the neighbours, and of the one everything happens to. */
const NEIGHBOURS_PER_SECOND = 25
const HOT_PER_SECOND = 10_000
const PER_REQUEST = 500

const journeys = (hookUrl: string): object[] => [
  journeyOf('hello', [
    onEvent('Hi', 'always'),
    { id: 'tell', type: 'webhook', config: { url: hookUrl, method: 'POST', body: { who: '{{ customer.id }}' } } },
  ]),
  journeyOf('count', [onEvent('Ping', 'always'), { id: 'add', type: 'update', config: { increment: { pings: 1 } } }]),
]

/** F1: from the request to the call of a webhook, p99 over neighbours, while 10,000 events a second come about one customer. */
export async function measureFairness(lab: Lab): Promise<Measured> {
  const neighbours = lab.size(400)
  const receiver = await openReceiver()
  const file = lab.file('fair.db')
  const store = await connectStore({ file })
  const ports = { store, registry: coreRegistry(), now: () => Date.now(), broadcast: () => {} }
  for (const journey of journeys(receiver.url)) await publishJourney(ports, journey)
  await store.close()
  const port = await freePort()
  const product = oneProcess(file, port, {})
  await product.start()
  const key = /write key\s+(\S+)/.exec(product.output())?.[1] ?? ''
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: 8 })
  let said = 0
  let refused = 0
  /** @returns how many of the messages were taken in */
  const say = async (path: string, body: string): Promise<number> => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    const answer = await pool.request({ method: 'POST', path, headers, body })
    // Not read as a whole: who measures must have time for it.
    return Number(/"accepted":(\d+)/.exec(await answer.body.text())?.[1] ?? 0)
  }

  /** @returns the p99 of the neighbours, in milliseconds */
  async function live(name: string): Promise<number> {
    const took: Promise<number>[] = []
    for (let n = 0; n < neighbours; n += 1) {
      const userId = `${name}-${n}`
      const began = performance.now()
      took.push(receiver.called(userId).then((at) => at - began))
      void say('/v1/track', JSON.stringify({ userId, event: 'Hi', messageId: `hi-${userId}` }))
      await pause(1_000 / NEIGHBOURS_PER_SECOND)
    }
    const sorted = (await Promise.all(took)).sort((a, b) => a - b)
    return sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN
  }

  /** Everything happens to one customer, until it is told to stop. */
  function flood(name: string): { stop(): Promise<void> } {
    let on = true
    const sent: Promise<void>[] = []
    const flooding = (async () => {
      for (let n = 0; on; n += 1) {
        said += PER_REQUEST
        sent.push(say('/v1/batch', pings(`${name}-${n}`)).then((taken) => void (refused += PER_REQUEST - taken)))
        await pause((1_000 * PER_REQUEST) / HOT_PER_SECOND)
      }
    })()
    return {
      async stop() {
        on = false
        await flooding
        await Promise.all(sent)
      },
    }
  }

  try {
    const measured = await inPairs(
      lab.runs,
      'ms over ms, p99',
      (run) => live(`calm-${run}`),
      async (run) => {
        const hot = flood(`hot-${run}`)
        const p99 = await live(`beside-${run}`)
        await hot.stop()
        return p99
      },
    )
    return {
      ...measured,
      note: `${neighbours} neighbours a run, ${NEIGHBOURS_PER_SECOND} a second; one process; ${refused} hot events of ${said} were refused`,
    }
  } finally {
    await pool.close()
    await product.kill()
    receiver.close()
  }
}

/** A batch about the customer everything happens to. */
function pings(name: string): string {
  const ping = (i: number): string => `{"type":"track","userId":"hot","event":"Ping","messageId":"${name}-${i}"}`
  return `{"batch":[${Array.from({ length: PER_REQUEST }, (_, i) => ping(i)).join()}]}`
}

/** Takes calls of webhooks and says when each came. */
async function openReceiver(): Promise<{ url: string; called(who: string): Promise<number>; close(): void }> {
  const waiting = new Map<string, (at: number) => void>()
  const server = createServer((request, response) => {
    const at = performance.now()
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      response.end()
      const { who } = JSON.parse(Buffer.concat(chunks).toString()) as { who: string }
      waiting.get(who)?.(at)
      waiting.delete(who)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    called: (who) => new Promise((resolve) => waiting.set(who, resolve)),
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
