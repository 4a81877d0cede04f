import { useTranslation } from 'react-i18next'
import { textsOf, useRegistry } from '../api/registry.tsx'
import { tellUndoable } from '../app/toasts.ts'
import type { JourneyDocument } from '../document/document.ts'
import { stepName, useEditing, useEditor } from '../editor/context.ts'
import { labelInWords } from '../editor/labels.ts'
import { fixOf } from './fixes.ts'
import type { PlacedProblem } from './problems.ts'

/** What one click would do about a problem, in words, and the click; null = it takes a person. */
export function useFix(problem: PlacedProblem): { what: string; run: () => void } | null {
  const { t } = useTranslation()
  const { editor } = useEditing()
  const registry = useRegistry()
  const find = (document: JourneyDocument) =>
    fixOf(problem, {
      document,
      registry,
      nameOf: (id) => stepName(id, document, registry),
      nameOfType: (type) => textsOf(type, registry).name,
    })
  // The words only, so that rows are drawn anew when they change and not at every key.
  const what = useEditor(({ document }) => {
    const fix = find(document)
    return fix === null ? null : t(`editor.problems.fixes.${fix.key}`, fix.values ?? {})
  })
  if (what === null) return null

  const run = (): void => {
    const fix = find(editor.getState().document)
    if (fix === null || !editor.run(fix.command)) return
    const hide = tellUndoable(labelInWords(fix.command.label, t), () => editor.undo())
    // After the next change it is that which an undo would take back.
    const { history } = editor.getState()
    const stop = editor.subscribe((state) => {
      if (state.history === history) return
      stop()
      hide()
    })
  }
  return { what, run }
}
