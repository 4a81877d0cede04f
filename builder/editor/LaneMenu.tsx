import { Button, Modal, Stack } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { STAGES } from '../../engine/core/model/condition.ts'
import { moveToLane } from '../document/commands/index.ts'
import { useEditing } from './context.ts'
import type { CanvasKeys } from './use-canvas-keys.ts'

/** Asks for the stage that the chosen steps shall move to: the keyboard's way of dragging into another lane. */
export function LaneMenu({ keys }: { keys: CanvasKeys }) {
  const { t } = useTranslation()
  const { editor } = useEditing()
  const [ids, setIds] = useState<readonly string[]>([])
  useEffect(() => {
    const askLane = (): void => {
      const { selected, focused, document } = editor.getState()
      const steps = [...selected].filter((id) => document.steps[id] !== undefined)
      setIds(steps.length > 0 ? steps : focused === null ? [] : [focused])
    }
    keys.provide({ askLane })
  }, [keys, editor])
  // Where the cards go may be out of sight: the view follows, and the focus with it.
  const close = (): void => {
    const { focused } = editor.getState()
    setIds([])
    if (focused !== null) keys.goTo(focused)
  }
  return (
    <Modal
      opened={ids.length > 0}
      onClose={close}
      title={t('editor.moveTo')}
      size="xs"
      returnFocus={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap={6}>
        {STAGES.map((stage) => (
          <Button
            key={stage}
            variant="default"
            justify="flex-start"
            onClick={() => {
              editor.run(moveToLane(ids, stage))
              close()
            }}
          >
            {t(`common.stage.${stage}`)}
          </Button>
        ))}
      </Stack>
    </Modal>
  )
}
