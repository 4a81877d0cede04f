import { expect } from 'vitest'
import { coreRegistry } from '../../../engine/core/steps/index.ts'
import type { JsonObject } from '../../../engine/core/model/json.ts'
import type { Told } from './telling.ts'

interface Drawing {
  id: string
  steps: { id: string; type: string; config: JsonObject }[]
  edges: { from: string; path: string; to: string }[]
}

/** What holds for every run of every journey: numbers add up, histories are walks through the drawing, nothing goes out twice. */
export function expectSound(output: Told, journeys: readonly unknown[]): void {
  expectCounts(output)
  for (const e of output.enrollments) {
    const drawings = (journeys as Drawing[]).filter((journey) => journey.id === e.journey)
    // Without a move an enrollment walks through its own version from the first to the last step.
    const drawing = drawings[e.version - 1]
    if (drawing && drawings.length === 1) expectWalk(e, drawing)
  }
  const logical = output.interactions.map((row) => `${row.enrollmentId} ${row.step} ${row.visit}`)
  expect(new Set(logical).size, 'one interaction per enrollment, step and visit').toBe(logical.length)
  for (const row of output.interactions) {
    if (!['sending', 'accepted', 'unknown', 'planned'].includes(row.status))
      expect(row.reason, `${row.step} ${row.status}`).not.toBeNull()
  }
}

function expectCounts({ counts, enrollments }: Told): void {
  for (const [journey, count] of Object.entries(counts)) {
    const mine = enrollments.filter((e) => e.journey === journey)
    const n = count as unknown as Record<string, number>
    expect(n['entered'], `${journey} entered`).toBe(mine.length)
    const sum = ['active', 'completed', 'exited', 'failed', 'parked', 'holdout'].reduce(
      (total, status) => total + (n[status] ?? NaN),
      0,
    )
    expect(sum, `N1 ${journey}`).toBe(n['entered'])
    for (const [step, row] of Object.entries(count.steps)) {
      const left = Object.values(row.paths).reduce((total, by) => total + by, 0)
      expect(row.waiting + left + row.exited, `N2 ${journey}/${step}`).toBe(row.arrived)
      expect(mine.flatMap((e) => e.history).filter((visit) => visit.step === step).length, `visits of ${step}`).toBe(
        row.arrived,
      )
    }
    const standing = Object.values(count.steps).reduce((total, row) => total + row.waiting, 0)
    expect(standing, `${journey}: who is inside stands on a step`).toBe((n['active'] ?? 0) + (n['parked'] ?? 0))
  }
}

function expectWalk(e: Told['enrollments'][number], drawing: Drawing): void {
  const registry = coreRegistry()
  const steps = new Map(drawing.steps.map((step) => [step.id, step]))
  const first = e.history[0]
  if (first) expect(steps.get(first.step)?.type).toBe('entry')
  if (e.status === 'holdout') expect(e.history).toEqual([])
  for (const [i, visit] of e.history.entries()) {
    const { step, path } = visit
    const next = e.history[i + 1]
    const drawn = steps.get(step)
    expect(drawn, `step ${step}`).toBeDefined()
    expect(visit.visit).toBe(e.history.slice(0, i + 1).filter((other) => other.step === step).length)
    if (path !== null) {
      const definition = registry.get(drawn?.type ?? '')
      if (definition)
        expect(definition.paths(definition.config.parse(drawn?.config)), `${step} has the path ${path}`).toContain(path)
    }
    if (!next) continue
    const edge = (by: string | null): string | undefined =>
      drawing.edges.find((line) => line.from === step && line.path === by)?.to
    const fallback = path === 'suppressed' || path === 'failed' || path === 'past' ? edge('next') : undefined
    expect(next.step, `after ${step} by ${path}`).toBe(edge(path) ?? fallback)
    expect(next.enteredAt).toBe(visit.leftAt)
  }
}
