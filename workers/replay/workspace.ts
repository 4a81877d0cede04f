import { readFileSync } from 'node:fs'
import { parseSegment } from '../../engine/core/format/index.ts'
import type { Segment, Template } from '../../engine/core/model/journey.ts'
import { hasErrors, type Problem } from '../../engine/core/model/problem.ts'
import { reviewSegment, reviewTemplate } from '../../engine/core/validate/index.ts'
import { ProblemError } from '../../engine/problem.ts'

/** What a log is replayed in. Journeys are checked when they are published. */
export interface ReplayWorkspace {
  journeys: readonly unknown[]
  segments: readonly Segment[]
  templates: readonly Template[]
}

/**
 * Reads one journey, or journeys with the segments and templates they refer to.
 * @throws ProblemError 400 for a file that cannot be read, 422 naming what is wrong with a segment or template
 */
export function readWorkspace(path: string): ReplayWorkspace {
  const value = readJson(path)
  if (!Array.isArray((value as Partial<ReplayWorkspace> | null)?.journeys)) {
    return { journeys: [value], segments: [], templates: [] }
  }
  const { journeys, segments = [], templates = [] } = value as Record<keyof ReplayWorkspace, unknown>
  const listed = listOf(segments, 'segments')
  // Segments may build on others that come later.
  const others = new Map(listed.flatMap((one) => namedBy(parseSegment(one).segment)))
  return {
    journeys: journeys as unknown[],
    segments: readAll(listed, 'segments', (one) => {
      const { segment, problems } = reviewSegment(one, others)
      return { read: segment, problems }
    }),
    templates: readAll(listOf(templates, 'templates'), 'templates', (one) => {
      const { template, problems } = reviewTemplate(one)
      return { read: template, problems }
    }),
  }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new ProblemError(400, 'journey-unreadable', `${path} cannot be read as JSON: ${(error as Error).message}`)
  }
}

const namedBy = (segment: Segment | null): [string, Segment][] => (segment ? [[segment.id, segment]] : [])

function listOf(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw refused([{ code: 'invalid-config', message: `"${name}" is no list.`, pointer: `/${name}`, severity: 'error' }])
}

function readAll<T>(
  list: readonly unknown[],
  name: string,
  review: (one: unknown) => { read: T | null; problems: Problem[] },
): T[] {
  return list.map((one, index) => {
    const { read, problems } = review(one)
    if (read !== null && !hasErrors(problems)) return read
    throw refused(problems.map((problem) => ({ ...problem, pointer: `/${name}/${index}${problem.pointer}` })))
  })
}

function refused(problems: Problem[]): ProblemError {
  const first = problems.find(({ severity }) => severity === 'error')
  return new ProblemError(422, 'workspace-invalid', `Nothing was replayed. ${first?.message ?? ''}`, problems)
}
