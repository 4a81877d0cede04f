import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { publishJourney } from '../../engine/journeys/index.ts'
import { type Recorded, recordTraces } from '../../engine/tracing/test/recorder.ts'
import { journeyOf, mail, onEvent } from '../faults/reference.ts'
import { noServers, type Running, runEmbedded, runProduction } from './running.ts'

/** A receiver of webhooks that keeps the headers it got. */
async function startReceiver(): Promise<{ url: string; got: IncomingHttpHeaders[] }> {
  const got: IncomingHttpHeaders[] = []
  const server = createServer((request, response) => {
    got.push(request.headers)
    request.resume().on('end', () => response.end('{}'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise((resolve) => void server.close(() => resolve())))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, got }
}

const journey = (url: string): object =>
  journeyOf('welcome', [
    onEvent('Signed Up', 'always'),
    mail('hello'),
    { id: 'pause', type: 'wait', config: { for: 'PT1S' } },
    { id: 'hook', type: 'webhook', config: { method: 'POST', url, body: { customer: '{{ customer.id }}' } } },
  ])

const ENV = { WEBHOOK_ALLOW: '127.0.0.0/8' }
const OUTSIDE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
const MARKED = /marked|personal|example\.test/i

async function live(running: Running, receiver: { url: string }, headers: Record<string, string> = {}): Promise<void> {
  const { ask, say, api } = running
  const traits = { email: 'marked@example.test', firstName: 'Marked', lastName: 'Personal' }
  await ask('POST', '/v1/identify', { userId: 'c1', traits, consent: { email: { news: true } } })
  await publishJourney(api.journeys, journey(receiver.url), {})
  expect((await say('track', { userId: 'c1', event: 'Signed Up', messageId: 'm1' }, headers)).status).toBe(200)
}

/** From a span up to the root of its trace, by name. */
function wayUp(span: Recorded, spans: readonly Recorded[]): string[] {
  const parent = spans.find((one) => one.spanContext().spanId === span.parentSpanContext?.spanId)
  return [span.name, ...(parent ? wayUp(parent, spans) : [])]
}

const TO_MAIL = ['send email', 'claim', 'turn', 'accept', 'POST /v1/track']

function expectOneTrace(spans: readonly Recorded[]): void {
  const find = (name: string): Recorded => spans.find((span) => span.name === name) as Recorded
  expect(wayUp(find('send email'), spans)).toEqual(TO_MAIL)
  // The answer to the mail moved them on; a timer, which has no input, brought the webhook.
  expect(wayUp(find('send webhook'), spans)).toEqual(['send webhook', 'claim', 'turn', ...TO_MAIL])
  const traceId = find('POST /v1/track').spanContext().traceId
  expect(find('send webhook').spanContext().traceId).toBe(traceId)
  const turn = spans.find((span) => span.name === 'turn' && span.spanContext().traceId === traceId)
  const batches = spans.filter((span) => span.name === 'advance').map((span) => span.spanContext().spanId)
  expect(batches).toContain(turn?.links[0]?.context.spanId)
}

function expectIdsOnly(spans: readonly Recorded[]): void {
  for (const { name, attributes, status } of spans)
    expect(JSON.stringify({ name, attributes, status })).not.toMatch(MARKED)
}

describe('a trace', () => {
  test('goes from the request to the provider, through a wait, in one process', async () => {
    const receiver = await startReceiver()
    const { tracing, spans, ended } = recordTraces()
    await live(await runEmbedded({ env: ENV, tracing: { api: tracing, worker: tracing } }), receiver)
    const last = await ended('send webhook')
    expectOneTrace(spans())
    expectIdsOnly(spans())
    const { traceId, spanId } = last.spanContext()
    expect(receiver.got.map(({ traceparent }) => traceparent)).toEqual([`00-${traceId}-${spanId}-01`])
  })

  test('goes on with the trace of the caller, and is found from the interaction', async () => {
    const receiver = await startReceiver()
    const { tracing, ended } = recordTraces()
    const running = await runEmbedded({ env: ENV, tracing: { api: tracing, worker: tracing } })
    await live(running, receiver, { traceparent: OUTSIDE })
    const sent = await ended('send email')
    expect(sent.spanContext().traceId).toBe(OUTSIDE.slice(3, 35))
    const page = await running.api.rt.store.interactions.list({ customerId: 'c1', limit: 10 })
    expect(page.items.map(({ traceparent }) => traceparent?.slice(3, 35))).toContain(OUTSIDE.slice(3, 35))
  })

  test.skipIf(noServers !== '')(`goes from process to process${noServers && `: ${noServers}`}`, async () => {
    const receiver = await startReceiver()
    const { tracing, spans, ended } = recordTraces()
    await live(await runProduction({ env: ENV, tracing: { api: tracing, worker: tracing } }), receiver)
    await ended('send webhook')
    expectOneTrace(spans())
    expectIdsOnly(spans())
  })

  test.skipIf(noServers !== '')(`survives the loss of the queue${noServers && `: ${noServers}`}`, async () => {
    const receiver = await startReceiver()
    const { tracing, spans, ended } = recordTraces()
    const workerEnv = { QUEUE_PREFIX: `lost-${process.pid}` }
    await live(await runProduction({ env: ENV, workerEnv, tracing: { api: tracing, worker: tracing } }), receiver)
    await ended('send webhook')
    expectOneTrace(spans())
  })

  test('is joined by a link where one turn applies the inputs of several requests', async () => {
    const { tracing, spans } = recordTraces()
    const { api, say } = await runEmbedded({ tracing: { api: tracing, worker: tracing } })
    const hint = api.rt.queue.hint
    // No turn before all three are accepted.
    api.rt.queue.hint = () => Promise.resolve(true)
    for (const n of [1, 2, 3]) await say('track', { userId: 'c1', event: 'Looked', messageId: `m${n}` })
    await hint('advance', ['c1'])
    await api.rt.queue.idle()
    const turns = spans().filter(({ name }) => name === 'turn')
    expect(new Set(turns.map((turn) => turn.spanContext().traceId)).size).toBe(3)
    expect(new Set(turns.map((turn) => turn.links[0]?.context.spanId)).size).toBe(1)
    expect(turns.map(({ attributes }) => attributes['perennial.inputs'])).toEqual([3, 3, 3])
  })
})
