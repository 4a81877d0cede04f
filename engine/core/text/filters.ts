import { filters as libraryFilters, type Context, type FilterImplOptions } from 'liquidjs'
import { formatDate } from './date.ts'
import { Rendering } from './bounds.ts'

/**
 * What a filter of the library may be: nothing that evaluates expressions, draws lots, reads a clock, depends on the machine,
 * or lets a value out of the escaping (`raw`).
 */
const FROM_LIBRARY = [
  'append',
  'prepend',
  'capitalize',
  'downcase',
  'upcase',
  'strip',
  'lstrip',
  'rstrip',
  'strip_newlines',
  'strip_html',
  'squish',
  'replace',
  'replace_first',
  'replace_last',
  'remove',
  'remove_first',
  'remove_last',
  'truncate',
  'truncatewords',
  'split',
  'slice',
  'abs',
  'ceil',
  'floor',
  'round',
  'plus',
  'minus',
  'times',
  'divided_by',
  'modulo',
  'at_least',
  'at_most',
  'join',
  'first',
  'last',
  'size',
  'sort',
  'sort_natural',
  'reverse',
  'uniq',
  'compact',
  'map',
  'concat',
  'sum',
  'default',
  'json',
] as const

type Handler = (this: { context: Context }, value: unknown, ...args: unknown[]) => unknown

/** All filters a template may use, by name. With `html`, those that escape are not escaped once more. */
export function allowedFilters(html: boolean): Record<string, FilterImplOptions> {
  const own: Record<string, Handler> = { date, where, url_encode, escape, escape_once, newline_to_br }
  const all: Record<string, FilterImplOptions> = {}
  for (const name of FROM_LIBRARY) all[name] = charged(handlerOf(libraryFilters[name]))
  for (const [name, handler] of Object.entries(own)) {
    all[name] = { handler: charged(handler), raw: html && ESCAPING.has(name) }
  }
  return all
}

/** A value as text: nothing for what is missing, and nothing for objects and for numbers that are none. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  if (typeof value === 'boolean') return String(value)
  return Array.isArray(value) ? value.map(textOf).join('') : ''
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

/** How much work a value is for whoever handles it. */
export const sizeOf = (value: unknown): number => (typeof value === 'string' || Array.isArray(value) ? value.length : 1)

const ESCAPING = new Set(['escape', 'escape_once', 'newline_to_br'])
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' }
const DATE_FORMAT = '%A, %B %-e, %Y at %-l:%M %P %z'

const escape: Handler = (value) => escapeHtml(textOf(value))
const escape_once: Handler = (value) => escapeHtml(textOf(value)).replace(/&amp;(amp|lt|gt|quot|#\d{1,7});/g, '&$1;')
const newline_to_br: Handler = (value) => escapeHtml(textOf(value)).replace(/\r?\n/g, '<br />\n')

/** A half of a surrogate pair alone, as cutting can leave it, has no encoding. */
const url_encode: Handler = (value) =>
  encodeURIComponent(textOf(value).replace(/\p{Surrogate}/gu, '\ufffd')).replace(/%20/g, '+')

/** `now` and `today` are the instant of the rendering; the zone is the customer's unless another is given. */
const date: Handler = function (value, format, zone) {
  const { context } = this
  if (!(context instanceof Rendering)) return value
  const instant = value === 'now' || value === 'today' ? context.now : value
  const pattern = format === undefined || format === null ? DATE_FORMAT : textOf(format)
  context.memoryLimit.use(pattern.length * 10)
  return formatDate(instant, pattern, typeof zone === 'string' ? zone : context.zone) ?? value
}

/** The items whose own property has this value, or any value that counts as true. */
const where: Handler = (list, property, wanted) =>
  (Array.isArray(list) ? list : []).filter((item: unknown) => {
    if (item === null || typeof item !== 'object' || !Object.hasOwn(item, textOf(property))) return false
    const value = (item as Record<string, unknown>)[textOf(property)]
    return wanted === undefined ? value !== false && value !== null : value === wanted
  })

function handlerOf(filter: FilterImplOptions | undefined): Handler {
  if (typeof filter === 'function') return filter as Handler
  throw new Error('The Liquid library has lost a filter.')
}

function charged(handler: Handler): Handler {
  return function (value, ...args) {
    this.context.memoryLimit.use([value, ...args].reduce((sum: number, item) => sum + sizeOf(item), 0))
    return handler.apply(this, [value, ...args])
  }
}
