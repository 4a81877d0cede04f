import { CaptureTag, defaultOperators, Liquid, type Context, type Operators } from 'liquidjs'
import { countOperations, LONGEST_TEMPLATE, MOST_DATA } from './bounds.ts'
import { allowedFilters, escapeHtml, sizeOf, textOf } from './filters.ts'

/** Nothing that reaches outside of the template and its scope (`include`, `render`, `layout`). */
const TAGS = new Set([
  'assign',
  'capture',
  'case',
  'comment',
  '#',
  'cycle',
  'echo',
  'for',
  'break',
  'continue',
  'if',
  'unless',
  'raw',
  'increment',
  'decrement',
  'liquid',
])

/** The Liquid library with what we allow of it. Outputs of the HTML one are escaped. */
export function liquidEngine(html: boolean): Liquid {
  const liquid = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    // Neither a file system nor the machine's language or zone.
    templates: {},
    locale: 'en-US',
    timezoneOffset: 0,
    parseLimit: LONGEST_TEMPLATE,
    memoryLimit: MOST_DATA,
    operators: chargedOperators(),
    outputEscape: html ? escapedOutput : plainOutput,
  })
  for (const name of Object.keys(liquid.tags)) if (!TAGS.has(name)) delete liquid.tags[name]
  for (const name of Object.keys(liquid.filters)) liquid.unregisterFilter(name)
  for (const [name, filter] of Object.entries(allowedFilters(html))) liquid.registerFilter(name, filter)
  liquid.registerTag('capture', ChargedCapture)
  countOperations(liquid)
  return liquid
}

/** What is captured bypasses the limit on output, and captures of captures double. */
class ChargedCapture extends CaptureTag {
  override *render(context: Context): Generator<unknown, void, string> {
    yield* super.render(context)
    context.memoryLimit.use(sizeOf(context.bottom()[this.variable]))
  }
}

function plainOutput(this: { context: Context }, value: unknown): string {
  const text = textOf(value)
  this.context.memoryLimit.use(text.length)
  return text
}

function escapedOutput(this: { context: Context }, value: unknown): string {
  return escapeHtml(plainOutput.call(this, value))
}

function chargedOperators(): Operators {
  const charged = ([name, operator]: [string, Operators[string]]) => [
    name,
    (...given: [unknown, unknown, Context]) => {
      const context = given.at(-1) as Context
      context.memoryLimit.use(sizeOf(given[0]) + sizeOf(given[1]))
      return operator(...given)
    },
  ]
  return Object.fromEntries(Object.entries(defaultOperators).map(charged)) as Operators
}
