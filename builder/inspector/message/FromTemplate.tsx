import { Button, Group, Select, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCopy, IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { JsonObject } from '../../../engine/core/model/json.ts'
import { useTemplates } from '../../api/hooks.ts'
import classes from '../inspector.module.css'
import { EditTemplate } from './EditTemplate.tsx'
import { MessagePreview } from './MessagePreview.tsx'
import { contentOf } from './template.ts'
import { useExample } from './use-example.ts'

interface Props {
  channel: string
  /** Empty = none chosen yet. */
  template: string
  /** Texts of the step, laid over those of the template. */
  over: JsonObject
  onChange: (template: string) => void
  /** The step gets the texts as its own. */
  onCopy: (content: JsonObject) => void
}

/** A message out of the library: chosen, looked at, changed for all, or copied for this step alone. */
export function FromTemplate({ channel, template, over, onChange, onCopy }: Props) {
  const { t } = useTranslation()
  const example = useExample()
  const { data: templates = [] } = useTemplates()
  const [isEditing, editing] = useDisclosure()
  const chosen = templates.find(({ id }) => id === template)
  const fitting = templates.filter((one) => one.channel === undefined || one.channel === channel || one.id === template)
  const known = fitting.map(({ id, name }) => ({ value: id, label: name ?? id }))
  const data = template === '' || chosen !== undefined ? known : [...known, { value: template, label: template }]
  return (
    <Stack gap="sm">
      <Select
        searchable
        label={t('inspector.message.chooseTemplate')}
        placeholder={t('inspector.message.chooseTemplateHint')}
        nothingFoundMessage={t('inspector.message.noTemplates')}
        allowDeselect={false}
        data={data}
        value={template === '' ? null : template}
        onChange={(id) => onChange(id ?? '')}
      />
      {templates.length === 0 && <p className={classes['soft']}>{t('inspector.message.noTemplates')}</p>}
      {chosen !== undefined && (
        <>
          <Group gap="xs">
            <Button size="xs" leftSection={<IconPencil size={15} aria-hidden />} onClick={editing.open}>
              {t('inspector.message.editTemplate')}
            </Button>
            <Button
              size="xs"
              variant="subtle"
              leftSection={<IconCopy size={15} aria-hidden />}
              onClick={() => onCopy({ ...contentOf(chosen), ...over })}
            >
              {t('inspector.message.copyTemplate')}
            </Button>
          </Group>
          <MessagePreview channel={channel} content={{ ...contentOf(chosen), ...over }} example={example} />
        </>
      )}
      {isEditing && chosen !== undefined && (
        <EditTemplate template={chosen} channel={channel} onClose={editing.close} />
      )}
    </Stack>
  )
}
