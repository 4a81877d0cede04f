import { SegmentedControl, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { textsOf, useRegistry } from '../api/registry.tsx'
import type { FormProps } from './form-props.ts'
import { SchemaFields } from './SchemaField.tsx'
import { schemaOf } from './schema.ts'

/** Points are given or taken: one of both, and the amount moves along when the other is chosen. */
export function PointsForm({ config, onChange, type }: FormProps) {
  const { t } = useTranslation()
  const texts = textsOf(type.type, useRegistry())
  const schema = schemaOf(type)
  const { [config['spend'] === undefined ? 'spend' : 'add']: _, ...properties } = schema.properties ?? {}
  const isSpending = config['spend'] !== undefined
  const { add, spend, ...rest } = config
  return (
    <Stack gap="sm">
      <SegmentedControl
        size="xs"
        aria-label={t('inspector.points')}
        value={isSpending ? 'spend' : 'add'}
        data={(['add', 'spend'] as const).map((value) => ({ value, label: texts.fields?.[value] ?? value }))}
        onChange={(key) => onChange({ [key]: add ?? spend ?? 100, ...rest })}
      />
      <SchemaFields
        schema={{ ...schema, properties, required: [...(schema.required ?? []), 'add', 'spend'] }}
        root={schema}
        texts={{ ...texts, fields: { ...texts.fields, add: t('inspector.howMany'), spend: t('inspector.howMany') } }}
        pointer=""
        value={config}
        onChange={(next) => onChange(next)}
      />
    </Stack>
  )
}
