import type { Problem } from '../../engine/core/model/problem.ts'
import { ProblemError } from '../../engine/problem.ts'

/**
 * The same refusal with pointers into the scenario instead of into the journey that was refused. One that names no place
 * gets that of the prefix.
 */
export function placed(error: unknown, prefixOf: (pointer: string) => string): unknown {
  if (!(error instanceof ProblemError)) return error
  const { code, message, problems: found } = error
  const given: readonly Problem[] = found.length > 0 ? found : [{ code, message, pointer: '', severity: 'error' }]
  const problems = given.map((problem) => ({ ...problem, pointer: prefixOf(problem.pointer) + problem.pointer }))
  return new ProblemError(error.status, error.code, error.message, problems, error.extra)
}
