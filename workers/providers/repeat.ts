import type { Channel } from '../../engine/channels/index.ts'
import type { Send } from '../../engine/core/model/interaction.ts'

/** A key is trusted for this part of the time its provider promises: clocks differ, and requests take their time. */
const TRUSTED = 0.8

/**
 * Whether a message whose answer was lost may be given to its provider once more, with the same key. Where the channel does
 * not know, the author of the step decides.
 */
export function mayRepeat(
  channel: Channel | undefined,
  { idempotent, unsureSince }: Pick<Send, 'idempotent' | 'unsureSince'>,
  now: number,
): boolean {
  const { repeats } = channel ?? {}
  switch (repeats?.class) {
    case 'keyed':
      return now - (unsureSince ?? now) < TRUSTED * repeats.forMs
    case 'receiver-dedup':
      return true
    case 'blind':
    case undefined:
      return idempotent
  }
}
