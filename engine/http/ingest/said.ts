import type { InputBody } from '../../core/model/input.ts'
import type { Json, JsonObject } from '../../core/model/json.ts'
import type { MessageOf, MessageType } from './schemas.ts'

/** What a message says about its customer. A message that says several things has a name for each but the first. */
export interface Said {
  part?: string
  body: InputBody
}

type AnyMessage = MessageOf<MessageType>

/** @param at when it happened, epoch milliseconds */
export function saidBy(type: MessageType, message: AnyMessage, at: number): Said[] {
  const say = SAY[type] as (message: AnyMessage, at: number) => Said[]
  return say(message, at)
}

const SAY: { [T in MessageType]: (message: MessageOf<T>, at: number) => Said[] } = {
  identify: ({ traits, context, consent }) => {
    const known = plain(traits ?? (context?.traits as JsonObject | null | undefined))
    return [{ body: { kind: 'identify', traits: known, ...zoneIn(known) } }, ...consents(consent ?? {})]
  },
  track: ({ event, properties }, at) => [happened(event, plain(properties), at)],
  page: (page, at) => [happened('Page Viewed', viewed(page), at)],
  screen: (screen, at) => [happened('Screen Viewed', viewed(screen), at)],
  group: ({ groupId, traits }) => [
    { body: { kind: 'identify', traits: { groupId: String(groupId), group: plain(traits) } } },
  ],
  alias: ({ previousId }, at) => [happened('Identity Linked', { previousId: String(previousId) }, at)],
}

const happened = (name: string, properties: JsonObject, timestamp: number): Said => ({
  body: { kind: 'event', name, properties, timestamp },
})

function viewed({ name, category, properties }: MessageOf<'page'>): JsonObject {
  return { ...plain(properties), ...(name == null ? {} : { name }), ...(category == null ? {} : { category }) }
}

/** The zone is a trait like others, and also what calendar rules go by. Null takes it away. */
function zoneIn(traits: JsonObject): { timeZone?: string | null } {
  const zone: Json | undefined = traits.timeZone ?? traits.timezone
  if (zone === undefined) return {}
  return typeof zone === 'string' && zone.length <= 64 ? { timeZone: zone } : { timeZone: null }
}

function consents(consent: Record<string, Record<string, boolean>>): Said[] {
  return Object.entries(consent).flatMap(([channel, topics]) =>
    Object.entries(topics).map(([topic, allowed]): Said => {
      return {
        part: `consent ${channel} ${topic}`,
        body: { kind: 'consent', channel, topic, allowed, source: 'identify' },
      }
    }),
  )
}

/** The schemas let any object through; that it holds nothing but JSON is known before. */
const plain = (value: Record<string, unknown> | null | undefined): JsonObject => (value ?? {}) as JsonObject
