import type { Stage } from '../../../engine/core/model/condition.ts'
import type { JsonObject } from '../../../engine/core/model/json.ts'
import type { StepType } from '../../../engine/core/steps/sdk.ts'
import type { LaneId } from '../../theme/stages.ts'
import { LANE_PAD, laneOf } from '../card.ts'
import { freeId, type JourneyDocument, type Point, type StepBody } from '../document.ts'
import type { Command } from '../history.ts'
import { ownPaths } from '../paths.ts'
import { bandsOf } from '../placement.ts'
import { pin, placeAtFoot, placeBelow, plain, pushDown, settle, slideBelow } from './place.ts'

export interface NewStep {
  id: string
  type: StepType
  lane: LaneId
  /** Corner of the card; without it the step finds a place by itself. */
  at?: Point
  /** The path it follows. The path's old target then follows the new step's default path, and no other. */
  after?: { from: string; path: string }
  name: string
  /** What it begins with; else the example of its type. */
  config?: JsonObject
}

/** The id a new step of a type gets. */
export const newStepId = (type: string, { steps }: JourneyDocument): string => freeId(type, steps)

export function addStep({ id, type, lane, at, after, name, config = type.example as JsonObject }: NewStep): Command {
  return {
    label: { key: 'addStep', values: { name } },
    run(draft) {
      pin(draft)
      const step: StepBody = { id, type: type.type, config: structuredClone(config) }
      if (lane !== 'none') step.stage = lane
      draft.steps[id] = step
      draft.order.push(id)
      draft.positions[id] = at ?? freePlace(draft, lane, after?.from)
      if (after !== undefined && type.group !== 'entry') follow(draft, step, type, after)
      if (at !== undefined) slideBelow(draft, id)
      pushDown(draft, id)
      settle(draft)
    },
  }
}

function follow(
  draft: JourneyDocument,
  step: StepBody,
  type: StepType,
  { from, path }: { from: string; path: string },
): void {
  const old = draft.edges.findIndex((edge) => edge.from === from && edge.path === path)
  const target = draft.edges[old]?.to
  if (old >= 0) draft.edges.splice(old, 1)
  draft.edges.push({ from, path, to: step.id })
  const [onward] = ownPaths(step, type)
  if (target !== undefined && onward !== undefined) draft.edges.push({ from: step.id, path: onward, to: target })
}

function freePlace(draft: JourneyDocument, lane: LaneId, after: string | undefined): Point {
  const before = after === undefined ? undefined : draft.steps[after]
  if (before !== undefined && laneOf(before) === lane) return placeBelow(draft, before.id)
  const { steps, positions } = plain(draft)
  const band = bandsOf(steps, positions).find((band) => band.lane === lane)
  return placeAtFoot(draft, { lane, x: (band?.left ?? 0) + LANE_PAD })
}

/**
 * Removes steps. Where all ways out led to one step, the lines that led in are closed again; anything else stays open and
 * visible, because choosing would be guessing.
 * @param onward the way out that what led in follows from now on, where somebody has chosen one
 */
export function removeSteps(ids: readonly string[], name: string, onward?: string): Command {
  return {
    label: { key: ids.length === 1 ? 'removeStep' : 'removeSteps', values: { name, count: ids.length } },
    run(draft) {
      pin(draft)
      for (const id of ids) removeOne(draft, id, onward)
    },
  }
}

function removeOne(draft: JourneyDocument, id: string, onward: string | undefined): void {
  if (draft.steps[id] === undefined) return
  const out = draft.edges.filter((edge) => edge.from === id && edge.to !== id)
  const ways = onward === undefined ? out : out.filter(({ path }) => path === onward)
  const targets = new Set(ways.map(({ to }) => to))
  const [target] = targets
  const heals = targets.size === 1 && target !== undefined
  draft.edges = draft.edges.flatMap((edge) => {
    if (edge.from === id) return []
    if (edge.to !== id) return [edge]
    return heals && edge.from !== target ? [{ ...edge, to: target }] : []
  })
  delete draft.steps[id]
  delete draft.positions[id]
  draft.order = draft.order.filter((other) => other !== id)
}

/** Moves cards, and into another lane where they are dropped there. */
export function moveSteps(
  places: Readonly<Record<string, Point>>,
  laneOfDrop: (id: string) => LaneId | null,
  how: 'drop' | 'nudge' = 'nudge',
): Command {
  const ids = Object.keys(places)
  return {
    label: { key: ids.length === 1 ? 'moveStep' : 'moveSteps', values: { count: ids.length } },
    // A drag is one change by itself; a series of key presses is one together.
    ...(how === 'nudge' ? { coalesce: `move ${ids.join()}` } : {}),
    run(draft) {
      pin(draft)
      for (const [id, { x, y }] of Object.entries(places)) {
        const step = draft.steps[id]
        const note = draft.notes[id]
        if (note !== undefined) draft.notes[id] = { ...note, x, y }
        if (step === undefined) continue
        draft.positions[id] = { x: Math.round(x), y: Math.round(y) }
        const lane = laneOfDrop(id)
        if (lane !== null) setLane(step, lane)
        if (how === 'drop' && ids.length === 1) slideBelow(draft, id)
      }
      settle(draft)
    },
  }
}

export function moveToLane(ids: readonly string[], lane: LaneId): Command {
  return {
    label: { key: 'moveToLane', values: { count: ids.length, lane } },
    run(draft) {
      pin(draft)
      for (const id of ids) {
        const step = draft.steps[id]
        if (step === undefined || laneOf(step) === lane) continue
        delete draft.positions[id]
        setLane(step, lane)
        draft.positions[id] = freePlace(draft, lane, undefined)
      }
      settle(draft)
    },
  }
}

/** Without a stage where the lane is that of steps without one. */
export function setLane(step: StepBody, lane: LaneId): void {
  if (lane === 'none') delete step.stage
  else if (step.stage !== lane) step.stage = lane satisfies Stage
}

export function renameStep(id: string, name: string): Command {
  return {
    label: { key: 'renameStep', values: { name } },
    coalesce: `name ${id}`,
    run(draft) {
      const step = draft.steps[id]
      if (step === undefined) return
      if (name === '') delete step.name
      else step.name = name
    },
  }
}

/** A new config. Lines of paths that no longer exist stay until somebody removes them; the problems say so. */
export function configureStep(
  id: string,
  config: JsonObject,
  name: string,
  renamed?: { from: string; to: string },
): Command {
  return {
    label: { key: 'configureStep', values: { name } },
    coalesce: `config ${id}`,
    run(draft) {
      const step = draft.steps[id]
      if (step === undefined) return
      step.config = config
      if (renamed === undefined) return
      for (const edge of draft.edges) if (edge.from === id && edge.path === renamed.from) edge.path = renamed.to
    },
  }
}
