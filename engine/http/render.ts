import type { Json, JsonObject } from '../core/model/json.ts'
import { renderText, renderValue, TemplateError, type TextScope } from '../core/text/index.ts'
import { invalid } from './request.ts'

/** A message as it would go out. @throws ProblemError 422 naming the text, line and column */
export function renderContent(content: JsonObject, scope: TextScope): JsonObject {
  return Object.fromEntries(Object.entries(content).map(([key, value]) => [key, renderPart(key, value, scope)]))
}

const HTML = new Set(['html', 'mjml', 'htmlBody'])
const LINES = new Set(['subject', 'preheader'])

function renderPart(key: string, value: Json, scope: TextScope): Json {
  try {
    if (typeof value !== 'string') return renderValue(value, scope)
    return renderText(value, scope, { escape: HTML.has(key) ? 'html' : LINES.has(key) ? 'line' : 'none' })
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    const { reason, line, column } = error
    const message = `"${key}" of the content, line ${line}, column ${column}: ${reason}`
    throw invalid(
      'bad-template',
      [{ code: 'bad-template', message, pointer: `/content/${key}`, severity: 'error', line, column }],
      422,
    )
  }
}
