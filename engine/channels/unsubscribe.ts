import { signToken } from './token.ts'

export { readToken, signToken } from './token.ts'

/** What one click on an unsubscribe link ends. `topic` null means every topic of the channel. */
export interface Unsubscribe {
  customerId: string
  channel: string
  topic: string | null
}

/** The token of an unsubscribe link, bound to customer, channel and topic; valid as long as the secret is. */
export function signUnsubscribe(secret: string, { customerId, channel, topic }: Unsubscribe): string {
  return signToken(secret, 'unsubscribe', [customerId, channel, topic])
}
