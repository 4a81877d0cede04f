import { describe, expect, test } from 'vitest'
import { createChannels } from '../channels.ts'
import { messageOf, startMailServer } from './servers.ts'

describe('channels from settings', () => {
  test('with nothing configured all messages stay here, and webhooks are ready', async () => {
    const channels = createChannels()
    expect([...channels.keys()]).toEqual(['email', 'sms', 'push', 'webhook'])
    expect(await channels.get('email')?.send(messageOf({ subject: 'x', text: 'y' }))).toEqual({
      answer: 'accept',
      providerId: 'outbox-i-7f3a',
    })
  })

  test('with a server, mail leaves by it', async () => {
    const server = await startMailServer()
    const email = createChannels({ smtpUrl: server.url, smtpFrom: 'shop@example.com' }).get('email')
    await email?.verify?.()
    expect(await email?.send(messageOf({ subject: 'x', text: 'y' }))).toMatchObject({ answer: 'accept' })
    await email?.close?.()
    expect(server.raw).toHaveLength(1)
  })

  test.each([
    [{ smtpUrl: 'smtp://mail.example.com' }, /^smtpFrom: needed/],
    [{ smtpUrl: 'mail', smtpFrom: 'a@example.com' }, /^smtpUrl:/],
    [{ smtpUrl: 'smtp://mail.example.com', smtpFrom: 'a' }, /^smtpFrom: "a"/],
    [{ webhookSecrets: ['changeme'] }, /^webhookSecrets\[0\]:/],
    [{ webhookAllow: ['10.0.0.0'] }, /^webhookAllow: "10.0.0.0"/],
  ])('%j is refused by name', (config, message) => expect(() => createChannels(config)).toThrow(message))
})
