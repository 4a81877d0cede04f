import { parseInstant } from '../../core/calendar/index.ts'

interface Times {
  timestamp?: string | null | undefined
  originalTimestamp?: string | null | undefined
  sentAt?: string | null | undefined
}

/** Differences up to this are time on the network, not a wrong clock. Milliseconds. */
const NETWORK_MS = 60_000

/**
 * When a message happened, by our clock, as Segment computes it: `receivedAt - (sentAt - timestamp)`. The client's
 * clock is only corrected where it is off by more than a minute, so that a time stamp normally stays what was sent.
 * Nothing has happened later than it was received. All instants are epoch milliseconds.
 *
 * @returns the instant, or the name of a field that holds no date-time
 */
export function happenedAt(
  { timestamp, originalTimestamp, sentAt }: Times,
  receivedAt: number,
): number | { unreadable: 'timestamp' | 'originalTimestamp' | 'sentAt' } {
  const happened = read(timestamp ?? originalTimestamp)
  if (happened === null) return { unreadable: timestamp == null ? 'originalTimestamp' : 'timestamp' }
  const sentFrom = readSent(sentAt)
  if (sentFrom === null) return { unreadable: 'sentAt' }
  if (happened === undefined) return receivedAt
  const skew = sentFrom === undefined ? 0 : receivedAt - sentFrom
  return Math.min(receivedAt, Math.abs(skew) > NETWORK_MS ? happened + skew : happened)
}

/** Undefined = not given, null = unreadable. */
function read(text: string | null | undefined): number | null | undefined {
  return text == null || text === '' ? undefined : parseInstant(text, 'UTC')
}

/** The same for the time of sending, which all messages of a batch share. */
function readSent(text: string | null | undefined): number | null | undefined {
  if (text !== sent.text) sent = { text, at: read(text) }
  return sent.at
}

let sent: { text: string | null | undefined; at: number | null | undefined } = { text: undefined, at: undefined }
