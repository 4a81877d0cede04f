import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Answer } from '../port.ts'
import { createSmtpChannel, type SmtpSettings } from '../smtp.ts'
import { messageOf, startMailServer, startScriptedServer, unusedPort, type Move } from './servers.ts'

const hello = { subject: 'Hello', text: 'Hello Ada' }

function channelTo(url: string, more: Partial<SmtpSettings> = {}) {
  const channel = createSmtpChannel({ url, from: 'The Shop <shop@example.com>', ...more })
  onTestFinished(() => channel.close?.())
  return channel
}

const faulty = (message: string, responseCode: number) => Object.assign(new Error(message), { responseCode })

describe('a mail, sent and read back', () => {
  test('UTF-8 subject, text, HTML, preheader, and all headers', async () => {
    const server = await startMailServer()
    const content = {
      subject: '你好，Ada 🎉 – ein sehr langer Betreff, der in Kopfzeilen gefaltet werden muss: äöüß',
      preheader: 'Nur <heute> & morgen',
      text: `Guten Tag 你好 🎉\n.\n..zwei Punkte\n.allein\n${'lang '.repeat(400)}\nEnde`,
      html: '<html><body class="x"><p>你好 &amp; 🎉</p></body></html>',
      replyTo: 'Hilfe <help@example.com>',
    }
    const unsubscribeUrl = `https://shop.example/u/${'t'.repeat(120)}`
    const answer = await channelTo(server.url).send(messageOf(content, { unsubscribeUrl }))

    expect(answer).toEqual({ answer: 'accept', providerId: '<i-7f3a@example.com>' })
    const mail = await server.mail()
    const headers = new Map(mail.headers.map(({ key, value }) => [key, value]))
    expect(mail.subject).toBe(content.subject)
    expect(mail.text?.trimEnd()).toBe(content.text)
    expect(mail.html).toMatch(
      /<body class="x"><div style="display:none[^>]*>Nur &#60;heute&#62; &#38; morgen<\/div><p>你好 &amp; 🎉/,
    )
    expect(mail.from).toEqual({ name: 'The Shop', address: 'shop@example.com' })
    expect(mail.to).toEqual([{ name: '', address: 'ada@example.com' }])
    expect(mail.replyTo).toEqual([{ name: 'Hilfe', address: 'help@example.com' }])
    expect(mail.messageId).toBe('<i-7f3a@example.com>')
    expect(headers.get('x-perennial-interaction')).toBe('i-7f3a')
    expect(headers.get('list-unsubscribe')).toBe(`<${unsubscribeUrl}>`)
    expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    expect(headers.has('x-mailer')).toBe(false)
    expect(mail.attachments).toEqual([])
  })

  test('without an unsubscribe address there are no list headers, and a message may name its sender', async () => {
    const server = await startMailServer()
    await channelTo(server.url).send(messageOf({ ...hello, from: '"Sales, Ltd" <sales@shop.example>' }))
    const mail = await server.mail()
    expect(mail.headers.filter(({ key }) => key.startsWith('list-'))).toEqual([])
    expect(mail.from).toEqual({ name: 'Sales, Ltd', address: 'sales@shop.example' })
    expect(mail.messageId).toBe('<i-7f3a@shop.example>')
  })

  test('a relay that folds repeats gets its key, and may be given a mail twice', async () => {
    const server = await startMailServer()
    const channel = channelTo(server.url, { key: { header: 'Resend-Idempotency-Key', forMs: 86_400_000 } })
    expect(channel.repeats).toEqual({ class: 'keyed', forMs: 86_400_000 })
    expect(channelTo(server.url).repeats).toEqual({ class: 'blind' })
    await channel.send(messageOf(hello, { idempotencyKey: 'in_key' }))
    const headers = new Map((await server.mail()).headers.map(({ key, value }) => [key, value]))
    expect(headers.get('resend-idempotency-key')).toBe('in_key')
  })

  test('any subject and text arrive as they were', async () => {
    const server = await startMailServer()
    const channel = channelTo(server.url)
    const line = fc
      .string({ unit: 'grapheme', maxLength: 200 })
      .map((text) => text.replace(/\p{Cc}|[\u2028\u2029]/gu, ''))
    const dots = fc.constantFrom('.', '..', '.QUIT', 'From me', '-- ', '=3D', '\t tab')
    await fc.assert(
      fc.asyncProperty(line, fc.array(fc.oneof(line, dots), { minLength: 1, maxLength: 8 }), async (subject, lines) => {
        server.raw.length = 0
        const [title, text] = [`s${subject}e`, `${lines.join('\n')}\nend`]
        expect(await channel.send(messageOf({ subject: title, text }))).toMatchObject({ answer: 'accept' })
        const mail = await server.mail()
        expect(mail.subject).toBe(title)
        expect(mail.text?.replace(/\n$/, '')).toBe(text)
      }),
      { numRuns: 60 },
    )
  })

  test('connections are reused', async () => {
    const server = await startMailServer()
    const channel = channelTo(server.url, { maxConnections: 2 })
    const answers = await Promise.all(Array.from({ length: 20 }, () => channel.send(messageOf(hello))))
    expect(answers.every(({ answer }) => answer === 'accept')).toBe(true)
    expect(server.raw).toHaveLength(20)
    expect(server.connections()).toBeLessThanOrEqual(2)
  })
})

