import { type Drawing, isEntry, type ReadStep } from './drawing.ts'
import type { Report } from './report.ts'

/** Checks ids and lines: each line begins at a path that exists and ends at a step; each step can be reached. */
export function checkEdges(drawing: Drawing, report: Report): void {
  checkStepIds(drawing, report)
  checkLines(drawing, report)
  const connected = new Set(drawing.journey.edges.map(({ from, path }) => lineKey(from, path)))
  for (const read of drawing.steps) checkPaths(read, connected, report)
  checkReached(drawing, report)
}

function checkStepIds({ journey, indexOf }: Drawing, report: Report): void {
  journey.steps.forEach((step, index) => {
    if (indexOf.get(step.id) === index) return
    report.error(['steps', index, 'id'], 'duplicate-id', `Two steps have the id "${step.id}"; give each its own.`)
  })
}

function checkLines({ journey, steps, indexOf }: Drawing, report: Report): void {
  const seen = new Set<string>()
  journey.edges.forEach((edge, at) => {
    const from = steps[indexOf.get(edge.from) ?? -1]
    const to = steps[indexOf.get(edge.to) ?? -1]
    const name = `The edge from "${edge.from}" by "${edge.path}"`
    if (from === undefined) {
      report.error(
        ['edges', at, 'from'],
        'unknown-target',
        `${name} begins at a step that does not exist; draw it from another step.`,
      )
    } else if (from.paths !== null && !from.paths.includes(edge.path)) {
      const paths = from.paths.map((path) => `"${path}"`).join(', ')
      const known = from.paths.length === 0 ? 'it has none' : `it has ${paths}`
      const message = `Step "${edge.from}" has no path "${edge.path}" (${known}); draw the edge from another path or remove it.`
      report.error(['edges', at, 'path'], 'unknown-path', message)
    }
    if (to === undefined) {
      const message = `${name} leads to step "${edge.to}", which does not exist; lead it to another step.`
      report.error(['edges', at, 'to'], 'unknown-target', message)
    } else if (isEntry(to)) {
      const message = `${name} leads to the entry "${edge.to}"; lead it to the step after it.`
      report.error(['edges', at, 'to'], 'edge-into-entry', message)
    }
    const key = lineKey(edge.from, edge.path)
    if (seen.has(key)) {
      const message = `Path "${edge.path}" of step "${edge.from}" has two edges; a path leads to one step.`
      report.error(['edges', at], 'duplicate-path', message)
    }
    seen.add(key)
  })
}

function checkPaths(
  { step, index, paths, definition }: ReadStep,
  connected: ReadonlySet<string>,
  report: Report,
): void {
  if (paths === null) return
  const twice = new Set(paths.filter((path, at) => paths.indexOf(path) !== at))
  for (const path of twice) {
    const message = `Step "${step.id}" has two paths called "${path}"; give each its own name.`
    report.error(['steps', index, 'config'], 'duplicate-path', message)
  }
  for (const path of new Set(paths)) {
    if (connected.has(lineKey(step.id, path)) || Object.hasOwn(definition?.fallbacks ?? {}, path)) continue
    const message = `Path "${path}" of step "${step.id}" leads nowhere, so the journey ends there; connect it or add an exit.`
    report.warning(['steps', index], 'dead-end', message)
  }
}

function checkReached({ steps, entries, reached }: Drawing, report: Report): void {
  if (entries.length === 0) {
    report.error(['steps'], 'no-entry', 'The journey has no entry; add a step of type "entry".')
    return
  }
  for (const read of steps) {
    if (reached.has(read.index)) continue
    const message = `No path leads from an entry to step "${read.step.id}"; connect it or remove it.`
    report.error(['steps', read.index], 'unreachable-step', message)
  }
}

const lineKey = (from: string, path: string): string => `${from}\n${path}`
