import { NumberInput, Select, Switch, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Json } from '../../engine/core/model/json.ts'
import type { SchemaFieldProps } from './form-props.ts'
import type { Schema } from './schema.ts'

interface Props extends Pick<SchemaFieldProps, 'value' | 'onChange' | 'required'> {
  schema: Schema
  label: string
  /** What it says while nothing is set. */
  unset: string
  /** What the step type calls one of its choices; undefined = nothing special. */
  nameOf: (choice: string) => string | undefined
}

/** One of several words, a yes or no, a number or a text. */
export function PlainField({ schema, value, onChange, required, label, unset, nameOf }: Props) {
  const { t } = useTranslation()
  if (schema.enum !== undefined) {
    return (
      <Select
        label={label}
        required={required}
        clearable={!required}
        allowDeselect={!required}
        placeholder={unset}
        data={schema.enum.map((choice) => ({
          value: String(choice),
          label:
            nameOf(String(choice)) ??
            t(`inspector.enum.${String(choice)}`, {
              defaultValue: t(`common.stage.${String(choice)}`, { defaultValue: String(choice) }),
            }),
        }))}
        value={value === undefined ? null : String(value)}
        // Choices may be numbers; a list of the page knows texts only.
        onChange={(choice) => onChange(schema.enum?.find((each) => String(each) === choice) as Json | undefined)}
        clearButtonProps={{ 'aria-label': t('common.remove'), tabIndex: -1 }}
      />
    )
  }
  switch (schema.type) {
    case 'boolean':
      return (
        <Switch
          label={label}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked ? true : required ? false : undefined)}
        />
      )
    case 'integer':
    case 'number':
      return (
        <NumberInput
          label={label}
          required={required}
          allowDecimal={schema.type === 'number'}
          min={schema.minimum ?? -Infinity}
          max={schema.maximum ?? Infinity}
          value={typeof value === 'number' ? value : ''}
          onChange={(next) => onChange(next === '' ? undefined : Number(next))}
        />
      )
    default:
      return (
        <TextInput
          type={schema.format === 'date' ? 'date' : 'text'}
          label={label}
          required={required}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) =>
            onChange(event.currentTarget.value === '' && !required ? undefined : event.currentTarget.value)
          }
        />
      )
  }
}