describe('what never reaches the server', () => {
  test.each<[string, Record<string, unknown>, string | null, RegExp]>([
    ['no address', hello, null, /^to:/],
    ['an injected recipient', hello, 'ada@example.com>\r\nRCPT TO:<eve@example.com', /^to:/],
    ['a list of recipients', hello, 'ada@example.com, eve@example.com', /^to:/],
    ['200 KB of address', hello, `${'a'.repeat(200_000)}@example.com`, /^to:/],
    ['an injected header', { ...hello, subject: 'Hi\r\nBcc: eve@example.com' }, 'ada@example.com', /^subject:/],
    ['a NUL in the subject', { ...hello, subject: 'Hi\0' }, 'ada@example.com', /^subject:/],
    ['a line separator in the subject', { ...hello, subject: 'Hi\u2028there' }, 'ada@example.com', /^subject:/],
    ['an endless subject', { ...hello, subject: 'x'.repeat(501) }, 'ada@example.com', /^subject:/],
    ['no subject', { text: 'x' }, 'ada@example.com', /^subject: missing/],
    ['no body', { subject: 'x' }, 'ada@example.com', /^content:/],
    ['a file as text', { subject: 'x', text: { path: '/etc/hostname' } }, 'ada@example.com', /^text: not a text/],
    ['a URL as HTML', { subject: 'x', html: { href: 'http://example.com' } }, 'ada@example.com', /^html: not a text/],
    ['too much text', { subject: 'x', text: 'x'.repeat(2_000_001) }, 'ada@example.com', /^text: longer/],
    ['a forged sender', { ...hello, from: 'a@example.com\r\nX: y' }, 'ada@example.com', /^from:/],
    ['an empty reply address', { ...hello, replyTo: '' }, 'ada@example.com', /^replyTo:/],
  ])('%s', async (_name, content, to, detail) => {
    const server = await startMailServer()
    const answer = await channelTo(server.url).send(messageOf(content, { to }))
    expect(answer).toEqual({ answer: 'reject', detail: expect.stringMatching(detail) as string })
    expect(server.connections()).toBe(0)
  })

  test.each([
    'javascript:alert(1)',
    'https://shop.example/>\r\nX: y',
    'https://shop.example/ x',
    'mailto:x@example.com',
  ])('an unsubscribe address %j', async (unsubscribeUrl) => {
    const server = await startMailServer()
    const answer = await channelTo(server.url).send(messageOf(hello, { unsubscribeUrl }))
    expect(answer).toMatchObject({ answer: 'reject', detail: expect.stringMatching(/unsubscribeUrl/) as string })
  })
})

