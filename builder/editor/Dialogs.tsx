import { ConflictDialog } from '../drafts/ConflictDialog.tsx'
import type { Autosave } from '../drafts/autosave.ts'
import type { CanvasStore } from '../canvas/canvas-store.ts'
import type { Actions } from './canvas-actions.ts'
import { ConnectDialog } from './ConnectDialog.tsx'
import { useEditing } from './context.ts'
import { FindAnything } from './FindAnything.tsx'
import { HelpDialog } from './HelpDialog.tsx'
import type { CanvasKeys } from './use-canvas-keys.ts'

interface Props {
  canvas: CanvasStore
  actions: Actions
  keys: CanvasKeys
  autosave: Autosave
}

/** What opens over the canvas now and then. None of it is needed for the canvas to stand. */
export function Dialogs({ canvas, actions, keys, autosave }: Props) {
  const { editor } = useEditing()
  return (
    <>
      <ConnectDialog actions={actions} />
      <FindAnything canvas={canvas} actions={actions} keys={keys} />
      <HelpDialog />
      <ConflictDialog editor={editor} autosave={autosave} />
    </>
  )
}
