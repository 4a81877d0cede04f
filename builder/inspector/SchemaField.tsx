import type { Condition } from '../../engine/core/model/condition.ts'
import type { Json, JsonObject } from '../../engine/core/model/json.ts'
import { useTranslation } from 'react-i18next'
import { ChannelField } from './ChannelField.tsx'
import { ConditionField } from './ConditionField.tsx'
import { EitherField } from './EitherField.tsx'
import { DateTimeField, DurationField, SuggestField, TimeField, ZoneField } from './fields.tsx'
import type { SchemaFieldProps } from './form-props.ts'
import { JsonField } from './JsonField.tsx'
import { LiquidField } from './LiquidField.tsx'
import { ListField } from './ListField.tsx'
import { ObjectField, Properties, type PropertiesProps } from './ObjectField.tsx'
import { PlainField } from './PlainField.tsx'
import { RecordField } from './RecordField.tsx'
import { isCondition, resolve, type Schema } from './schema.ts'

/** An editor for any value a schema describes. Step types of any origin get their form from here. */
export function SchemaField(props: SchemaFieldProps) {
  return (
    <div data-pointer={props.pointer}>
      <Editor {...props} />
    </div>
  )
}

/** All properties of an object schema, one below the other. */
export const SchemaFields = (props: Omit<PropertiesProps, 'Field'>) => <Properties {...props} Field={SchemaField} />

function Editor(props: SchemaFieldProps) {
  const { schema, root, texts, name, value, onChange, required } = props
  const { t } = useTranslation()
  const label = texts.fields?.[name] ?? name
  const unset = t(`inspector.unset.${name}`, { defaultValue: t('inspector.notSet') })
  const resolved = resolve(schema, root)
  const nameOf = (choice: string): string | undefined => texts.fields?.[`${name}.${choice}`]
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
    case 'topic':
      return <SuggestField {...text} kind={resolved.format} />
    case 'channel':
      return <ChannelField {...text} />
    case 'liquid':
      return <LiquidField {...text} isLong={(resolved.maxLength ?? 0) > 4000} />
    default:
  }
  const options = resolved.anyOf ?? resolved.oneOf
  if (options !== undefined) {
    return <EitherField {...props} options={options} label={label} Field={SchemaField} />
  }
  if (resolved.enum !== undefined)
    return <PlainField {...props} schema={resolved} label={label} unset={unset} nameOf={nameOf} />
  switch (resolved.type) {
    case 'array':
      return <ListField {...props} schema={resolved} label={label} Field={SchemaField} />
    case 'object':
      return resolved.properties === undefined ? (
        <RecordField
          label={label}
          value={(value ?? {}) as JsonObject}
          first={takesNumber(resolved.additionalProperties) ? 1 : ''}
          onChange={(next) => onChange(Object.keys(next).length === 0 && !required ? undefined : next)}
        />
      ) : (
        <ObjectField {...props} schema={resolved} label={label} Field={SchemaField} />
      )
    case 'boolean':
    case 'integer':
    case 'number':
    case 'string':
      return <PlainField {...props} schema={resolved} label={label} unset={unset} nameOf={nameOf} />
    default:
      return <JsonField label={label} value={value} onChange={onChange} required={required} />
  }
}

/** A number, or a number among others. */
const takesNumber = (schema: Schema | boolean | undefined): boolean =>
  typeof schema === 'object' && [schema, ...(schema.anyOf ?? [])].some(({ type }) => type === 'number')
