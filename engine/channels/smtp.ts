import type { Readable } from 'node:stream'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { startDeadline } from './deadline.ts'
import type { Channel } from './port.ts'
import { classifySmtp, type SmtpFault } from './smtp-answer.ts'
import { composeMail } from './smtp-mail.ts'
import { readPoolOptions, readSender, type SmtpSettings } from './smtp-settings.ts'

export type { SmtpSettings } from './smtp-settings.ts'

/** A mail that tells which stream its bytes leave through; a repeat on a fresh connection makes another stream. */
interface TrackedMail extends SendMailOptions {
  streams: Readable[]
}

/**
 * Email over SMTP, through a pool of connections. SMTP knows no idempotency key, so a reply lost after the body began
 * to leave is `timeout` and must not be repeated by itself, unless the relay takes a key in a header.
 *
 * @throws Error naming the setting, if one cannot be used
 */
export function createSmtpChannel(settings: SmtpSettings): Channel {
  const sender = readSender(settings)
  const { key } = settings
  const transport = createTransport(readPoolOptions(settings))
  const total = settings.timeouts?.total ?? 120_000

  transport.use('stream', (mail, done) => {
    mail.message.processFunc((stream) => {
      ;(mail.data as TrackedMail).streams.push(stream)
      return stream
    })
    done()
  })

  return {
    name: 'email',
    repeats: key ? { class: 'keyed', forMs: key.forMs } : { class: 'blind' },
    async send(message, signal) {
      const mail = composeMail(message, sender, key?.header)
      if ('detail' in mail) return { answer: 'reject', detail: mail.detail }
      const deadline = startDeadline(total, signal)
      const tracked: TrackedMail = { ...mail, streams: [], signal: deadline.signal }
      try {
        const info = await transport.sendMail(tracked)
        return { answer: 'accept', providerId: info.messageId }
      } catch (error) {
        // The client pipes the body only after the server has agreed to DATA: an unread stream is an unsent message.
        return classifySmtp(
          error as SmtpFault,
          tracked.streams.some((stream) => stream.readableDidRead),
        )
      } finally {
        deadline.clear()
      }
    },
    async verify() {
      await transport.verify()
    },
    async close() {
      transport.close()
    },
  }
}
