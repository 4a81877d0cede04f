import { Popover, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { pathLabel, useRegistry } from '../api/registry.tsx'
import type { CanvasStore } from '../canvas/canvas-store.ts'
import type { Actions } from './canvas-actions.ts'
import { useEditing } from './context.ts'
import classes from './editor.module.css'
import { StepList } from './StepList.tsx'
import type { CanvasKeys } from './use-canvas-keys.ts'

/** The list of steps right where the next one is wanted. */
export function QuickAdd({ canvas, actions, keys }: { canvas: CanvasStore; actions: Actions; keys: CanvasKeys }) {
  const { t } = useTranslation()
  const registry = useRegistry()
  const { ui, editor } = useEditing()
  const adding = useStore(ui, (state) => state.adding)
  const close = (): void => ui.setState({ adding: null })
  const dismiss = (): void => {
    close()
    keys.refocus()
  }
  if (adding === null) return null
  const { at, after, place } = adding
  const ways = after === null ? [] : actions.waysOn(after.from)
  const fromType = after === null ? '' : (editor.getState().document.steps[after.from]?.type ?? '')

  const choose = (type: string): void => {
    close()
    const id = actions.add(type, { after, at: place, drawing: canvas.getState().drawing })
    if (id !== null) keys.goTo(id)
  }
  return (
    <Popover opened onChange={dismiss} onDismiss={dismiss} position="right-start" trapFocus shadow="md" width={280}>
      <Popover.Target>
        <div className={classes['anchor']} style={{ left: at.x, top: at.y }} />
      </Popover.Target>
      <Popover.Dropdown className={classes['quickAdd'] ?? ''} aria-label={t('editor.addStep')}>
        {after !== null && ways.length > 1 && (
          <Select
            size="sm"
            mb="xs"
            label={t('editor.addWhich')}
            value={after.path}
            data={ways.map((path) => ({ value: path, label: pathLabel(fromType, path, registry) }))}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            onChange={(path) => path !== null && ui.setState({ adding: { ...adding, after: { ...after, path } } })}
          />
        )}
        <StepList onChoose={choose} withEntries={after === null} autoFocus />
      </Popover.Dropdown>
    </Popover>
  )
}
