import { createContext, use } from 'react'
import { useStore } from 'zustand'
import type { Severity } from '../../engine/core/model/problem.ts'
import type { StepCounts } from '../api/types.ts'
import { type CountsStore, createCountsStore } from '../live/counts.ts'
import type { Point } from '../document/document.ts'
import { createStore, type StoreApi } from 'zustand/vanilla'

/**
 * How a card or line stands out: where a customer is, has been and has not; what a new version adds, changes, takes away.
 */
export type Tone = 'here' | 'been' | 'dim' | 'added' | 'changed' | 'removed'

/** What a card shows beside its step: filled by the editor, empty on a canvas that is only looked at. */
export interface Marks {
  /** Worst problem and number of problems by step id. */
  problems: Readonly<Record<string, { severity: Severity; count: number }>>
  /** By step id, or by line id (`from path to`). */
  tones?: Readonly<Record<string, Tone>>
}

/** What cards and lines can ask for. Given once: its identity never changes. */
export interface CanvasActions {
  /** Opens the list of steps to add after a path of a step. */
  addAfter(from: string, path: string, at: Point): void
  editNote(id: string, text: string): void
  removeNote(id: string): void
}

export interface CanvasContextValue {
  mode: 'view' | 'edit'
  /** Lines say which share of those who went on took them, instead of how many. */
  shares?: boolean
  counts: CountsStore
  marks: StoreApi<Marks>
  actions: CanvasActions
  /** Where lines draw the plus that inserts a step; null where nothing is inserted. */
  pluses: SVGSVGElement | null
}

const nothing: CanvasActions = { addAfter() {}, editNote() {}, removeNote() {} }

export const createMarks = (): StoreApi<Marks> => createStore<Marks>(() => ({ problems: {} }))

export const viewContext = (counts: CountsStore = createCountsStore()): CanvasContextValue => ({
  mode: 'view',
  counts,
  marks: createMarks(),
  actions: nothing,
  pluses: null,
})

export const CanvasContext = createContext<CanvasContextValue>(viewContext())
export const useCanvas = (): CanvasContextValue => use(CanvasContext)

export function useStepCounts(step: string): StepCounts | undefined {
  const { counts } = useCanvas()
  return useStore(counts, (state) => state.counts?.steps[step])
}

/** How many left a step by any of these paths; undefined = not known. */
export function usePassed(step: string, paths: readonly string[]): number | undefined {
  const { counts } = useCanvas()
  return useStore(counts, (state) => {
    const passed = state.counts?.steps[step]?.paths
    const known = paths.flatMap((path) => passed?.[path] ?? [])
    return known.length === 0 ? undefined : known.reduce((sum, each) => sum + each, 0)
  })
}

/** How many took the busiest path of the journey: the measure of line widths. */
export function useBusiest(): number {
  const { counts } = useCanvas()
  return useStore(counts, (state) => {
    const all = Object.values(state.counts?.steps ?? {}).flatMap(({ paths }) => Object.values(paths))
    return Math.max(0, ...all)
  })
}

export function useStepMark(step: string) {
  const { marks } = useCanvas()
  return useStore(marks, (state) => state.problems[step])
}

/** @param id of a step or a line */
export function useTone(id: string): Tone | undefined {
  const { marks } = useCanvas()
  return useStore(marks, (state) => state.tones?.[id])
}
