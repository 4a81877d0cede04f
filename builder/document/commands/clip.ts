import { z } from 'zod'
import { edgeSchema, stepSchema } from '../../../engine/core/format/index.ts'
import type { Edge, Step } from '../../../engine/core/model/journey.ts'
import { laneOf } from '../card.ts'
import { freeId, type JourneyDocument, type Point } from '../document.ts'
import type { Command } from '../history.ts'
import { placeSteps } from '../placement.ts'
import { pin, pushDown, settle } from './place.ts'

/** Steps on the clipboard, as text that also makes sense in a mail. */
export interface Clip {
  perennial: 'steps'
  format: 1
  steps: Step[]
  edges: Edge[]
}

const clipSchema = z.strictObject({
  perennial: z.literal('steps'),
  format: z.literal(1),
  steps: z.array(stepSchema).min(1).max(500),
  edges: z.array(edgeSchema).max(2000),
})

/** The chosen steps with the lines between them, or with all lines that begin at them. Null = nothing chosen. */
export function clipOf(document: JourneyDocument, ids: ReadonlySet<string>, isLinked = false): Clip | null {
  const places = placeSteps(document)
  const steps = document.order.flatMap((id): Step[] => {
    const step = ids.has(id) ? document.steps[id] : undefined
    return step === undefined ? [] : [{ ...step, position: places[id] as Point }]
  })
  if (steps.length === 0) return null
  const edges = document.edges.filter(({ from, to }) => ids.has(from) && (isLinked || ids.has(to)))
  return { perennial: 'steps', format: 1, steps, edges }
}

/** Steps from a text; null if it holds none. A whole journey counts as all its steps. */
export function readClip(text: string): Clip | null {
  try {
    const value = JSON.parse(text) as { format?: unknown; steps?: unknown; edges?: unknown; perennial?: unknown }
    const clip =
      value.perennial === undefined ? { perennial: 'steps', format: 1, steps: value.steps, edges: value.edges } : value
    const parsed = clipSchema.safeParse(clip)
    return parsed.success ? (clip as Clip) : null
  } catch {
    return null
  }
}

/**
 * Puts a clip into a journey under new ids. References inside it follow; those to steps that did not come along stay,
 * and show up as problems.
 * @param document the journey as it is now: ids are chosen against it
 */
export function paste(clip: Clip, document: JourneyDocument, shift: Point, key: 'paste' | 'duplicate') {
  const taken: Record<string, unknown> = { ...document.steps }
  const ids = new Map<string, string>()
  for (const { id } of clip.steps) {
    const free = freeId(id, taken)
    taken[free] = true
    ids.set(id, free)
  }
  const command: Command = {
    label: { key, values: { count: clip.steps.length } },
    run(draft) {
      pin(draft)
      for (const { position, ...step } of clip.steps) {
        const id = ids.get(step.id) as string
        draft.steps[id] = { ...step, id, config: renameSteps(step.config, ids) as Step['config'] }
        draft.order.push(id)
        if (position !== undefined) draft.positions[id] = { x: position.x + shift.x, y: position.y + shift.y }
      }
      for (const { from, path, to } of clip.edges) {
        const source = ids.get(from)
        // A line out of a duplicate leads where that of the original does.
        const target = ids.get(to) ?? (key === 'duplicate' && draft.steps[to] !== undefined ? to : undefined)
        if (source !== undefined && target !== undefined) draft.edges.push({ from: source, path, to: target })
      }
      pin(draft)
      const inOrder = [...ids.values()].sort((a, b) => (draft.positions[a]?.y ?? 0) - (draft.positions[b]?.y ?? 0))
      for (const id of inOrder) if (laneOf(draft.steps[id] ?? {}) !== undefined) pushDown(draft, id)
      settle(draft)
    },
  }
  return { command, ids: [...ids.values()] }
}

/** Replaces the step ids of `{ interaction: { step } }`, wherever a config has one. */
function renameSteps(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => renameSteps(item, ids))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const step: unknown = key === 'interaction' ? (inner as { step?: unknown } | null)?.step : undefined
      const renamed = typeof step === 'string' ? ids.get(step) : undefined
      if (renamed !== undefined) return [key, { ...(inner as object), step: renamed }]
      return [key, renameSteps(inner, ids)]
    }),
  )
}
