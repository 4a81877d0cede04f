import { expect, test } from 'vitest'
import type { Channel } from '../../engine/channels/index.ts'
import { messageOf, startMailServer } from '../../engine/channels/test/servers.ts'
import { publishJourney } from '../../engine/journeys/index.ts'
import { journeyOf, onEvent } from '../faults/reference.ts'
import { runEmbedded } from './running.ts'

const send = (id: string, content: object): object => ({
  id,
  type: 'send',
  config: { channel: 'email', topic: 'news', content },
})

test('a mail written in MJML goes out as HTML with plain text, and with a link that ends the consent', async () => {
  const server = await startMailServer()
  const running = await runEmbedded({ env: { SMTP_URL: server.url, SMTP_FROM: 'shop@example.com' } })
  const mjml = `<mjml><mj-body><mj-section><mj-column>
    <mj-text>Dear {{ customer.name }}, <a href="{{ links.unsubscribe }}">no more</a></mj-text>
  </mj-column></mj-section></mj-body></mjml>`
  // No check of a step's MJML sees what a value makes of it: this one is not MJML for this customer alone.
  const late = '{% if customer.name == "Bo" %}nothing{% else %}<mjml><mj-body></mj-body></mjml>{% endif %}'
  const steps = [
    onEvent('Signed Up', 'always'),
    send('hello', { subject: 'Hi', mjml }),
    send('odd', { subject: 'Odd', mjml: late }),
  ]
  await publishJourney(running.api.journeys, journeyOf('welcome', steps as never), {})
  const traits = { email: 'bo@example.com', name: 'Bo' }
  await running.ask('POST', '/v1/identify', { userId: 'bo', traits, consent: { email: { news: true } } })
  await running.say('track', { userId: 'bo', event: 'Signed Up', messageId: 'm1' })

  const rows = async (): Promise<unknown> => (await (await running.ask('GET', '/v1/interactions')).json()) as unknown
  const refused = { step: 'odd', status: 'failed', reason: expect.stringContaining('This is not MJML') as string }
  await expect
    .poll(rows, { timeout: 60_000 })
    .toMatchObject({ items: expect.arrayContaining([expect.objectContaining(refused)]) as unknown })
  expect(server.raw).toHaveLength(1)
  const { html = '', text = '' } = await server.mail()
  const link = /href="(http[^"]+)"/.exec(html)?.[1] ?? ''
  expect(html).toMatch(/^<!doctype html>/i)
  expect(html).not.toContain('<mj-')
  expect(text.trim()).toBe(`Dear Bo, no more (${link})`)

  const page = await fetch(running.url + new URL(link).pathname, {
    method: 'POST',
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
  })
  expect(page.status).toBe(200)
  const customer = (await (await running.ask('GET', '/v1/customers/bo')).json()) as {
    consent: Record<string, string[]>
  }
  expect(customer.consent['email'] ?? []).toEqual([])
})

test('as many mails are under way at once as EMAIL_CONCURRENCY says', async () => {
  const places = 12
  const underWay: (() => void)[] = []
  const server = await startMailServer({
    onData: (stream, _session, done) => {
      stream.resume().on('end', () => {
        underWay.push(done)
        if (underWay.length === places) for (const take of underWay) take()
      })
    },
  })
  const env = { SMTP_URL: server.url, SMTP_FROM: 'shop@example.com', EMAIL_CONCURRENCY: String(places) }
  const email = (await runEmbedded({ env })).worker.rt.channels.get('email') as Channel
  const mails = Array.from({ length: places }, (_, i) =>
    messageOf({ subject: 'Hi', text: 'Hello' }, { interactionId: `in_${i}` }),
  )
  const answers = await Promise.all(mails.map((mail) => email.send(mail)))
  expect(answers.map(({ answer }) => answer)).toEqual(mails.map(() => 'accept'))
})
