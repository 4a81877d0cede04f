import { createContext, use } from 'react'
import { useStore } from 'zustand'
import type { StepRegistry } from '../../engine/core/steps/index.ts'
import { pathLabel, textsOf } from '../api/registry.tsx'
import type { JourneyDocument } from '../document/document.ts'
import type { Editor, EditorState } from '../document/editor.ts'
import type { ProblemsStore } from '../problems/problems.ts'
import type { StepNames } from '../problems/with-names.ts'
import type { Ui, UiState } from './ui.ts'

/** Id of the element that holds the form of what is chosen. */
export const FORM = 'form-of-chosen'

/** Everything the parts of the editor share. The stores stay the same while a journey is open. */
export interface EditorContextValue {
  editor: Editor
  ui: Ui
  problems: ProblemsStore
}

export const EditorContext = createContext<EditorContextValue | null>(null)

export function useEditing(): EditorContextValue {
  const value = use(EditorContext)
  if (value === null) throw new Error('This part of the page belongs inside an editor.')
  return value
}

export const useEditor = <T>(select: (state: EditorState) => T): T => useStore(useEditing().editor, select)
export const useUi = <T>(select: (state: UiState) => T): T => useStore(useEditing().ui, select)

/** What people call a step: its name, else that of its type. */
export function stepName(id: string, { steps }: Pick<JourneyDocument, 'steps'>, registry: StepRegistry): string {
  const step = steps[id]
  return step === undefined ? id : (step.name ?? textsOf(step.type, registry).name)
}

/** What people call the steps of a journey and their ways on. */
export const stepNames = (document: Pick<JourneyDocument, 'steps'>, registry: StepRegistry): StepNames => ({
  step: (id) => stepName(id, document, registry),
  path: (id, path) => pathLabel(document.steps[id]?.type ?? '', path, registry),
})
