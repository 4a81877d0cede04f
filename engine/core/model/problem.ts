export type Severity = 'error' | 'warning'

/** A fault in a journey or a request: what, where, and what to do about it. */
export interface Problem {
  /** Kebab-case, stable, e.g. `cycle-without-wait`. */
  code: string
  /** One sentence that names the step or field and says what to do. */
  message: string
  /** JSON Pointer into the document that was given. */
  pointer: string
  severity: Severity
  step?: string
  line?: number
  column?: number
}

export const hasErrors = (problems: readonly Problem[]): boolean => problems.some((p) => p.severity === 'error')
