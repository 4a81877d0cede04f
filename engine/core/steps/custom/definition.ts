import { ID_PATTERN } from '../../format/scalars.ts'
import type { StepType } from '../sdk.ts'
import { isPromise } from './decision.ts'
import { said } from './plain.ts'

const GROUPS: readonly StepType['group'][] = ['timing', 'logic', 'message', 'data', 'loyalty', 'custom']

/**
 * Looks at a step type before anybody uses it: a process that cannot run it must not start.
 * @throws Error that names the type and what has to change
 */
export function checkDefinition(type: StepType): void {
  const fault = typeof type === 'object' && type !== null ? faultOf(type) : 'it is no object made with defineStep'
  if (fault === null) return
  const name = said((type as Partial<StepType> | null)?.type)
  throw new Error(
    `The step type ${name} cannot be used: ${fault}. Mend it, or take it out of examples/custom-steps.ts.`,
  )
}

function faultOf(type: StepType): string | null {
  const given: Partial<Record<keyof StepType, unknown>> = { ...type }
  if (typeof given.type !== 'string' || !ID_PATTERN.test(given.type)) {
    return 'its "type" must be 1 to 64 small letters, digits and hyphens, beginning with a letter or digit'
  }
  if (!GROUPS.includes(type.group)) {
    return `its "group" is ${said(given.group)}; the groups are ${GROUPS.map((group) => `"${group}"`).join(', ')}`
  }
  if (typeof given.icon !== 'string') return 'its "icon" must be the name of a Tabler icon, such as "star"'
  for (const language of ['en', 'zh'] as const) {
    const texts = (given.texts as Partial<StepType['texts']> | undefined)?.[language]
    if (typeof texts?.name !== 'string' || typeof texts.description !== 'string') {
      return `"texts.${language}" must have a "name" and a "description"`
    }
  }
  for (const member of ['paths', 'arrive'] as const) {
    if (typeof given[member] !== 'function') return `"${member}" must be a function`
  }
  if (type.waits === true && given.resume === undefined)
    return 'it says "waits: true" and has no "resume" to go on with'
  return exampleFault(type)
}

function refusalOf(type: StepType, example: unknown, name: string): string | null {
  const read = type.config.safeParse(example)
  if (read.success) return null
  const [issue] = read.error.issues
  const place = [name, ...(issue?.path ?? [])].join('.')
  return `its "config" refuses its own "${place}" (${issue?.message ?? 'invalid'})`
}

function exampleFault(type: StepType): string | null {
  if (typeof (type.config as Partial<StepType['config']> | undefined)?.safeParse !== 'function') {
    return '"config" must be a zod schema'
  }
  try {
    for (const language of ['en', 'zh'] as const) {
      const { example } = type.texts[language]
      const refused = example === undefined ? null : refusalOf(type, example, `texts.${language}.example`)
      if (refused !== null) return refused
    }
    const refused = refusalOf(type, type.example, 'example')
    if (refused !== null) return refused
    const fault = pathsFault(type.paths(type.config.parse(type.example)))
    return fault === null ? null : `"paths" ${fault}`
  } catch (error) {
    return `reading its "example" failed (${error instanceof Error ? error.message : String(error)})`
  }
}

/** What is wrong with an answer of `paths`; null = nothing. */
export function pathsFault(paths: unknown): string | null {
  if (isPromise(paths)) return 'is asynchronous and must not be'
  if (!Array.isArray(paths)) return `answered ${said(paths)} instead of a list of names`
  const odd: unknown = paths.find((path) => typeof path !== 'string' || path === '' || path in Object.prototype)
  return odd === undefined ? null : `answered with ${said(odd)}, which is no name for a path`
}
