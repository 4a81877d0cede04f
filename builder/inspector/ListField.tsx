import { TagsInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Json } from '../../engine/core/model/json.ts'
import { WeekdaysField } from './fields.tsx'
import type { NestedFieldProps } from './form-props.ts'
import { Rows } from './Rows.tsx'
import { emptyValue, resolve } from './schema.ts'

/** Any number of values of one kind: texts as tags, everything else one below the other. */
export function ListField(props: NestedFieldProps) {
  const { schema, root, texts, name, pointer, value, onChange, required, label, Field } = props
  const { t } = useTranslation()
  const items = Array.isArray(value) ? value : []
  const item = resolve(schema.items ?? {}, root)
  const set = (next: Json[]): void => onChange(next.length === 0 && !required ? undefined : next)
  if (name === 'weekdays') {
    return <WeekdaysField label={label} value={items as string[]} onChange={(days) => onChange(days)} />
  }
  if (item.type === 'string') {
    return <TagsInput label={label} value={items as string[]} onChange={set} clearable={false} />
  }
  return (
    <Rows
      label={label}
      addLabel={t('inspector.addItem')}
      onAdd={() => set([...items, emptyValue(schema.items ?? {}, root) as Json])}
      onRemove={(at) => set(items.filter((_, index) => index !== at))}
      rows={items.map((one, at) => (
        <div key={at} style={{ flex: 1, minWidth: 0 }}>
          <Field
            {...{ root, name }}
            texts={{ ...texts, fields: { ...texts.fields, [name]: `${label} ${at + 1}` } }}
            schema={schema.items ?? {}}
            pointer={`${pointer}/${at}`}
            required
            value={one}
            onChange={(next) => set(items.map((other, index) => (index === at ? (next ?? null) : other)))}
          />
        </div>
      ))}
    />
  )
}
