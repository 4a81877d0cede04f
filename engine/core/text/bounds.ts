import { Context, Drop, TypeGuards, Value, toValueSync, type Emitter, type Liquid, type Template } from 'liquidjs'
import { TemplateError, TOO_DEEP } from './error.ts'
import { DOLLAR } from './names.ts'

// All limits count, none looks at a clock: what renders once renders always, on every machine.

/** Templates longer than this are refused. */
export const LONGEST_TEMPLATE = 200_000
/** Characters and items that filters, operators and outputs may handle in one rendering. */
export const MOST_DATA = 5_000_000
const MOST_OPERATIONS = 100_000
const DEEPEST = 50
const LOOP_FACTS = new Set<unknown>(['index', 'index0', 'rindex', 'rindex0', 'first', 'last', 'length'])

/** One rendering: its counters, and what the `date` filter needs. */
export class Rendering extends Context {
  readonly now: number
  readonly zone: string
  private operations = 0

  constructor(liquid: Liquid, roots: object, now: number, zone: string) {
    super(roots, liquid.options, { sync: true }, { liquid })
    this.now = now
    this.zone = zone
  }

  override readProperty(
    of: Parameters<Context['readProperty']>[0],
    key: Parameters<Context['readProperty']>[1],
  ): unknown {
    // The library's own objects (`forloop`, `empty`) would answer with anything their classes have.
    if (of instanceof Drop && !LOOP_FACTS.has(key)) return undefined
    const value: unknown = super.readProperty(of, key)
    if (value !== undefined || typeof key !== 'string' || !key.startsWith(DOLLAR)) return value
    return super.readProperty(of, `$${key.slice(1)}`)
  }

  /** Counts operations about to be done. */
  spend(operations: number): void {
    this.operations += operations
    if (this.operations > MOST_OPERATIONS) throw new TemplateError('The text does too much; shorten its loops.')
  }
}

/** Collects what is written, up to a number of characters. */
export class LimitedText implements Emitter {
  buffer = ''
  private readonly limit: number

  constructor(limit: number) {
    this.limit = limit
  }

  write(text: unknown): void {
    this.buffer += String(text)
    if (this.buffer.length > this.limit) {
      throw new TemplateError(
        `The text becomes longer than ${this.limit.toLocaleString('en-US')} characters; shorten it.`,
      )
    }
  }
}

/** Makes every block of a template pay for itself and for what is in it before it is carried out: an empty loop goes round as well. */
export function countOperations(liquid: Liquid): void {
  const { renderer } = liquid
  const render = renderer.renderTemplates.bind(renderer)
  renderer.renderTemplates = function* (templates, context, emitter) {
    if (context instanceof Rendering) {
      context.spend(1)
      for (const template of templates) context.spend(costs.get(template) ?? 1)
    }
    return yield* render(templates, context, emitter)
  }
}

/** Refuses a template nested too deeply and notes the cost of each of its parts. */
export function weigh(templates: readonly Template[], depth = 0): void {
  if (depth > DEEPEST) throw new TemplateError(TOO_DEEP)
  for (const template of templates) {
    costs.set(template, 1 + operands([...(template.arguments?.() ?? [])]))
    const inside = template.children && (toValueSync(template.children(false, true)) as Template[])
    if (inside) weigh(inside, depth + 1)
  }
}

const costs = new WeakMap<Template, number>()

/** How many values are looked up for these arguments of a tag or output. */
function operands(part: unknown): number {
  if (Array.isArray(part)) return part.reduce((sum: number, item) => sum + operands(item), 0)
  if (part instanceof Value || TypeGuards.isFilteredValueToken(part)) {
    return operands(part.initial.postfix) + part.filters.length + operands(part.filters.map((filter) => filter.args))
  }
  if (TypeGuards.isPropertyAccessToken(part)) return operands(part.props)
  if (TypeGuards.isRangeToken(part)) return operands([part.lhs, part.rhs])
  return 1
}
