import { SegmentedControl, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { JsonObject } from '../../engine/core/model/json.ts'
import { useTemplates } from '../api/hooks.ts'
import { textsOf, useRegistry } from '../api/registry.tsx'
import type { FormProps } from './form-props.ts'
import { ChannelField } from './ChannelField.tsx'
import { SuggestField } from './fields.tsx'
import { FromTemplate } from './message/FromTemplate.tsx'
import { OwnMessage } from './message/OwnMessage.tsx'
import { SchemaFields } from './SchemaField.tsx'
import { schemaOf } from './schema.ts'

const EMPTY: JsonObject = { subject: '', text: '' }

/** A message: by which channel, about what, and its content, written here or taken from a template. */
export function SendForm({ config, onChange, type }: FormProps) {
  const { t } = useTranslation()
  const texts = textsOf(type.type, useRegistry())
  const { data: templates = [] } = useTemplates()
  const schema = schemaOf(type)
  const isTemplate = config['template'] !== undefined
  const drop = (...keys: string[]): JsonObject =>
    Object.fromEntries(Object.entries(config).filter(([key]) => !keys.includes(key)))
  const { idempotent, quietHours, cap, workspaceCaps } = schema.properties ?? {}
  const template = typeof config['template'] === 'string' ? config['template'] : ''
  const channel = String(config['channel'] ?? '')
  const content = (config['content'] ?? {}) as JsonObject
  const [kept, setKept] = useState({ template: '', content: {} as JsonObject })
  return (
    <Stack gap="sm">
      <div data-pointer="/channel">
        <ChannelField
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
        onChange={(source) => {
          // What was written or chosen is there again for whoever turns back.
          setKept({ template, content })
          onChange(
            source === 'template'
              ? { ...drop('content'), template: kept.template || (templates[0]?.id ?? '') }
              : { ...drop('template'), content: Object.keys(kept.content).length > 0 ? kept.content : EMPTY },
          )
        }}
      />
      {isTemplate ? (
        <div data-pointer="/template">
          <FromTemplate
            channel={channel}
            template={template}
            over={content}
            onChange={(id) => onChange({ ...config, template: id })}
            onCopy={(content) => onChange({ ...drop('template'), content })}
          />
        </div>
      ) : (
        <div data-pointer="/content">
          <OwnMessage
            channel={channel}
            content={content}
            onChange={(content) => onChange({ ...config, content })}
            onSaved={(id) => onChange({ ...drop('content'), template: id })}
          />
        </div>
      )}
      <SchemaFields
        root={schema}
        schema={{
          properties: Object.fromEntries(
            Object.entries({ quietHours, cap, workspaceCaps, idempotent }).filter(([, part]) => part !== undefined),
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
