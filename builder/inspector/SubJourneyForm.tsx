import { Select, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useJourneys } from '../api/hooks.ts'
import { textsOf, useRegistry } from '../api/registry.tsx'
import { useEditor } from '../editor/context.ts'
import type { FormProps } from './form-props.ts'
import { SchemaFields } from './SchemaField.tsx'
import { schemaOf } from './schema.ts'

/** Another journey by its name. Only one that can be started from outside may be chosen; the check says so. */
export function SubJourneyForm({ config, onChange, type }: FormProps) {
  const { t } = useTranslation()
  const texts = textsOf(type.type, useRegistry())
  const schema = schemaOf(type)
  const own = useEditor((state) => state.document.settings.id)
  const { data: journeys = [] } = useJourneys()
  const { journey: _, ...properties } = schema.properties ?? {}
  const chosen = typeof config['journey'] === 'string' ? config['journey'] : ''
  const known = journeys.filter(({ id }) => id !== own).map(({ id, name }) => ({ value: id, label: name }))
  const data =
    chosen === '' || known.some(({ value }) => value === chosen) ? known : [...known, { value: chosen, label: chosen }]
  return (
    <Stack gap="sm">
      <div data-pointer="/journey">
        <Select
          searchable
          required
          label={texts.fields?.['journey']}
          description={t('inspector.subJourney')}
          nothingFoundMessage={t('editor.findNothing')}
          allowDeselect={false}
          data={data}
          value={chosen === '' ? null : chosen}
          onChange={(id) => onChange({ ...config, journey: id ?? '' })}
        />
      </div>
      <SchemaFields
        schema={{ ...schema, properties }}
        root={schema}
        texts={texts}
        pointer=""
        value={config}
        onChange={(next) => onChange(next)}
      />
    </Stack>
  )
}
