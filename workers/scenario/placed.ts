import { ProblemError } from '../../engine/problem.ts'

/** The same refusal with pointers into the scenario instead of into the journey that was refused. */
export function placed(error: unknown, prefixOf: (pointer: string) => string): unknown {
  if (!(error instanceof ProblemError)) return error
  const problems = error.problems.map((problem) => ({
    ...problem,
    pointer: prefixOf(problem.pointer) + problem.pointer,
  }))
  return new ProblemError(error.status, error.code, error.message, problems, error.extra)
}
