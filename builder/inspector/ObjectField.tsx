import { ActionIcon, Button, Stack } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Json, JsonObject } from '../../engine/core/model/json.ts'
import type { NestedFieldProps } from './form-props.ts'
import classes from './inspector.module.css'
import { emptyValue } from './schema.ts'

/** Fields of an object, one after the other. An optional object is switched on and off as a whole. */
export function ObjectField(props: Omit<NestedFieldProps, 'name'>) {
  const { schema, root, value, onChange, required, label } = props
  const { t } = useTranslation()
  const object = (value ?? {}) as JsonObject
  if (value === undefined && !required) {
    return (
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => onChange(emptyValue(schema, root) as Json)}
      >
        {label}
      </Button>
    )
  }
  return (
    <fieldset className={classes['group']}>
      <legend>{label}</legend>
      {!required && (
        <ActionIcon
          className={classes['groupRemove'] ?? ''}
          variant="subtle"
          color="gray"
          size={26}
          aria-label={`${t('common.remove')}: ${label}`}
          onClick={() => onChange(undefined)}
        >
          <IconTrash size={15} />
        </ActionIcon>
      )}
      <Properties {...props} value={object} />
    </fieldset>
  )
}

export type PropertiesProps = Pick<NestedFieldProps, 'schema' | 'root' | 'texts' | 'pointer' | 'Field'> & {
  value: JsonObject
  onChange: (value: JsonObject) => void
}

/** All properties of an object schema. */
export function Properties({ schema, root, texts, pointer, value, onChange, Field }: PropertiesProps) {
  const { properties = {}, required = [] } = schema
  return (
    <Stack gap="sm">
      {Object.entries(properties)
        .filter(([, property]) => property.const === undefined)
        .map(([name, property]) => (
          <Field
            key={name}
            {...{ root, texts, name }}
            schema={property}
            pointer={`${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`}
            required={required.includes(name)}
            value={value[name]}
            onChange={(next) => {
              const { [name]: _, ...rest } = value
              onChange(next === undefined ? rest : { ...value, [name]: next })
            }}
          />
        ))}
    </Stack>
  )
}
