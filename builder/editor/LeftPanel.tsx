import { Button } from '@mantine/core'
import { IconNote } from '@tabler/icons-react'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { part } from '../app/part.ts'
import type { CanvasStore } from '../canvas/canvas-store.ts'
import type { Actions } from './canvas-actions.ts'
import { useEditing, useEditor, useUi } from './context.ts'
import classes from './editor.module.css'
import { StepList } from './StepList.tsx'
import type { LeftPanel as Panel } from './ui.ts'
import type { CanvasKeys } from './use-canvas-keys.ts'

export const OutlinePanel = part(async () => (await import('../outline/OutlinePanel.tsx')).OutlinePanel)
export const HistoryPanel = part(async () => (await import('./HistoryPanel.tsx')).HistoryPanel)

const PANELS: readonly Panel[] = ['add', 'outline', 'history']

interface Props {
  canvas: CanvasStore
  actions: Actions
  keys: CanvasKeys
}

/** @param isLater false while the canvas has the first word */
export function LeftPanel({ isLater, ...props }: Props & { isLater: boolean }) {
  const { t } = useTranslation()
  const { ui } = useEditing()
  const shown = useUi((state) => state.left) ?? 'add'
  return (
    <aside className={classes['left']} aria-label={t('editor.panels.label')}>
      <div className={classes['leftTabs']} role="tablist" aria-label={t('editor.panels.label')}>
        {PANELS.map((panel) => (
          <button
            key={panel}
            type="button"
            role="tab"
            id={`tab-${panel}`}
            aria-selected={panel === shown}
            aria-controls="left-panel"
            onClick={() => ui.setState({ left: panel })}
          >
            {t(`editor.panels.${panel}`)}
          </button>
        ))}
      </div>
      <div className={classes['leftBody']} id="left-panel" role="tabpanel" aria-labelledby={`tab-${shown}`}>
        {isLater && shown === 'add' && <AddPanel {...props} />}
        <Suspense>
          {shown === 'outline' && <OutlinePanel {...props} />}
          {shown === 'history' && <HistoryPanel />}
        </Suspense>
      </div>
    </aside>
  )
}

function AddPanel({ canvas, actions, keys }: Props) {
  const { t } = useTranslation()
  const { editor } = useEditing()
  const chosen = useEditor(({ selected, focused }) => (focused !== null && selected.has(focused) ? focused : null))
  const add = (type: string): void => {
    const path = chosen === null ? null : actions.openWay(chosen)
    const after = chosen === null || path === null ? null : { from: chosen, path }
    const id = actions.add(type, { after, drawing: canvas.getState().drawing })
    if (id !== null) {
      editor.select([id], id)
      keys.goTo(id)
    }
  }
  return (
    <>
      <p className={classes['soft']}>
        {chosen === null ? t('editor.addHint') : t('editor.addTo', { name: actions.nameOf(chosen) })}
      </p>
      <StepList onChoose={add} withEntries isDraggable />
      <Button
        variant="subtle"
        color="gray"
        fullWidth
        mt="md"
        justify="flex-start"
        leftSection={<IconNote size={17} aria-hidden />}
        onClick={() => keys.addNote()}
      >
        {t('editor.addNote')}
      </Button>
    </>
  )
}
