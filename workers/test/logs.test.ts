import { describe, expect, onTestFinished, test } from 'vitest'
import type { Answer } from '../../engine/channels/index.ts'
import { publishJourney } from '../../engine/journeys/index.ts'
import { untraced } from '../../engine/tracing/port.ts'
import { recordTraces } from '../../engine/tracing/test/recorder.ts'
import { createLog, describeError, logWarnings } from '../log.ts'
import { journeyOf, mail, onEvent } from '../faults/reference.ts'
import { type Running, runEmbedded } from './running.ts'

const EMAIL = 'marked@example.test'
const MARKED = /marked|personal|\+49 ?151|pw_|pa_/i
const PERSON = { email: EMAIL, firstName: 'Marked', lastName: 'Personal', phone: '+49 151 23456789' }

function keep(): { lines: string[]; to: { write(line: string): void } } {
  const lines: string[] = []
  return { lines, to: { write: (line) => void lines.push(line) } }
}

const journey = journeyOf('welcome', [
  onEvent('Signed Up', 'always'),
  mail('hello', { content: { subject: 'Dear {{ customer.firstName }}', text: 'To {{ customer.email }}' } }),
])

/** An error as drivers throw it: it quotes what it could not store, and carries the documents. */
function driverError(): Error {
  const error = new Error(`E11000 duplicate key { name: "Marked Personal", email: '${EMAIL}' } for ${EMAIL}`)
  return Object.assign(error, { code: 11000, writeErrors: [{ op: PERSON }], result: PERSON })
}

async function signUp({ ask, say, api }: Running): Promise<void> {
  await ask('POST', '/v1/identify', { userId: 'c1', traits: PERSON, consent: { email: { news: true } } })
  await publishJourney(api.journeys, journey, {})
  await say('track', { userId: 'c1', event: 'Signed Up', messageId: 'm1', properties: PERSON })
  await api.rt.queue.idle()
}

test('what libraries print is a line of the log, once', () => {
  const { warn } = console
  onTestFinished(() => {
    console.warn = warn
  })
  const { lines, to } = keep()
  logWarnings(createLog('warn', untraced, to))
  for (const policy of ['volatile-lru', 'volatile-lru', 'allkeys-lru'])
    console.warn(`IMPORTANT! Eviction policy is ${policy}. It should be "%s"`, 'noeviction')
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual(
    ['volatile-lru', 'allkeys-lru'].map((policy) => ({
      level: 40,
      time: expect.any(String) as string,
      msg: `IMPORTANT! Eviction policy is ${policy}. It should be "noeviction"`,
    })),
  )
})

describe('the log', () => {
  test('has ids only, whatever happens to somebody, at every level', async () => {
    const { lines, to } = keep()
    const running = await runEmbedded({ log: createLog('trace', untraced, to) })
    const { ask, say, api } = running
    await signUp(running)
    expect(await ledger(running)).toEqual(['accepted'])

    // A provider that says who it did not like, and one that breaks.
    const email = api.rt.channels.get('email') as unknown as { send(): Promise<Answer> }
    const said: (() => Promise<Answer>)[] = [
      () => Promise.resolve({ answer: 'reject', detail: `550 <${EMAIL}> no mailbox of Marked Personal` }),
      () => Promise.reject(driverError()),
    ]
    email.send = () => (said.shift() as () => Promise<Answer>)()
    for (const messageId of ['m2', 'm3']) {
      await say('track', { userId: 'c1', event: 'Signed Up', messageId })
      await api.rt.queue.idle()
    }
    expect(said).toEqual([])

    // Requests that are wrong, and an address that holds what it should not.
    await say('track', { ...PERSON, userId: 7, event: PERSON })
    await fetch(`${running.url}/v1/track`, { method: 'POST', body: `{"name": "Marked Personal"`, headers: {} })
    await ask('GET', `/v1/customers?search=${encodeURIComponent(EMAIL)}`)
    await ask('GET', `/v1/nothing/${EMAIL}`)

    // Stores that fail under requests and under workers.
    const { append, pending } = api.rt.store.inputs
    api.rt.store.inputs.append = () => Promise.reject(driverError())
    expect((await say('track', { userId: 'c1', event: 'Signed Up', messageId: 'm4' })).status).toBe(503)
    api.rt.store.inputs.append = append
    api.rt.store.inputs.pending = () => Promise.reject(driverError())
    await say('track', { userId: 'c1', event: 'Signed Up', messageId: 'm5' })
    await api.rt.queue.idle()
    api.rt.store.inputs.pending = pending

    const text = lines.join('')
    expect(lines.filter((line) => line.includes('E11000')).length).toBeGreaterThanOrEqual(2)
    expect(text).toContain('"route":"POST /v1/track"')
    expect(text).toContain('"customers":["c1"]')
    expect(text).not.toMatch(MARKED)
  })

  test('names the trace of what went wrong', async () => {
    const { lines, to } = keep()
    const { tracing, ended } = recordTraces()
    const { say, api } = await runEmbedded({
      log: createLog('error', tracing, to),
      tracing: { api: tracing, worker: tracing },
    })
    api.rt.store.inputs.append = () => Promise.reject(driverError())
    await say('track', { userId: 'c1', event: 'Signed Up', messageId: 'm1' })
    const { traceId } = (await ended('POST /v1/track')).spanContext()
    expect(lines.map((line) => (JSON.parse(line) as { traceId?: string }).traceId)).toContain(traceId)
  })
})

describe('an error in the log', () => {
  test.each([
    [
      'a parser quotes',
      new SyntaxError('Unexpected token \'M\', ..."{"name":"Marked Personal"}"... is not valid JSON'),
    ],
    ['a driver quotes', driverError()],
    ['a server quotes', new Error(`550 5.1.1 <${EMAIL}>: Recipient rejected`)],
    ['a phone number', new Error('cannot reach +49 151 23456789 now')],
    ['a second line', new Error('undefined variable\n1| Dear Marked Personal')],
    ['a cause', new Error('it failed', { cause: driverError() })],
    ['a text', `"Marked Personal" is wrong`],
  ])('says where it happened and not what: %s', (_what, error) => {
    expect(JSON.stringify(describeError(error))).not.toMatch(MARKED)
  })

  test('keeps what helps', () => {
    const error = Object.assign(new Error("the store doesn't answer: connect ECONNREFUSED 127.0.0.1:27017"), {
      code: 'E1',
    })
    const { at, ...rest } = describeError(error)
    expect(rest).toEqual({
      type: 'Error',
      code: 'E1',
      message: "the store doesn't answer: connect ECONNREFUSED 127.0.0.1:27017",
    })
    expect(at?.[0]).toContain('logs.test.ts')
  })
})

async function ledger({ api }: Running): Promise<string[]> {
  const { items } = await api.rt.store.interactions.list({ customerId: 'c1', limit: 10 })
  return items.map(({ status }) => status)
}
