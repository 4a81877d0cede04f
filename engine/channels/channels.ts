import { withBodies } from './body/index.ts'
import { createOutboxChannel } from './outbox.ts'
import type { Bodies, Channel } from './port.ts'
import { createSmtpChannel } from './smtp.ts'
import { createWebhookChannel } from './webhook.ts'

/** The channels an operator has configured; whatever is missing stays local. */
export interface ChannelsConfig {
  /** Mail leaves by this server: `smtp://` or `smtps://`. Without it, mail goes to the local outbox. */
  smtpUrl?: string | undefined
  /** The sender of mails that name none. Required with `smtpUrl`. */
  smtpFrom?: string | undefined
  /** How the mail relay takes an idempotency key, if it does. */
  smtpKey?: { header: string; forMs: number } | undefined
  /** Connections to the mail server at once, each with one mail at a time. Default 5. */
  smtpConnections?: number | undefined
  /** `whsec_` secrets that sign webhooks, the current one first. */
  webhookSecrets?: readonly string[] | undefined
  /** CIDRs webhooks may reach although they are not public. */
  webhookAllow?: readonly string[] | undefined
  /** Makes MJML and plain text of mails. Without it, mails need `html` or `text`. */
  bodies?: Bodies | undefined
}

/**
 * Makes the channels by name: email, sms, push and webhook.
 *
 * @throws Error whose message begins with the name of the setting that cannot be used
 */
export function createChannels(config: ChannelsConfig = {}): Map<string, Channel> {
  const email = createEmailChannel(config)
  const channels = [
    config.bodies ? withBodies(email, config.bodies) : email,
    createOutboxChannel('sms'),
    createOutboxChannel('push'),
    createWebhookChannel({ signingSecrets: config.webhookSecrets ?? [], allowPrivate: config.webhookAllow ?? [] }),
  ]
  return new Map(channels.map((channel) => [channel.name, channel]))
}

function createEmailChannel({ smtpUrl, smtpFrom, smtpKey, smtpConnections }: ChannelsConfig): Channel {
  if (!smtpUrl) return createOutboxChannel('email')
  if (!smtpFrom) throw new Error('smtpFrom: needed with smtpUrl; write name@example.com or Name <name@example.com>')
  return createSmtpChannel({ url: smtpUrl, from: smtpFrom, key: smtpKey, maxConnections: smtpConnections })
}
