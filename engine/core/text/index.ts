import { Output, toValueSync, TypeGuards } from 'liquidjs'
import type { Json, JsonObject } from '../model/json.ts'
import { LimitedText, Rendering } from './bounds.ts'
import { templateError, type TemplateError } from './error.ts'
import { DOLLAR } from './names.ts'
import { parse, type Parsed } from './parse.ts'

export { TemplateError } from './error.ts'

/** What templates see. All values are plain JSON, which is only ever printed, never parsed as a template. */
export interface TextScope {
  customer: JsonObject
  event: JsonObject
  entry: JsonObject
  vars: JsonObject
  loyalty: JsonObject
  /** Epoch milliseconds; a template sees it as an ISO date. */
  now: number
  /** For the `date` filter and dates without a zone. */
  zone: string
  /** Further roots, such as links. */
  [root: string]: Json
}

export interface TextOptions {
  /** `html` escapes every output; `line` is for subjects and names: control characters and line breaks become spaces. */
  escape?: 'html' | 'none' | 'line'
  /** Characters the text may have; a million unless told. */
  limit?: number
}

/** Carries out a Liquid template. What is missing prints as nothing. Throws TemplateError. */
export function renderText(
  liquid: string,
  scope: TextScope,
  { escape = 'none', limit = LONGEST_TEXT }: TextOptions = {},
): string {
  const out = new LimitedText(limit)
  if (isPlain(liquid)) out.write(liquid)
  else {
    const parsed = parse(liquid, escape === 'html' ? 'html' : 'none')
    carryOut(parsed, scope, out)
  }
  return escape === 'line' ? oneLine(out.buffer) : withoutControls(out.buffer)
}

/**
 * Carries out the templates in every string of a value. A string that is exactly one `{{ path }}` becomes the value there
 * with its type; null if it is missing. Keys stay as they are. Throws TemplateError.
 */
export function renderValue(value: Json, scope: TextScope): Json {
  if (typeof value === 'string') return isPlain(value) ? value : renderString(value, scope)
  if (Array.isArray(value)) return value.map((item) => renderValue(item, scope))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renderValue(item, scope)]))
}

/** What is wrong with a template and where (from 1); null = nothing. */
export function checkTemplate(liquid: string): { message: string; line: number; column: number } | null {
  try {
    parse(liquid, 'none')
    return null
  } catch (error) {
    const { reason, line, column } = error as TemplateError
    return { message: reason, line, column }
  }
}

/** Paths a template reads from its scope, such as `customer.firstName`; none if it cannot be read. */
export function variablesOf(liquid: string): string[] {
  if (isPlain(liquid) || checkTemplate(liquid) !== null) return []
  const { liquid: engine, templates } = parse(liquid, 'none')
  return engine.globalFullVariablesSync(templates, { partials: false }).map((path) => path.replaceAll(DOLLAR, '$'))
}

const LONGEST_TEXT = 1_000_000

const isPlain = (text: string): boolean => !text.includes('{{') && !text.includes('{%')

function renderString(text: string, scope: TextScope): Json {
  const parsed = parse(text, 'none')
  const path = pathOf(parsed)
  if (path === null) return renderText(text, scope)
  try {
    const value = toValueSync(path.evaluate(rendering(parsed, scope))) as Json | undefined
    // A copy, so that what is stored elsewhere does not change with its source.
    return value !== null && typeof value === 'object' ? structuredClone(value) : (value ?? null)
  } catch (error) {
    throw templateError(error)
  }
}

/** The path in a template that is nothing but `{{ path }}`. */
function pathOf({ templates }: Parsed): Output['value']['initial'] | null {
  const [only, ...others] = templates
  if (!(only instanceof Output) || others.length > 0) return null
  const { initial, filters } = only.value
  // The engine adds a filter of its own, which writes the value as text.
  const [first, ...rest] = initial.postfix
  return filters.length === 1 && rest.length === 0 && TypeGuards.isPropertyAccessToken(first) ? initial : null
}

function carryOut(parsed: Parsed, scope: TextScope, out: LimitedText): void {
  try {
    toValueSync(parsed.liquid.renderer.renderTemplates(parsed.templates, rendering(parsed, scope), out))
  } catch (error) {
    throw templateError(error)
  }
}

function rendering({ liquid }: Parsed, scope: TextScope): Rendering {
  // A copy without a prototype: templates count in it (`increment`), and inherit nothing from it.
  const roots = Object.assign(Object.create(null) as object, scope, { now: new Date(scope.now).toISOString() })
  return new Rendering(liquid, roots, scope.now, scope.zone)
}

const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim()
const withoutControls = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
