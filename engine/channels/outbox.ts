import type { Channel } from './port.ts'

/**
 * The local outbox: a channel that accepts every message and lets nothing leave the machine. It needs no memory of its
 * own, since the ledger keeps the content of each interaction.
 */
export function createOutboxChannel(name: string): Channel {
  return {
    name,
    repeats: { class: 'receiver-dedup' },
    isLocal: true,
    async send(message) {
      return { answer: 'accept', providerId: `outbox-${message.interactionId}` }
    },
  }
}
