import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { JsonObject } from '../../../engine/core/model/json.ts'
import classes from '../inspector.module.css'
import { MessageFields } from './MessageFields.tsx'
import { MessagePreview } from './MessagePreview.tsx'
import { TestSend } from './TestSend.tsx'
import { useExample } from './use-example.ts'

interface Props {
  title: string
  channel: string
  content: JsonObject
  onChange: (content: JsonObject) => void
  onClose: () => void
  /** What stands under the fields, such as buttons to save. */
  footer?: ReactNode
}

/** The large editor: what is written on the left, what becomes of it on the right. */
export function MessageStudio({ title, channel, content, onChange, onClose, footer }: Props) {
  const { t } = useTranslation()
  const example = useExample()
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="min(1240px, 94vw)"
      closeButtonProps={{ 'aria-label': t('common.close') }}
      // What is typed inside is not for the canvas; Tab has to reach the trap that keeps the focus in here.
      onKeyDown={(event) => event.key !== 'Tab' && event.stopPropagation()}
    >
      <div className={classes['studio']}>
        <div>
          <MessageFields channel={channel} content={content} onChange={onChange} isTall />
          {footer}
        </div>
        <div>
          <MessagePreview channel={channel} content={content} example={example} />
          {channel !== 'webhook' && <TestSend channel={channel} content={content} example={example} />}
        </div>
      </div>
    </Modal>
  )
}
