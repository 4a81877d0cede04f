import { ActionIcon, Textarea } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { editNote, removeNotes } from '../document/commands/index.ts'
import { useEditing, useEditor } from '../editor/context.ts'
import type { CanvasKeys } from '../editor/use-canvas-keys.ts'
import classes from './outline.module.css'

/** The notes of the canvas, below its steps. */
export function Notes({ keys }: { keys: CanvasKeys }) {
  const { t } = useTranslation()
  const { editor } = useEditing()
  const notes = Object.values(useEditor(({ document }) => document.notes))
  if (notes.length === 0) return null
  return (
    <section>
      <h2 className={classes['lane']}>{t('editor.outline.notes')}</h2>
      <ul className={classes['list']}>
        {notes.map(({ id, text }) => (
          <li key={id} className={classes['note']}>
            <Textarea
              size="xs"
              autosize
              maxRows={6}
              maxLength={2000}
              aria-label={t('editor.noteText')}
              placeholder={t('editor.note')}
              value={text}
              onFocus={() => keys.fitTo([id])}
              onChange={(event) => editor.run(editNote(id, event.currentTarget.value))}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={26}
              aria-label={t('editor.removeNote')}
              onClick={() => editor.run(removeNotes([id]))}
            >
              <IconX size={15} />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </section>
  )
}
