import { useEffect } from 'react'
import type { StoreApi } from 'zustand/vanilla'
import { CHANNELS } from '../api/channels.ts'
import { usePools, useSeenNames, useSegments, useTemplates, useWorkspace } from '../api/hooks.ts'
import { useCustomSteps } from '../api/registry.tsx'
import type { Marks } from '../canvas/context.ts'
import type { Editor } from '../document/editor.ts'
import { openChecker } from './checker.ts'
import { marksOf, type PlacedProblem, type ProblemsStore } from './problems.ts'

const QUIET_MS = 120
const channels = new Set(CHANNELS)

/**
 * Checks the journey a moment after each change, and marks the cards.
 * @param isTime false while there is something more urgent
 */
export function useCheck(editor: Editor, store: ProblemsStore, marks: StoreApi<Marks>, isTime: boolean): void {
  const customSteps = useCustomSteps()
  const segments = useIds(useSegments().data)
  const templates = useIds(useTemplates().data)
  const pools = useIds(usePools().data)
  const workspace = useWorkspace().data
  const names = useSeenNames().data
  const topics = useIds(workspace?.topics)
  const quietHours = workspace?.quietHours

  useEffect(() => {
    if (!isTime) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const checker = openChecker((problems) => {
      // Most changes leave what is wrong as it was: then nothing has to be shown anew.
      if (isSame(store.getState().problems, problems)) return
      store.setState({ problems })
      mark(marks, problems)
    })
    const known = {
      channels,
      ...(segments && { segments }),
      ...(templates && { templates }),
      ...(pools && { pools }),
      ...(topics && { topics }),
      ...(quietHours && { quietHours }),
      ...(names && { names }),
    }
    const check = (): void => checker.ask({ document: editor.getState().document, customSteps, known })
    check()
    const stop = editor.subscribe((state, previous) => {
      if (state.document === previous.document) return
      clearTimeout(timer)
      timer = setTimeout(check, QUIET_MS)
    })
    return () => {
      clearTimeout(timer)
      stop()
      checker.close()
    }
  }, [editor, store, marks, isTime, customSteps, segments, templates, pools, topics, quietHours, names])
}

const isSame = (before: readonly PlacedProblem[], now: readonly PlacedProblem[]): boolean =>
  before.length === now.length && JSON.stringify(before) === JSON.stringify(now)

/** The same mark stays the same object, so that its card does not render. */
function mark(marks: StoreApi<Marks>, problems: readonly PlacedProblem[]): void {
  const next = marksOf(problems)
  const before = marks.getState().problems
  for (const [step, { severity, count }] of Object.entries(next)) {
    const old = before[step]
    if (old?.severity === severity && old.count === count) next[step] = old
  }
  const hasSame =
    Object.keys(before).length === Object.keys(next).length &&
    Object.entries(next).every(([step, mark]) => before[step] === mark)
  if (!hasSame) marks.setState({ problems: next })
}

const sets = new WeakMap<readonly { id: string }[], ReadonlySet<string>>()

/** The ids of a list; the same set for the same list. */
function useIds(list: readonly { id: string }[] | undefined): ReadonlySet<string> | undefined {
  if (list === undefined) return undefined
  const known = sets.get(list) ?? new Set(list.map(({ id }) => id))
  sets.set(list, known)
  return known
}
