import { SegmentedControl, Select, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { JsonObject } from '../../engine/core/model/json.ts'
import { useTemplates } from '../api/hooks.ts'
import { textsOf, useRegistry } from '../api/registry.tsx'
import type { FormProps } from './ConfigForm.tsx'
import { SuggestField } from './fields.tsx'
import { MessageEditor } from './MessageEditor.tsx'
import { SchemaFields } from './SchemaField.tsx'
import { schemaOf } from './schema.ts'

/** A message: by which channel, about what, and its content, written here or taken from a template. */
export function SendForm({ config, onChange, type }: FormProps) {
  const { t } = useTranslation()
  const texts = textsOf(type.type, useRegistry())
  const { data: templates = [] } = useTemplates()
  const schema = schemaOf(type)
  const isTemplate = config['template'] !== undefined
  const drop = (...keys: string[]): JsonObject =>
    Object.fromEntries(Object.entries(config).filter(([key]) => !keys.includes(key)))
  const { idempotent, quietHours, cap } = schema.properties ?? {}
  const template = typeof config['template'] === 'string' ? config['template'] : ''
  const known = templates.map(({ id, name }) => ({ value: id, label: name ?? id }))
  return (
    <Stack gap="sm">
      <div data-pointer="/channel">
        <SuggestField
          kind="channel"
          label={texts.fields?.['channel']}
          required
          value={config['channel'] as string}
          onChange={(channel = '') => onChange({ ...config, channel })}
        />
      </div>
      <div data-pointer="/topic">
        <SuggestField
          kind="topic"
          label={texts.fields?.['topic']}
          value={config['topic'] as string | undefined}
          onChange={(topic) => onChange(topic === undefined ? drop('topic') : { ...config, topic })}
        />
      </div>
      <SegmentedControl
        size="xs"
        aria-label={t('inspector.message.source')}
        value={isTemplate ? 'template' : 'own'}
        data={(['own', 'template'] as const).map((value) => ({ value, label: t(`inspector.message.${value}`) }))}
        onChange={(source) =>
          onChange(
            source === 'template'
              ? { ...drop('content'), template: templates[0]?.id ?? '' }
              : { ...drop('template'), content: { subject: '', text: '' } },
          )
        }
      />
      {isTemplate ? (
        <div data-pointer="/template">
          <Select
            searchable
            label={t('inspector.message.chooseTemplate')}
            data={
              template === '' || known.some(({ value }) => value === template)
                ? known
                : [...known, { value: template, label: template }]
            }
            value={template === '' ? null : template}
            onChange={(id) => onChange({ ...config, template: id ?? '' })}
          />
        </div>
      ) : (
        <div data-pointer="/content">
          <MessageEditor
            channel={String(config['channel'] ?? '')}
            content={(config['content'] ?? {}) as JsonObject}
            onChange={(content) => onChange({ ...config, content })}
          />
        </div>
      )}
      <SchemaFields
        root={schema}
        schema={{
          properties: Object.fromEntries(
            Object.entries({ quietHours, cap, idempotent }).filter(([, part]) => part !== undefined),
          ) as never,
        }}
        texts={texts}
        pointer=""
        value={config}
        onChange={(next) => onChange(next)}
      />
    </Stack>
  )
}
