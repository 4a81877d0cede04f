import type { TFunction } from 'i18next'
import { ActionIcon, Button, Group, NumberInput, Select, Stack, Switch, TagsInput, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Condition } from '../../engine/core/model/condition.ts'
import type { Json, JsonObject } from '../../engine/core/model/json.ts'
import type { StepTexts } from '../../engine/core/steps/sdk.ts'
import { ConditionField } from './ConditionField.tsx'
import { DateTimeField, DurationField, SuggestField, TimeField, WeekdaysField, ZoneField } from './fields.tsx'
import classes from './inspector.module.css'
import { JsonField } from './JsonField.tsx'
import { LiquidField } from './LiquidField.tsx'
import { RecordField } from './RecordField.tsx'
import { emptyValue, isCondition, resolve, type Schema } from './schema.ts'

export interface SchemaFieldProps {
  schema: Schema
  root: Schema
  texts: StepTexts
  /** Key of the value in the config, for its label. */
  name: string
  /** JSON Pointer below the config: problems lead here. */
  pointer: string
  value: Json | undefined
  onChange: (value: Json | undefined) => void
  required: boolean
}

/** An editor for any value a schema describes. Step types of any origin get their form from here. */
export function SchemaField(props: SchemaFieldProps) {
  return (
    <div data-pointer={props.pointer}>
      <Editor {...props} />
    </div>
  )
}

function Editor({ schema, root, texts, name, pointer, value, onChange, required }: SchemaFieldProps) {
  const { t } = useTranslation()
  const label = texts.fields?.[name] ?? name
  const unset = t(`inspector.unset.${name}`, { defaultValue: t('inspector.notSet') })
  const resolved = resolve(schema, root)
  const text = { label, required, value: typeof value === 'string' ? value : undefined, onChange }
  if (isCondition(schema)) {
    return (
      <ConditionField
        label={label}
        value={value as Condition | undefined}
        onChange={(next) => onChange(next as Json | undefined)}
      />
    )
  }
  switch (resolved.format) {
    case 'duration':
      return <DurationField {...text} signed={name === 'offset'} placeholder={required ? '' : unset} />
    case 'local-time':
      return <TimeField {...text} />
    case 'time-zone':
      return <ZoneField {...text} placeholder={unset} />
    case 'date-time':
      return <DateTimeField {...text} />
    case 'field':
    case 'event':
    case 'channel':
    case 'topic':
      return <SuggestField {...text} kind={resolved.format} />
    case 'liquid':
      return <LiquidField {...text} isLong={(resolved.maxLength ?? 0) > 4000} />
    default:
  }
  const options = resolved.anyOf ?? resolved.oneOf
  if (options !== undefined) {
    return (
      <Either {...{ schema, root, texts, name, pointer, value, onChange, required }} options={options} label={label} />
    )
  }
  if (resolved.enum !== undefined) {
    return (
      <Select
        label={label}
        required={required}
        clearable={!required}
        allowDeselect={!required}
        placeholder={unset}
        data={resolved.enum.map((choice) => ({
          value: String(choice),
          label: t(`inspector.enum.${String(choice)}`, {
            defaultValue: t(`common.stage.${String(choice)}`, { defaultValue: String(choice) }),
          }),
        }))}
        value={value === undefined ? null : String(value)}
        onChange={(choice) => onChange(choice ?? undefined)}
        clearButtonProps={{ 'aria-label': t('common.remove'), tabIndex: -1 }}
      />
    )
  }
  switch (resolved.type) {
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
          allowDecimal={resolved.type === 'number'}
          min={resolved.minimum ?? -Infinity}
          value={typeof value === 'number' ? value : ''}
          onChange={(next) => onChange(next === '' ? undefined : Number(next))}
        />
      )
    case 'array':
      return (
        <ListField {...{ schema: resolved, root, texts, name, pointer, value, onChange, required }} label={label} />
      )
    case 'object':
      return resolved.properties === undefined ? (
        <RecordField
          label={label}
          value={(value ?? {}) as JsonObject}
          isNumber={
            typeof resolved.additionalProperties === 'object' && resolved.additionalProperties.type === 'number'
          }
          onChange={(next) => onChange(Object.keys(next).length === 0 && !required ? undefined : next)}
        />
      ) : (
        <ObjectField
          {...{ schema: resolved, root, texts, pointer, required }}
          label={label}
          value={value}
          onChange={onChange}
        />
      )
    case 'string':
      return (
        <TextInput
          label={label}
          required={required}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) =>
            onChange(event.currentTarget.value === '' && !required ? undefined : event.currentTarget.value)
          }
        />
      )
    default:
      return <JsonField label={label} value={value} onChange={onChange} required={required} />
  }
}

type Inner = SchemaFieldProps & { label: string }

/** Fields of an object, one after the other. An optional object is switched on and off as a whole. */
function ObjectField({ schema, root, texts, pointer, value, onChange, required, label }: Omit<Inner, 'name'>) {
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
      <SchemaFields {...{ schema, root, texts, pointer }} value={object} onChange={onChange} />
    </fieldset>
  )
}

/** All properties of an object schema. */
export function SchemaFields({
  schema,
  root,
  texts,
  pointer,
  value,
  onChange,
}: Pick<SchemaFieldProps, 'schema' | 'root' | 'texts' | 'pointer'> & {
  value: JsonObject
  onChange: (value: JsonObject) => void
}) {
  const { properties = {}, required = [] } = schema
  return (
    <Stack gap="sm">
      {Object.entries(properties)
        .filter(([, property]) => property.const === undefined)
        .map(([name, property]) => (
          <SchemaField
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

/** Several shapes are possible: which, and then its fields. */
function Either({
  root,
  texts,
  name,
  pointer,
  value,
  onChange,
  required,
  options,
  label,
}: Inner & { options: Schema[] }) {
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
          <SchemaFields {...{ root, texts, pointer }} schema={shape} value={value as JsonObject} onChange={onChange} />
        )}
        {shape !== undefined && shape.properties === undefined && value !== undefined && (
          <SchemaField {...{ root, texts, name, pointer, value, onChange }} schema={shape} required />
        )}
      </Stack>
    </fieldset>
  )
}

const NUMBER = /^\d+(\.\d+)?$/

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

function ListField({ schema, root, texts, name, pointer, value, onChange, required, label }: Inner) {
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
              <SchemaField
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
