import { Button, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { pathLabel, useRegistry } from '../api/registry.tsx'
import type { Actions } from './canvas-actions.ts'
import { useEditing, useEditor, useUi } from './context.ts'
import type { CanvasKeys } from './use-canvas-keys.ts'

/** A step with several ways on shall go: which of them do those follow who come here? */
export function RemoveDialog({ actions, keys }: { actions: Actions; keys: CanvasKeys }) {
  const { t } = useTranslation()
  const registry = useRegistry()
  const { ui } = useEditing()
  const step = useUi((state) => state.removing)
  const type = useEditor(({ document }) => document.steps[step ?? '']?.type ?? '')
  if (step === null) return null
  const close = (): void => {
    ui.setState({ removing: null })
    keys.refocus()
  }
  const remove = (onward?: string): void => {
    actions.removeStep(step, onward)
    close()
  }
  return (
    <Modal
      opened
      onClose={close}
      title={t('editor.removing.title', { name: actions.nameOf(step) })}
      returnFocus={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Text size="sm" mb="sm">
        {t('editor.removing.lead')}
      </Text>
      <Stack gap={6}>
        {actions.waysToChoose(step).map(({ path, to }) => (
          <Button key={path} variant="default" justify="flex-start" onClick={() => remove(path)}>
            {t('editor.removing.way', { path: pathLabel(type, path, registry), to: actions.nameOf(to) })}
          </Button>
        ))}
        <Button variant="subtle" color="gray" justify="flex-start" onClick={() => remove('')}>
          {t('editor.removing.open')}
        </Button>
      </Stack>
    </Modal>
  )
}
