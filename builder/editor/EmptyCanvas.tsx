import { Button } from '@mantine/core'
import { IconPlayerPlay, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../app/Empty.tsx'
import type { Actions } from './canvas-actions.ts'
import { useEditor } from './context.ts'
import classes from './editor.module.css'
import type { CanvasKeys } from './use-canvas-keys.ts'

/** What a canvas without steps says, and its first step at a click. */
export function EmptyCanvas({ actions, keys }: { actions: Actions; keys: CanvasKeys }) {
  const { t } = useTranslation()
  const isEmpty = useEditor(({ document }) => document.order.length === 0)
  if (!isEmpty) return null
  const begin = (): void => {
    const id = actions.add('entry')
    if (id !== null) keys.goTo(id)
  }
  return (
    <div className={classes['emptyCanvas']}>
      <Empty Icon={IconPlayerPlay} title={t('editor.emptyCanvas.title')} lead={t('editor.emptyCanvas.lead')}>
        <Button leftSection={<IconPlus size={17} aria-hidden />} onClick={begin}>
          {t('editor.emptyCanvas.add')}
        </Button>
      </Empty>
    </div>
  )
}
