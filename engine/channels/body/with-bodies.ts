import type { JsonObject } from '../../core/model/json.ts'
import type { Bodies, Channel } from '../port.ts'
import { oneLine } from '../text.ts'
import { BodyFault } from './thread.ts'

/** A channel of mails whose messages may be written in MJML, or in HTML alone. */
export function withBodies(channel: Channel, bodies: Bodies): Channel {
  return {
    ...channel,
    async prepare(message) {
      try {
        return { ...message, content: await bodies.finish(message.content as JsonObject) }
      } catch (error) {
        const detail = oneLine(error instanceof Error ? error.message : String(error))
        // A text at fault stays so; a thread at fault does not, and nothing was sent.
        return { answer: error instanceof BodyFault ? 'reject' : 'refuse', detail }
      }
    },
  }
}
