import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Template } from '../../../engine/core/model/journey.ts'
import { useSaveTemplate } from '../../api/templates.ts'
import { tell } from '../../app/toasts.ts'
import { useSay } from '../../problems/say.ts'
import classes from '../inspector.module.css'
import { MessageStudio } from './MessageStudio.tsx'
import { contentOf } from './template.ts'

/** A template in the large editor. Journeys send the new text from the moment it is saved, so saving is a choice. */
export function EditTemplate({
  template,
  channel,
  onClose,
}: {
  template: Template
  channel: string
  onClose: () => void
}) {
  const { t } = useTranslation()
  const say = useSay()
  const [content, setContent] = useState(() => contentOf(template))
  const { mutate, isPending, error } = useSaveTemplate()
  const { id, name = id } = template
  const about = {
    id,
    ...(template.name === undefined ? {} : { name: template.name }),
    ...(template.channel === undefined ? {} : { channel: template.channel }),
  }
  const save = (): void =>
    mutate(
      { ...content, ...about },
      {
        onSuccess: () => {
          tell(t('inspector.message.saved', { name }))
          onClose()
        },
      },
    )
  return (
    <MessageStudio
      title={t('inspector.message.templateTitle', { name })}
      channel={template.channel ?? channel}
      content={content}
      onChange={setContent}
      onClose={onClose}
      footer={
        <div className={classes['studioFoot']}>
          <p className={classes['soft']}>{t('inspector.message.editTemplateHint')}</p>
          {error !== null && (
            <p className={classes['problem']} data-severity="error" role="alert">
              {say(error.message).text}
            </p>
          )}
          <Group gap="xs">
            <Button loading={isPending} onClick={save}>
              {t('inspector.message.save')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
          </Group>
        </div>
      }
    />
  )
}
