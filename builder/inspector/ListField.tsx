import { ActionIcon, Button, Group, Stack, TagsInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Json } from '../../engine/core/model/json.ts'
import { WeekdaysField } from './fields.tsx'
import type { NestedFieldProps } from './form-props.ts'
import classes from './inspector.module.css'
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
    <fieldset className={classes['group']}>
      <legend>{label}</legend>
      <Stack gap="sm">
        {items.map((one, at) => (
          <Group key={at} gap={6} wrap="nowrap" align="flex-start">
            <div style={{ flex: 1, minWidth: 0 }}>
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
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('inspector.removeItem', { number: at + 1 })}
              onClick={() => set(items.filter((_, index) => index !== at))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
        <div>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => set([...items, emptyValue(schema.items ?? {}, root) as Json])}
          >
            {t('inspector.addItem')}
          </Button>
        </div>
      </Stack>
    </fieldset>
  )
}
