import { Select, Stack } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Json, JsonObject } from '../../engine/core/model/json.ts'
import type { StepTexts } from '../../engine/core/steps/sdk.ts'
import type { NestedFieldProps } from './form-props.ts'
import classes from './inspector.module.css'
import { LiquidField } from './LiquidField.tsx'
import { Properties } from './ObjectField.tsx'
import { emptyValue, resolve, type Schema } from './schema.ts'

/** Several shapes are possible: which, and then its fields. */
export function EitherField(props: NestedFieldProps & { options: Schema[] }) {
  const { root, texts, name, pointer, value, onChange, required, options, label, Field } = props
  const { t } = useTranslation()
  const shapes = options.map((option) => resolve(option, root))
  const at = shapes.findIndex((shape) => fits(value, shape))
  const shape = shapes[at]
  // A text, or Liquid that gives a number: one field for both is clearer than a choice.
  if (shapes.length === 2 && shapes[0]?.type === 'number' && shapes[1]?.type === 'string') {
    return (
      <LiquidField
        label={label}
        required={required}
        value={value === undefined ? undefined : String(value)}
        onChange={(next = '') => onChange(next === '' ? undefined : NUMBER.test(next) ? Number(next) : next)}
      />
    )
  }
  return (
    <fieldset className={classes['group']}>
      <legend>{label}</legend>
      <Stack gap="sm">
        <Select
          aria-label={`${label}: ${t('inspector.either')}`}
          clearable={!required}
          allowDeselect={!required}
          placeholder={t('inspector.notSet')}
          data={shapes.map((option, index) => ({ value: String(index), label: nameOfShape(option, texts, t) }))}
          value={value === undefined || at < 0 ? null : String(at)}
          onChange={(index) =>
            onChange(index === null ? undefined : (emptyValue(shapes[Number(index)] ?? {}, root) as Json))
          }
          clearButtonProps={{ 'aria-label': t('common.remove'), tabIndex: -1 }}
        />
        {shape?.properties !== undefined && value !== undefined && (
          <Properties
            {...{ root, texts, pointer, Field }}
            schema={shape}
            value={value as JsonObject}
            onChange={onChange}
          />
        )}
        {shape !== undefined && shape.properties === undefined && value !== undefined && (
          <Field {...{ root, texts, name, pointer, value, onChange }} schema={shape} required />
        )}
      </Stack>
    </fieldset>
  )
}

const NUMBER = /^-?\d+(\.\d+)?$/

function nameOfShape(shape: Schema, texts: StepTexts, t: TFunction): string {
  const constant = Object.values(shape.properties ?? {}).find((property) => property.const !== undefined)?.const
  const kind =
    constant === undefined ? (shape.required ?? Object.keys(shape.properties ?? {})).join(', ') : String(constant)
  if (kind === '') return t(`inspector.unit.custom`, { defaultValue: String(shape.format ?? shape.type ?? '') })
  return t(`inspector.enum.${kind}`, { defaultValue: texts.fields?.[kind] ?? kind })
}

/** Whether a value has the shape, told by its kind and its constant fields. */
function fits(value: Json | undefined, shape: Schema): boolean {
  if (value === undefined) return false
  if (shape.properties !== undefined) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return false
    return Object.entries(shape.properties).every(
      ([key, property]) => property.const === undefined || value[key] === property.const,
    )
  }
  if (shape.type === 'array') return Array.isArray(value)
  if (shape.type === 'integer') return typeof value === 'number'
  return shape.type === undefined || typeof value === shape.type
}
