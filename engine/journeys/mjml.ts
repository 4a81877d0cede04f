import type { Bodies } from '../channels/port.ts'
import type { Journey } from '../core/model/journey.ts'
import type { Json, JsonObject } from '../core/model/json.ts'
import type { Problem } from '../core/model/problem.ts'
import { renderText, TemplateError, type TextScope, variablesOf } from '../core/text/index.ts'

/** What is wrong with the MJML that steps carry themselves; stored templates were checked when they were stored. */
export async function mjmlOfSteps({ steps }: Journey, bodies: Bodies): Promise<Problem[]> {
  const found: Problem[] = []
  for (const [at, { id, config }] of steps.entries()) {
    const { mjml } = (config['content'] ?? {}) as JsonObject
    if (typeof mjml !== 'string') continue
    const problems = await mjmlProblems(mjml, `Step "${id}"`, `/steps/${at}/config/content/mjml`, bodies)
    found.push(...problems.map((problem) => ({ ...problem, step: id })))
  }
  return found
}

/**
 * What is wrong with MJML that has Liquid in it, as a customer of whom everything is known would get it.
 * @param owner names the step or template in the sentence
 */
export async function mjmlProblems(mjml: string, owner: string, pointer: string, bodies: Bodies): Promise<Problem[]> {
  if (mjml.trim() === '') return []
  let rendered: string
  try {
    rendered = renderText(mjml, sampleFor(mjml), { escape: 'html' })
  } catch (error) {
    // The check of Liquid says so itself.
    if (error instanceof TemplateError) return []
    throw error
  }
  const faults = (await bodies.check(rendered)).filter(({ message }) => !message.includes(SAMPLE))
  return faults.map(({ line, message, isCertain }) => ({
    code: 'bad-mjml',
    message: `${owner}, "mjml", line ${line}: ${message.replace(/[^.]$/, '$&.')}`,
    pointer,
    severity: isCertain ? 'error' : 'warning',
    line,
  }))
}

/** Stands for every value, so that whatever depends on one is there. What it makes of a colour or size is no fault. */
const SAMPLE = 'Sample'

function sampleFor(liquid: string): TextScope {
  const scope: TextScope = { customer: {}, event: {}, entry: {}, vars: {}, loyalty: {}, now: 0, zone: 'UTC' }
  for (const path of variablesOf(liquid)) {
    const keys = path.split('.')
    if (keys.some((key) => !/^[\w$]+$/.test(key))) continue
    let place: Record<string, Json> = scope
    for (const key of keys.slice(0, -1)) {
      const inner = Object.hasOwn(place, key) ? place[key] : undefined
      const next = typeof inner === 'object' && inner !== null ? (inner as JsonObject) : {}
      place[key] = next
      place = next
    }
    const last = keys.at(-1) as string
    if (!Object.hasOwn(place, last)) place[last] = SAMPLE
  }
  return { ...scope, now: 0, zone: 'UTC' }
}