describe('a server that says no', () => {
  test.each<[string, Parameters<typeof startMailServer>[0], Partial<Answer>]>([
    [
      'unknown mailbox',
      { onRcptTo: (_to, _s, done) => done(faulty('No such user here', 550)) },
      { answer: 'reject', suppress: 'hard-bounce' },
    ],
    ['policy', { onRcptTo: (_to, _s, done) => done(faulty('5.7.1 blocked', 550)) }, { answer: 'reject' }],
    [
      'greylisting',
      { onRcptTo: (_to, _s, done) => done(faulty('greylisted, come back', 451)) },
      { answer: 'throttle' },
    ],
    ['sender refused', { onMailFrom: (_from, _s, done) => done(faulty('not you', 553)) }, { answer: 'reject' }],
    ['login needed', { authOptional: false }, { answer: 'refuse' }],
    ['busy at the greeting', { onConnect: (_s, done) => done(faulty('too busy', 421)) }, { answer: 'throttle' }],
  ])('%s', async (_name, options, expected) => {
    const server = await startMailServer(options)
    const answer = await channelTo(server.url).send(messageOf(hello))
    expect(answer).toMatchObject(expected)
    expect('suppress' in answer).toBe('suppress' in expected)
    expect(server.raw).toEqual([])
  })

  test('after the body, for now and for good', async () => {
    for (const [code, answer] of [
      [451, 'throttle'],
      [554, 'reject'],
    ] as const) {
      const server = await startMailServer({
        onData: (stream, _session, done) => void stream.resume().on('end', () => done(faulty('no', code))),
      })
      expect(await channelTo(server.url).send(messageOf(hello))).toMatchObject({ answer })
    }
  })

  test('a wrong password, and then nothing else', async () => {
    const server = await startMailServer({
      allowInsecureAuth: true,
      onAuth: (_auth, _s, done) => done(new Error('no')),
    })
    const channel = channelTo(server.url.replace('//', '//user:wrong@'))
    expect(await channel.send(messageOf(hello))).toMatchObject({ answer: 'refuse' })
    await expect(channel.verify?.()).rejects.toThrow(/535/)
  })

  test('STARTTLS is used on loopback although nobody vouches for the certificate, and required where asked', async () => {
    const offering = await startMailServer({ hideSTARTTLS: false })
    expect(await channelTo(offering.url).send(messageOf(hello))).toMatchObject({ answer: 'accept' })
    const plain = await startScriptedServer({ STARTTLS: '500 what' })
    expect(await channelTo(`${plain.url}?requireTLS=true`).send(messageOf(hello))).toMatchObject({ answer: 'refuse' })
    expect(plain.seen).toEqual(['greeting', 'EHLO', 'STARTTLS'])
  })
})

describe('a connection that breaks', () => {
  const timeouts = { connect: 1_000, silence: 500, total: 5_000 }

  test.each<[string, Record<string, Move>, Answer['answer']]>([
    ['before the greeting', { greeting: 'drop' }, 'refuse'],
    ['no greeting', { greeting: 'silence' }, 'refuse'],
    ['after EHLO', { EHLO: 'drop' }, 'refuse'],
    ['at MAIL', { MAIL: 'drop' }, 'refuse'],
    ['silence at RCPT', { RCPT: 'silence' }, 'refuse'],
    ['at RCPT of a pipelined envelope', { EHLO: '250-here\r\n250 PIPELINING', RCPT: 'drop' }, 'refuse'],
    ['at DATA', { DATA: 'drop' }, 'refuse'],
    ['in the body', { 'first bytes': 'drop' }, 'timeout'],
    ['after the body, without a reply', { body: 'drop' }, 'timeout'],
    ['silence after the body', { body: 'silence' }, 'timeout'],
    ['nonsense after the body', { body: 'hm' }, 'timeout'],
  ])('%s', async (_name, script, expected) => {
    const server = await startScriptedServer(script)
    const { answer } = await channelTo(server.url, { timeouts }).send(messageOf(hello))
    expect(answer).toBe(expected)
    expect(server.seen.filter((point) => point === 'body').length).toBeLessThanOrEqual(1)
  })

  test('nobody listens', async () => {
    const channel = channelTo(`smtp://127.0.0.1:${await unusedPort()}`)
    expect(await channel.send(messageOf(hello))).toMatchObject({ answer: 'refuse' })
    await expect(channel.verify?.()).rejects.toThrow(/ECONNREFUSED/)
  })

  test('the whole attempt has an end, even if each reply comes in time', async () => {
    const server = await startScriptedServer({ body: 'silence' })
    const channel = channelTo(server.url, { timeouts: { total: 600 } })
    expect(await channel.send(messageOf(hello))).toMatchObject({ answer: 'timeout' })
  })

  test('called off before it began, nothing was sent', async () => {
    const server = await startMailServer()
    expect(await channelTo(server.url).send(messageOf(hello), AbortSignal.abort())).toMatchObject({ answer: 'refuse' })
    expect(server.raw).toEqual([])
  })

  test('a pooled connection that has gone stale is replaced within the attempt', async () => {
    const server = await startScriptedServer({ MAIL: ['250 ok', 'drop'] })
    const channel = channelTo(server.url, { maxConnections: 1 })
    for (const sent of [1, 2]) {
      expect(await channel.send(messageOf(hello))).toMatchObject({ answer: 'accept' })
      expect(server.seen.filter((point) => point === 'greeting')).toHaveLength(sent)
    }
  })

  test('a lost reply costs one unknown and no repeat; the next message has a connection of its own', async () => {
    const server = await startScriptedServer({ body: 'drop' })
    const channel = channelTo(server.url, { maxConnections: 1 })
    for (const sent of [1, 2]) {
      expect(await channel.send(messageOf(hello))).toMatchObject({ answer: 'timeout' })
      expect(server.seen.filter((point) => point === 'body')).toHaveLength(sent)
    }
    expect(server.seen.filter((point) => point === 'greeting')).toHaveLength(2)
  })
})
