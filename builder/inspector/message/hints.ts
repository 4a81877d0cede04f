import type { JsonObject } from '../../../engine/core/model/json.ts'
import { variablesOf } from '../../../engine/core/text/index.ts'

/** Something to look at before a message goes out; a text key and its values. */
export interface Hint {
  key: string
  severity: 'error' | 'warning'
  values?: Record<string, string | number>
}

/** The largest HTML that mail programs show whole: Gmail cuts off what is longer. Bytes. */
const CLIPPED_BYTES = 102 * 1024
const LONG_SUBJECT = 60
const ROOTS = new Set(['customer', 'event', 'entry', 'vars', 'loyalty', 'links', 'now'])

/**
 * @param content what is written, with its Liquid
 * @param made what becomes of it for the example customer
 * @param customer values of that customer
 */
export function hintsFor(channel: string, content: JsonObject, made: JsonObject, customer: JsonObject): Hint[] {
  const text = (key: string): string => (typeof made[key] === 'string' ? made[key] : '')
  return [
    ...(channel === 'email' ? mailHints(content, text) : []),
    ...(isEmpty(content) ? [{ key: 'noBody', severity: 'error' as const }] : []),
    ...valueHints(content, customer),
  ]
}

function mailHints(content: JsonObject, text: (key: string) => string): Hint[] {
  const [subject, html] = [text('subject'), text('html')]
  const hints: (Hint | false)[] = [
    isBlank(content['subject']) && { key: 'noSubject', severity: 'error' },
    subject.length > LONG_SUBJECT && { key: 'longSubject', severity: 'warning', values: { count: subject.length } },
    isShouting(subject) && { key: 'shouting', severity: 'warning' },
    !isBlank(content['html']) && !isBlank(content['mjml']) && { key: 'twoDesigns', severity: 'warning' },
    !isBlank(content['text']) &&
      (!isBlank(content['html']) || !isBlank(content['mjml'])) && { key: 'ownText', severity: 'warning' },
    bytesOf(html) > CLIPPED_BYTES && {
      key: 'clipped',
      severity: 'warning',
      values: { size: Math.ceil(bytesOf(html) / 1024) },
    },
    /<img\b/i.test(html) && wordsOf(html).length < 20 && { key: 'picturesOnly', severity: 'warning' },
    !isEmpty(content) &&
      !JSON.stringify(content).includes('links.unsubscribe') && { key: 'noUnsubscribe', severity: 'warning' },
  ]
  return hints.filter((hint) => hint !== false)
}

/** Names nothing stands behind, and values this customer does not have. */
function valueHints(content: JsonObject, customer: JsonObject): Hint[] {
  const texts = Object.values(content).filter((text) => typeof text === 'string')
  const paths = [...new Set(texts.flatMap(variablesOf))]
  const unknown = paths.filter((path) => !ROOTS.has(path.split(/[.[]/)[0] ?? ''))
  const missing = paths.filter((path) => {
    const key = /^customer\.([\w$]+)/.exec(path)?.[1]
    return key !== undefined && isNothing(customer[key]) && !texts.some((text) => hasReplacement(text, path))
  })
  return [
    ...unknown.map((path) => ({ key: 'unknown', severity: 'error' as const, values: { path } })),
    ...missing.map((path) => ({ key: 'missing', severity: 'warning' as const, values: { path } })),
  ]
}

/** `{{ path | default: ... }}`, or a question whether it is there. */
function hasReplacement(text: string, path: string): boolean {
  const name = path.replace(/[.$[\]]/g, '\\$&')
  return new RegExp(`\\{\\{[^}]*${name}[^}]*\\|\\s*default|\\{%-?\\s*(if|unless|elsif|case)[^%]*${name}`).test(text)
}

const isNothing = (value: unknown): boolean => value === undefined || value === null || value === ''
const isBlank = (value: unknown): boolean => typeof value !== 'string' || value.trim() === ''
const isEmpty = (content: JsonObject): boolean => ['text', 'html', 'mjml'].every((key) => isBlank(content[key]))
const isShouting = (subject: string): boolean =>
  /!!|\$\$/.test(subject) || (/\p{Lu}{6,}/u.test(subject) && subject === subject.toUpperCase())
const wordsOf = (html: string): string =>
  html
    .replace(/<(head|style|title)\b[\s\S]*?<\/\1>|<!--[\s\S]*?-->/gi, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
const bytesOf = (text: string): number => new TextEncoder().encode(text).length

/** How many parts a text message is charged as: 160 signs of the basic alphabet or 70 of any other, less in a series. */
export function smsParts(text: string): number {
  const isBasic = /^[\n\r -~£¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉÄÖÑÜ§¿äöñüà€]*$/.test(text)
  const [single, series] = isBasic ? [160, 153] : [70, 67]
  return text.length <= single ? 1 : Math.ceil(text.length / series)
}
