import { describe, expect, it } from 'vitest'
import type { Answer, Message } from '../../channels/index.ts'
import { journey } from './samples.ts'
import { openWorld } from './world.ts'

const mjml = (inner: string): string =>
  `<mjml><mj-body><mj-section><mj-column>${inner}</mj-column></mj-section></mj-body></mjml>`

/** A channel that keeps what it is given and answers as told. */
function provider(answer: Answer) {
  const taken: Message[] = []
  const send = (message: Message): Promise<Answer> => {
    taken.push(message)
    return Promise.resolve(answer)
  }
  return { taken, channel: () => ({ name: 'email', send }) }
}

describe('a preview', () => {
  it('is made as a real mail: MJML comes back as HTML, with plain text beside it', async () => {
    const world = await openWorld()
    await world.ask('POST', '/v1/identify', { userId: 'ada', traits: { name: 'Ada & Bo' } })
    await world.advance(['ada'])
    const content = {
      subject: 'x',
      mjml: mjml('<mj-text>Hi {{ customer.name }}, <a href="{{ links.unsubscribe }}">no</a></mj-text>'),
    }
    const { body } = await world.ask('POST', '/v1/templates/render', { content, customerId: 'ada' })
    const made = body['content'] as Record<string, string>
    expect(Object.keys(made)).toEqual(['subject', 'html', 'text'])
    expect(made['html']).toContain('Hi Ada &amp; Bo')
    expect(made['text']).toBe('Hi Ada & Bo, no (https://journeys.example.test/u/test)')
    expect(body.problems).toEqual([])
    expect((await world.ask('GET', '/u/test')).status).toBe(404)
  })

  it('shows what it can, with what is wrong', async () => {
    const world = await openWorld()
    const ask = (text: string) => world.ask('POST', '/v1/templates/render', { content: { mjml: text } })
    expect((await ask(mjml('\n<mj-txt>x</mj-txt>'))).body.problems).toMatchObject([
      { code: 'bad-mjml', pointer: '/content/mjml', line: 2, severity: 'error' },
    ])
    expect(await ask('Hello')).toMatchObject({ status: 422, body: { code: 'bad-mjml' } })
  })
})

describe('bad MJML', () => {
  it('is refused in a template, by name and line; a value is no fault', async () => {
    const world = await openWorld()
    const put = (text: string) => world.ask('PUT', '/v1/templates/hello', { subject: 'x', mjml: text })
    const bad = await put(mjml('{% if customer.vip %}<mj-foo>x</mj-foo>{% endif %}'))
    expect(bad).toMatchObject({ status: 422, body: { problems: [{ code: 'bad-mjml', pointer: '/mjml', line: 1 }] } })
    expect(bad.body.problems[0]?.message).toMatch(/^Template "hello", "mjml", line 1: Element mj-foo/)
    expect((await put(mjml('<mj-text color="{{ customer.color }}">x</mj-text>'))).body.problems).toEqual([])
    expect((await put(mjml('<mj-text color="reddish">x</mj-text>'))).body.problems).toMatchObject([
      { severity: 'warning' },
    ])
  })

  it('is not published in a step, and the step is named', async () => {
    const world = await openWorld()
    const content = { subject: 'x', mjml: '<mjml><mj-body><mj-section></mj-body></mjml>' }
    const steps = journey().steps.map((step) =>
      step.id === 'hello' ? { ...step, type: 'send', config: { channel: 'email', topic: 'news', content } } : step,
    )
    await world.ask('POST', '/v1/journeys', journey({ steps }))
    const answer = await world.ask('POST', '/v1/journeys/welcome/publish', {})
    expect(answer.status).toBe(422)
    expect(answer.body.problems).toMatchObject([
      { code: 'bad-mjml', step: 'hello', pointer: '/steps/2/config/content/mjml' },
    ])
    expect(answer.body.problems[0]?.message).toContain('<mj-section> is not closed; add </mj-section>.')
  })
})

describe('a test message', () => {
  const body = { channel: 'email', to: 'me@example.com', content: { subject: 'Hi', text: 'Hello {{ customer.name }}' } }

  it('goes to the address alone, marked, without any trace', async () => {
    const { taken, channel } = provider({ answer: 'accept', providerId: 'p1' })
    const world = await openWorld(() => ({ channel }))
    expect(await world.ask('POST', '/v1/templates/test', body)).toMatchObject({
      status: 200,
      body: { id: 'p1', isLocal: false, content: { subject: '[Test] Hi', text: 'Hello ' } },
    })
    expect(taken).toMatchObject([{ to: 'me@example.com', topic: null, content: { subject: '[Test] Hi' } }])
    expect(taken[0]).not.toHaveProperty('unsubscribeUrl')
    expect((await world.ask('GET', '/v1/interactions')).body.items).toEqual([])
    expect((await world.ask('GET', '/v1/customers')).body.items).toEqual([])
  })

  it('says when no provider is there to take it', async () => {
    const world = await openWorld()
    expect(await world.ask('POST', '/v1/templates/test', body)).toMatchObject({ status: 200, body: { isLocal: true } })
  })

  it.each([
    [{ answer: 'reject', detail: 'to: not one plain email address' }, 422, 'message-refused', '/to'],
    [{ answer: 'reject', detail: 'subject: missing' }, 422, 'message-refused', '/content'],
    [{ answer: 'refuse', detail: 'connection refused' }, 502, 'channel-unreachable', undefined],
    [{ answer: 'throttle', detail: 'slow down' }, 502, 'channel-unreachable', undefined],
    [{ answer: 'timeout', detail: 'no answer' }, 504, 'channel-silent', undefined],
  ] as const)('that gets %j is told in problem details', async (answer, status, code, pointer) => {
    const world = await openWorld(() => ({ channel: provider(answer).channel }))
    const told = await world.ask('POST', '/v1/templates/test', body)
    expect(told).toMatchObject({ status, body: { code } })
    expect(told.body['detail']).toContain(answer.detail)
    expect(told.body.problems[0]?.pointer).toBe(pointer)
  })

  it('is not sent when it cannot be made, or by no channel', async () => {
    const { taken, channel } = provider({ answer: 'accept' })
    const world = await openWorld(() => ({ channel: (name: string) => (name === 'email' ? channel() : undefined) }))
    const ask = (change: object) => world.ask('POST', '/v1/templates/test', { ...body, ...change })
    expect((await ask({ content: { mjml: mjml('<mj-txt>x</mj-txt>') } })).status).toBe(422)
    expect((await ask({ content: { text: '{% for %}' } })).status).toBe(422)
    expect((await ask({ channel: 'webhook' })).status).toBe(404)
    expect((await ask({ channel: 'pigeon' })).status).toBe(404)
    expect((await ask({ to: '' })).status).toBe(400)
    expect(taken).toEqual([])
  })
})
