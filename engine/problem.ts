import type { Problem } from './core/model/problem.ts'

/** A fault of the caller, told as RFC 9457 problem details; nothing has changed. */
export class ProblemError extends Error {
  readonly status: number
  readonly code: string
  readonly problems: readonly Problem[]
  /** More members of the problem document, e.g. the current revision. */
  readonly extra: Record<string, unknown>

  constructor(
    status: number,
    code: string,
    detail: string,
    problems: readonly Problem[] = [],
    extra: Record<string, unknown> = {},
  ) {
    super(detail)
    this.status = status
    this.code = code
    this.problems = problems
    this.extra = extra
  }

  /** The problem document. `title` is the code in words. */
  toJSON(): Record<string, unknown> {
    const title = this.code.replaceAll('-', ' ').replace(/^./, (c) => c.toUpperCase())
    return {
      type: `urn:perennial:problem:${this.code}`,
      title,
      status: this.status,
      detail: this.message,
      code: this.code,
      problems: this.problems,
      ...this.extra,
    }
  }
}

export const notFound = (what: string, id: string): ProblemError =>
  new ProblemError(404, 'not-found', `There is no ${what} "${id}".`)
