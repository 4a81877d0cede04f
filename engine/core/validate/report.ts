import type { z } from 'zod'
import { problemsFromIssues } from '../format/issues.ts'
import { type Place, problemAt, type Source } from '../format/place.ts'
import type { Problem } from '../model/problem.ts'

export type Path = readonly PropertyKey[]

/** Collects the problems of one document. Paths begin at the document. */
export interface Report {
  readonly problems: readonly Problem[]
  error(path: Path, code: string, message: string): void
  /** Warnings never refuse. */
  warning(path: Path, code: string, message: string): void
  /** What a schema found wrong with the value at a path. */
  schema(path: Path, issues: readonly z.core.$ZodIssue[]): void
  /** A fault in a Liquid text; line and column count from 1 inside the text. */
  template(path: Path, fault: { message: string; line: number; column: number }): void
}

export function createReport(source: Source): Report {
  const problems: Problem[] = []
  return {
    problems,
    error: (path, code, message) => void problems.push(problemAt(source, path, code, () => message)),
    warning: (path, code, message) => void problems.push(problemAt(source, path, code, () => message, 'warning')),
    schema: (path, issues) => void problems.push(...problemsFromIssues(issues, source, path)),
    template: (path, { message, line, column }) => {
      const tell = ({ name }: Place): string => `${name}, line ${line}, column ${column}: ${message}`
      problems.push({ ...problemAt(source, path, 'bad-template', tell), line, column })
    },
  }
}
