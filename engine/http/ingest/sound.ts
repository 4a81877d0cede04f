import { FORBIDDEN_KEYS } from '../../core/format/plain-json.ts'
import { LIMITS } from '../../core/format/scalars.ts'
import type { MessageOf, MessageType } from './schemas.ts'

/**
 * The short way in, for the many messages that have nothing wrong with them: true only where the schemas would take the
 * message just as it is. False says nothing; then the schemas look, and tell what is wrong.
 *
 * @param limit bytes the message may have as JSON
 */
export function isSound<T extends MessageType>(value: unknown, type: T, limit: number): value is MessageOf<T> {
  if (!isObject(value) || !hasCommon(value) || !OWN[type](value)) return false
  const most = weigh(value, 0)
  return most <= limit || (most < Infinity && Buffer.byteLength(JSON.stringify(value)) <= limit)
}

type Fields = Record<string, unknown>

const OWN: { [T in MessageType]: (message: Fields) => boolean } = {
  identify: ({ traits, consent }) => isObjectOrNone(traits) && consent === undefined,
  track: ({ event, properties }) => isText(event, 200) && event !== '' && isObjectOrNone(properties),
  page: isView,
  screen: isView,
  group: ({ groupId, traits }) => isId(groupId) && isObjectOrNone(traits),
  alias: ({ previousId }) => isId(previousId),
}

function isView({ name, category, properties }: Fields): boolean {
  return isTextOrNone(name, 200) && isTextOrNone(category, 200) && isObjectOrNone(properties)
}

function hasCommon(message: Fields): boolean {
  return (
    isTextOrNone(message.messageId, 256) &&
    (isTextOrNone(message.userId, 256) || Number.isSafeInteger(message.userId)) &&
    (isTextOrNone(message.anonymousId, 256) || Number.isSafeInteger(message.anonymousId)) &&
    isTextOrNone(message.timestamp, 64) &&
    isTextOrNone(message.originalTimestamp, 64) &&
    isTextOrNone(message.sentAt, 64) &&
    isObjectOrNone(message.context)
  )
}

const isText = (value: unknown, most: number): boolean => typeof value === 'string' && value.length <= most
const isTextOrNone = (value: unknown, most: number): boolean => value == null || isText(value, most)
const isId = (value: unknown): boolean => Number.isSafeInteger(value) || (isText(value, 256) && value !== '')
const isObjectOrNone = (value: unknown): boolean => value == null || isObject(value)

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

/** At least as many bytes as the value has as JSON; Infinity = something about it needs a closer look. */
function weigh(value: unknown, depth: number): number {
  switch (typeof value) {
    case 'string':
      // A control character takes six.
      return 2 + 6 * value.length
    case 'boolean':
      return 5
    case 'number':
      return Number.isFinite(value) ? 25 : Infinity
    case 'object':
      return value === null ? 4 : weighParts(value, depth)
    default:
      return Infinity
  }
}

function weighParts(value: object, depth: number): number {
  if (depth >= LIMITS.depth) return Infinity
  let sum = 2
  if (Array.isArray(value)) {
    for (const item of value) sum += 1 + weigh(item, depth + 1)
    return sum
  }
  if (!isObject(value)) return Infinity
  for (const key in value) {
    if (FORBIDDEN_KEYS.has(key) || key.includes('\0')) return Infinity
    sum += 4 + 6 * key.length + weigh(value[key], depth + 1)
  }
  return sum
}
