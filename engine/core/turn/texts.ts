import type { Enrollment } from '../model/enrollment.ts'
import type { CustomerEvent } from '../model/input.ts'
import type { Json, JsonObject } from '../model/json.ts'
import { renderText, renderValue, type TextScope } from '../text/index.ts'
import type { Turn } from './state.ts'

const HTML_KEYS = new Set(['html', 'mjml', 'htmlBody'])

/** Values for Liquid: plain copies by name; the customer's own data never becomes a template. */
export function textScope(turn: Turn, e: Enrollment, zone: string): TextScope {
  const { customer } = turn
  const entryEvent = 'event' in e.entry ? e.entry.event : null
  const event = e.event ?? entryEvent
  return {
    customer: { id: customer.id, ...customer.traits },
    event: event ? eventValues(event) : {},
    entry: entryEvent ? eventValues(entryEvent) : 'data' in e.entry ? e.entry.data : {},
    vars: e.vars,
    loyalty: { points: customer.points.balance, tier: customer.tier },
    now: turn.now,
    zone,
  }
}

const eventValues = (event: CustomerEvent): JsonObject => ({
  ...event.properties,
  $name: event.name,
  $at: new Date(event.timestamp).toISOString(),
})

/** Values are escaped where the text is HTML; a subject stays one line. */
export function renderMessage(content: JsonObject, scope: TextScope): JsonObject {
  const out: JsonObject = {}
  for (const [key, value] of Object.entries(content)) out[key] = renderPart(key, value, scope)
  return out
}

function renderPart(key: string, value: Json, scope: TextScope): Json {
  if (typeof value !== 'string') return renderValue(value, scope)
  if (HTML_KEYS.has(key)) return renderText(value, scope, { escape: 'html' })
  // A line break in a subject would end the header.
  return renderText(value, scope, { escape: key === 'subject' ? 'line' : 'none' })
}
