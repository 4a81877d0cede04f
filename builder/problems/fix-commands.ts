import { pathOf, valueAt } from '../../engine/core/format/pointer.ts'
import type { Json } from '../../engine/core/model/json.ts'
import type { StepType } from '../../engine/core/steps/sdk.ts'
import { pin, pushDown, settle } from '../document/commands/place.ts'
import type { StepBody } from '../document/document.ts'
import type { Command } from '../document/history.ts'

/** A start where the first step stood, which moves down and follows it. Without a first step it stands alone. */
export const addEntry = (id: string, type: StepType, first: string | undefined, name: string): Command => ({
  label: { key: 'addStep', values: { name } },
  run(draft) {
    pin(draft)
    const stage = first === undefined ? 'awareness' : draft.steps[first]?.stage
    const entry: StepBody = { id, type: type.type, config: structuredClone(type.example), ...(stage && { stage }) }
    draft.steps[id] = entry
    draft.order.unshift(id)
    const place = draft.positions[first ?? '']
    if (first !== undefined && place !== undefined) {
      draft.edges.push({ from: id, path: 'next', to: first })
      draft.positions[id] = { ...place }
      pushDown(draft, id)
    } else pin(draft)
    settle(draft)
  },
})

/** One line by its number: of two that are the same, the other stays. */
export const removeLine = (index: number): Command => ({
  label: { key: 'disconnect', values: { count: 1 } },
  run: (draft) => void draft.edges.splice(index, 1),
})

/**
 * Changes what holds the place of a problem: in the config of a step, or in the journey's own settings.
 * @param step null = the settings
 * @param name of the step
 */
export const changeAt = (
  pointer: string,
  step: string | null,
  name: string,
  change: (holder: Record<string, Json>, key: string) => void,
): Command => ({
  label: step === null ? { key: 'changeSettings' } : { key: 'configureStep', values: { name } },
  run(draft) {
    const path = step === null ? pathOf(pointer) : pathOf(pointer).slice(3)
    const key = path.pop() ?? ''
    const holder = valueAt(step === null ? draft.settings : draft.steps[step]?.config, path)
    if (holder !== null && typeof holder === 'object') change(holder as Record<string, Json>, key)
  },
})
