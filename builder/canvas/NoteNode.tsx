import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { NodeProps } from './adapter.ts'
import classes from './canvas.module.css'
import { useCanvas } from './context.ts'
import type { NoteFlowNode } from './flow.ts'

/** A remark beside the steps, for everybody who works on the journey. */
export const NoteNode = memo(function NoteNode({ data: { note }, selected }: NodeProps<NoteFlowNode>) {
  const { t } = useTranslation()
  const { actions } = useCanvas()
  return (
    <div className={classes['note']} data-selected={selected || undefined}>
      <textarea
        className="nodrag nowheel"
        aria-label={t('editor.noteText')}
        placeholder={t('editor.note')}
        maxLength={2000}
        value={note.text}
        onChange={(event) => actions.editNote(note.id, event.currentTarget.value)}
      />
      <ActionIcon
        className={classes['noteRemove'] ?? ''}
        variant="transparent"
        size={24}
        color="var(--note-ink)"
        aria-label={t('editor.removeNote')}
        onClick={() => actions.removeNote(note.id)}
      >
        <IconX size={14} />
      </ActionIcon>
    </div>
  )
})
