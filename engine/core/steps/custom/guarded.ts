import type { CheckContext, Signal, StepContext, StepType } from '../sdk.ts'
import { guardedContext } from './context.ts'
import { decisionOf, isPromise } from './decision.ts'
import { pathsFault } from './definition.ts'
import { readOnly } from './read-only.ts'

/**
 * A step type that is not ours, held to what the engine rests on: it sees a customer it cannot change, and what it answers
 * and asks for is looked at before anything comes of it. What is wrong becomes words for its author, which park the one
 * enrollment (`step-error`) or refuse the publish (`invalid-config`).
 */
export function guarded(type: StepType): StepType {
  const paths = (config: unknown): string[] => {
    const told = attempt(() => type.paths(config))
    return 'value' in told && pathsFault(told.value) === null ? told.value : []
  }
  const list = <Item>(read: () => Item[] | undefined): Item[] => {
    const told = attempt(read)
    return 'value' in told && Array.isArray(told.value) ? told.value : []
  }
  const decide = (member: string, context: StepContext<unknown>, answer: unknown) =>
    decisionOf(answer, `"${member}" of the step type "${type.type}"`, paths(context.config))

  return {
    ...type,
    paths,
    conditions: (config) => list(() => type.conditions?.(config)),
    references: (config) => list(() => type.references?.(config)),
    check: (config, context) => checkAll(type, config, context),
    arrive(context) {
      const decision = decide('arrive', context, type.arrive(guardedContext(context)))
      if (decision !== null) return decision
      throw new TypeError(
        `"arrive" of the step type "${type.type}" answered nothing. It must return { leave }, { wait }, { end } or { park }.`,
      )
    },
    resume(context, signal) {
      const answer = type.resume?.(guardedContext(context), readOnly(signal, 'signal'))
      const decision = decide('resume', context, answer)
      if (decision === null && isLastChance(context, signal)) {
        throw new TypeError(
          `The timer of the step type "${type.type}" is over, and its "resume" neither leaves nor waits for anything else.`,
        )
      }
      return decision
    },
  }
}

/** After this signal nothing would ever come again. */
function isLastChance({ enrollment: { waiting } }: StepContext<unknown>, signal: Signal): boolean {
  const rests = waiting?.inputs === true || waiting?.interactionId !== undefined || waiting?.childId !== undefined
  return signal.type === 'timer' && !rests
}

/** Code that fails while a journey is checked is a problem of that journey: it could not run. */
function checkAll(type: StepType, config: unknown, context: CheckContext): void {
  const tell = (member: string, fault: string): void => {
    const message = `Step "${context.step.id}" cannot be used: "${member}" of the step type "${type.type}" ${fault}. Mend its code.`
    context.report('invalid-config', message)
  }
  const run = (
    member: 'paths' | 'conditions' | 'references' | 'check',
    fault: (answer: unknown) => string | null,
  ): void => {
    const told = attempt((): unknown => type[member]?.(config, context))
    const wrong = 'error' in told ? `failed (${told.error})` : fault(told.value)
    if (wrong !== null) tell(member, wrong)
  }
  const notList = (answer: unknown): string | null =>
    answer === undefined || Array.isArray(answer) ? null : 'must answer with a list'
  run('paths', pathsFault)
  run('conditions', notList)
  run('references', notList)
  run('check', (answer) => (isPromise(answer) ? 'is asynchronous and must not be' : null))
}

function attempt<T>(read: () => T): { value: T } | { error: string } {
  try {
    return { value: read() }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}
