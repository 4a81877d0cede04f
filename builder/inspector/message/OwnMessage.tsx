import { Button, Group, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconArrowsMaximize, IconBookmark } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { JsonObject } from '../../../engine/core/model/json.ts'
import { MessageFields } from './MessageFields.tsx'
import { MessagePreview } from './MessagePreview.tsx'
import { MessageStudio } from './MessageStudio.tsx'
import { SaveAsTemplate } from './SaveAsTemplate.tsx'
import { useExample } from './use-example.ts'

interface Props {
  channel: string
  content: JsonObject
  onChange: (content: JsonObject) => void
  /** The message is a template now. */
  onSaved: (template: string) => void
}

/** A message that belongs to one step: written here, or in the large editor. */
export function OwnMessage({ channel, content, onChange, onSaved }: Props) {
  const { t } = useTranslation()
  const example = useExample()
  const [isLarge, large] = useDisclosure()
  const [isSaving, saving] = useDisclosure()
  return (
    <Stack gap="sm">
      <MessageFields
        // What was chosen in the large editor is chosen here as well.
        key={String(isLarge)}
        channel={channel}
        content={content}
        onChange={onChange}
      />
      <Group gap="xs">
        <Button size="xs" leftSection={<IconArrowsMaximize size={15} aria-hidden />} onClick={large.open}>
          {t('inspector.message.large')}
        </Button>
        <Button size="xs" variant="subtle" leftSection={<IconBookmark size={15} aria-hidden />} onClick={saving.open}>
          {t('inspector.message.saveAs')}
        </Button>
      </Group>
      {!isLarge && <MessagePreview channel={channel} content={content} example={example} />}
      {isLarge && (
        <MessageStudio
          title={t('inspector.message.title')}
          channel={channel}
          content={content}
          onChange={onChange}
          onClose={large.close}
        />
      )}
      {isSaving && <SaveAsTemplate channel={channel} content={content} onClose={saving.close} onSaved={onSaved} />}
    </Stack>
  )
}
