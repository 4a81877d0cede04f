import { VisuallyHidden } from '@mantine/core'
import { Suspense, useDeferredValue, useEffect, useMemo, useState } from 'react'
import { useLocation, useSearchParams } from 'react-router'
import { useStore } from 'zustand'
import type { Journey } from '../../engine/core/model/journey.ts'
import { useRegistry } from '../api/registry.tsx'
import { useTopics } from '../api/topics.ts'
import { useNamesOf, WordNamesContext } from '../api/word-names.ts'
import type { JourneyDetail } from '../api/types.ts'
import { useDocumentTitle } from '../app/PageHeading.tsx'
import { part, useReady } from '../app/part.ts'
import { createPluses } from '../canvas/AddOnLine.tsx'
import { CanvasContext, createMarks } from '../canvas/context.ts'
import { createCanvasStore } from '../canvas/canvas-store.ts'
import { useCardNames } from '../canvas/use-card-names.ts'
import { editNote, removeNotes } from '../document/commands/index.ts'
import { useDraft } from '../drafts/use-draft.ts'
import { createCountsStore } from '../live/counts.ts'
import { createProblems } from '../problems/problems.ts'
import { useCheck } from '../problems/use-problems.ts'
import { Announcer } from './Announcer.tsx'
import { createActions } from './canvas-actions.ts'
import { EditorContext, useEditing } from './context.ts'
import { EditBar } from './EditBar.tsx'
import { EditCanvas } from './EditCanvas.tsx'
import classes from './editor.module.css'
import { EmptyCanvas } from './EmptyCanvas.tsx'
import { LaneMenu } from './LaneMenu.tsx'
import { HistoryPanel, LeftPanel, OutlinePanel } from './LeftPanel.tsx'
import { QuickAdd } from './QuickAdd.tsx'
import { RemoveDialog } from './RemoveDialog.tsx'
import { createUi } from './ui.ts'
import { useLater } from './use-later.ts'
import { createKeys } from './use-canvas-keys.ts'
import { useImport } from './use-import.tsx'
import { type Navigation, useNavigation } from './use-navigation.ts'
import { usePageKeys } from './use-page-keys.ts'
import { usePicture } from './use-picture.ts'

// Forms and dialogs are loaded when the canvas stands, not before it.
const Inspector = part(async () => (await import('../inspector/Inspector.tsx')).Inspector)
const ProblemsPanel = part(async () => (await import('../problems/ProblemsPanel.tsx')).ProblemsPanel)
const Dialogs = part(async () => (await import('./Dialogs.tsx')).Dialogs)

/** The editor: what is shared is made here once, and the parts find it in their context. */
export function EditorScreen({ detail, journey }: { detail: JourneyDetail; journey: Journey }) {
  const registry = useRegistry()
  const topics = useTopics()
  const { editor, autosave } = useDraft(detail, journey)
  const [ui] = useState(createUi)
  const [problems] = useState(createProblems)
  const [marks] = useState(createMarks)
  const cardNames = useCardNames(marks)
  // All cards speak these names: while somebody types one, the others follow when there is time.
  const names = useDeferredValue(useNamesOf(useStore(editor, (state) => state.document.steps)))
  const [keys] = useState(createKeys)
  const [canvas] = useState(() => createCanvasStore(editor, registry, cardNames))
  const actions = useMemo(() => createActions(editor, registry, topics), [editor, registry, topics])
  const editing = useMemo(() => ({ editor, ui, problems }), [editor, ui, problems])
  const canvasContext = useMemo(
    () => ({
      mode: 'edit' as const,
      counts: createCountsStore(),
      marks,
      pluses: createPluses(),
      actions: {
        addAfter: (from: string, path: string, at: { x: number; y: number }) =>
          ui.setState({ adding: { at, after: { from, path }, place: null } }),
        editNote: (id: string, text: string) => void editor.run(editNote(id, text)),
        removeNote: (id: string) => void editor.run(removeNotes([id])),
      },
    }),
    [editor, ui, marks],
  )
  useEffect(() => {
    const speak = (): void => canvas.speak(registry, cardNames)
    speak()
    return marks.subscribe(speak)
  }, [canvas, registry, cardNames, marks])
  useDocumentTitle(journey.name)
  const isLater = useLater()
  useCheck(editor, problems, marks, isLater)
  useReady(ProblemsPanel, OutlinePanel, HistoryPanel)
  // The same parts at every key: what they show of the journey they ask for themselves.
  const parts = useMemo(
    () => <Parts {...{ detail, autosave, canvas, actions, keys, isLater }} />,
    [detail, autosave, canvas, actions, keys, isLater],
  )
  return (
    <EditorContext value={editing}>
      <CanvasContext value={canvasContext}>
        <WordNamesContext value={names}>{parts}</WordNamesContext>
      </CanvasContext>
    </EditorContext>
  )
}

type PartsProps = { detail: JourneyDetail; isLater: boolean } & Pick<Parameters<typeof EditBar>[0], 'autosave'> &
  Parameters<typeof EditCanvas>[0]

function Parts({ detail, autosave, canvas, actions, keys, isLater }: PartsProps) {
  const { editor, ui } = useEditing()
  const name = useStore(editor, (state) => state.document.settings.name)
  const isProblemsOpen = useStore(ui, (state) => state.isProblemsOpen)
  const navigation = useNavigation(canvas, actions, keys)
  const { input, open } = useImport()
  const picture = usePicture(canvas)
  usePageKeys(actions, navigation)
  useArrival(navigation)
  return (
    <div className={classes['page']}>
      <VisuallyHidden component="h1">{name}</VisuallyHidden>
      <EditBar detail={detail} autosave={autosave} onFind={keys.find} onImport={open} onPicture={picture} />
      <div className={classes['body']}>
        <LeftPanel canvas={canvas} actions={actions} keys={keys} isLater={isLater} />
        <div className={classes['center']}>
          <div className={classes['canvasBox']}>
            <EditCanvas canvas={canvas} actions={actions} keys={keys} />
            <EmptyCanvas actions={actions} keys={keys} />
            <LaneMenu keys={keys} />
            <RemoveDialog actions={actions} keys={keys} />
          </div>
          <Suspense>{isProblemsOpen && <ProblemsPanel onGo={navigation.onGo} />}</Suspense>
        </div>
        <Suspense>{isLater && <Inspector actions={actions} />}</Suspense>
      </div>
      <QuickAdd canvas={canvas} actions={actions} keys={keys} />
      <Suspense>{isLater && <Dialogs canvas={canvas} actions={actions} keys={keys} autosave={autosave} />}</Suspense>
      <Announcer />
      {input}
    </div>
  )
}

/**
 * Other pages lead to a step by `?step=`. Who comes from one without it has left the focus there, and goes on at the start of the
 * journey.
 */
function useArrival({ goTo }: Navigation): void {
  const { editor } = useEditing()
  const [params] = useSearchParams()
  const step = params.get('step')
  const isFirstPage = useLocation().key === 'default'
  useEffect(() => {
    const { order, steps } = editor.getState().document
    if (step !== null && steps[step] !== undefined) {
      editor.select([step], step)
      goTo(step)
      return
    }
    const start = order.find((id) => steps[id]?.type === 'entry')
    if (!isFirstPage && start !== undefined && document.activeElement === document.body) goTo(start)
  }, [editor, goTo, step, isFirstPage])
}
