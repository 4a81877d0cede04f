import type { Json, JsonObject } from '../model/json.ts'
import { TemplateError } from './error.ts'
import { renderText, renderValue, type TextScope } from './index.ts'

/**
 * Carries out the Liquid in the texts of a message. Values are escaped where the text is HTML; what stands beside the
 * sender in a mailbox stays one line.
 * @throws TemplateError that names the text
 */
export function renderMessage(content: JsonObject, scope: TextScope): JsonObject {
  const out: JsonObject = {}
  for (const [key, value] of Object.entries(content)) out[key] = renderPart(key, value, scope)
  return out
}

const HTML = new Set(['html', 'mjml', 'htmlBody'])
/** A line break in a subject would end the header. */
const LINES = new Set(['subject', 'preheader'])

function renderPart(key: string, value: Json, scope: TextScope): Json {
  try {
    if (typeof value !== 'string') return renderValue(value, scope)
    return renderText(value, scope, { escape: HTML.has(key) ? 'html' : LINES.has(key) ? 'line' : 'none' })
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    throw new TemplateError(error.reason, error.line, error.column, key)
  }
}
