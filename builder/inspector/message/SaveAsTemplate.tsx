import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { JsonObject } from '../../../engine/core/model/json.ts'
import { useTemplates } from '../../api/hooks.ts'
import { useSaveTemplate } from '../../api/templates.ts'
import { tell } from '../../app/toasts.ts'
import { freeId, idFromName } from '../../document/document.ts'
import { useSay } from '../../problems/say.ts'
import classes from '../inspector.module.css'
import { contentOf } from './template.ts'

interface Props {
  channel: string
  content: JsonObject
  onClose: () => void
  onSaved: (id: string) => void
}

/** Gives a message a name in the library, and lets the step use it from there. */
export function SaveAsTemplate({ channel, content, onClose, onSaved }: Props) {
  const { t } = useTranslation()
  const say = useSay()
  const [name, setName] = useState(() =>
    typeof content['subject'] === 'string' ? content['subject'].slice(0, 60) : '',
  )
  const { data: templates = [] } = useTemplates()
  const { mutate, isPending, error } = useSaveTemplate()
  const save = (): void => {
    const id = freeId(
      idFromName(name, 'template'),
      Object.fromEntries(templates.map((template) => [template.id, true])),
    )
    mutate(
      { ...contentOf(content), id, name: name.trim(), channel },
      {
        onSuccess: () => {
          tell(t('inspector.message.saved', { name }))
          onSaved(id)
          onClose()
        },
      },
    )
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('inspector.message.saveAs')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      onKeyDown={(event) => event.key !== 'Tab' && event.stopPropagation()}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Stack gap="sm">
          <TextInput
            data-autofocus
            label={t('inspector.message.templateName')}
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Text size="sm" c="var(--ink-soft)">
            {t('inspector.message.saveAsHint')}
          </Text>
          {error !== null && (
            <p className={classes['problem']} data-severity="error" role="alert">
              {say(error.message).text}
            </p>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={isPending} disabled={name.trim() === ''}>
              {t('inspector.message.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
