import { Autocomplete, Chip, Group, Input, NumberInput, Select, TextInput } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { WEEKDAYS } from '../../engine/core/model/journey.ts'
import { TopicField } from '../app/TopicField.tsx'
import { type DurationUnit, durationInWords, isoDuration, partsOfDuration } from '../words/duration.ts'
import { timeZones } from '../words/zones.ts'
import { useSuggestions } from './suggestions.ts'

/** What every editor of one value is given. `onChange(undefined)` takes the value away. */
export interface FieldProps<T> {
  label: ReactNode
  value: T | undefined
  onChange: (value: T | undefined) => void
  description?: ReactNode
  required?: boolean
  error?: ReactNode
}

const UNITS: readonly DurationUnit[] = ['minute', 'hour', 'day', 'week', 'month', 'year']

/** A number and a unit. A duration of several parts, such as P1DT6H, is shown as it is written. */
export function DurationField({
  label,
  value,
  onChange,
  description,
  required,
  signed = false,
  placeholder = '',
}: FieldProps<string> & { signed?: boolean; placeholder?: string }) {
  const { t } = useTranslation()
  const id = useId()
  const isNegative = value?.startsWith('-') ?? false
  const parts = value === undefined || value === '' ? [] : (partsOfDuration(value) ?? null)
  const used = parts?.filter(([, count]) => count > 0) ?? []
  const single = parts !== null && used.length <= 1
  const [unit, count] = used[0] ?? [parts?.length === 0 ? 'day' : 'day', value === undefined || value === '' ? '' : 0]
  const isWritten = parts !== null && used.length > 1
  const isSimple = single && UNITS.includes(unit)
  const set = (count: number | string, unit: DurationUnit, negative = isNegative): void =>
    onChange(count === '' ? (required === true ? '' : undefined) : isoDuration(Number(count), unit, negative))

  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      labelProps={{ id }}
      {...(label === '' ? {} : { 'aria-labelledby': id })}
      description={description}
      required={required ?? false}
      component="fieldset"
      style={BARE}
    >
      <Group gap={6} wrap="nowrap">
        {isSimple ? (
          <NumberInput
            aria-label={t('inspector.number')}
            min={0}
            allowDecimal={false}
            placeholder={placeholder}
            value={count}
            onChange={(count) => set(count, unit)}
            style={{ flex: 1, minWidth: 60 }}
          />
        ) : (
          <TextInput
            aria-label={t('inspector.number')}
            value={value ?? ''}
            onChange={(event) => onChange(event.currentTarget.value || (required === true ? '' : undefined))}
            style={{ flex: 1 }}
            ff="monospace"
            {...(isWritten ? { description: durationInWords((value ?? '').replace(/^-/, ''), t) } : {})}
            inputWrapperOrder={['label', 'input', 'description']}
          />
        )}
        <Select
          aria-label={t('inspector.unitLabel')}
          allowDeselect={false}
          value={isSimple ? unit : 'custom'}
          data={[
            ...UNITS.map((value) => ({ value: value as string, label: t(`inspector.unit.${value}`) })),
            ...(isSimple ? [] : [{ value: 'custom', label: t('inspector.unit.custom') }]),
          ]}
          onChange={(next) =>
            next !== null && next !== 'custom' && set(isSimple && count !== '' ? count : 1, next as DurationUnit)
          }
          style={{ flex: 1, minWidth: 96 }}
        />
        {signed && (
          <Select
            aria-label={t('inspector.direction')}
            allowDeselect={false}
            value={isNegative ? 'earlier' : 'later'}
            data={(['earlier', 'later'] as const).map((value) => ({ value, label: t(`inspector.${value}`) }))}
            onChange={(next) => set(count === '' ? 1 : count, unit, next === 'earlier')}
            style={{ flex: 1, minWidth: 84 }}
          />
        )}
      </Group>
    </Input.Wrapper>
  )
}

const BARE = { border: 0, padding: 0, margin: 0, minWidth: 0 }

export function TimeField({ value, onChange, label, description, required }: FieldProps<string>) {
  return (
    <TextInput
      type="time"
      label={label}
      description={description}
      required={required ?? false}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  )
}

export function ZoneField({
  value,
  onChange,
  label,
  description,
  placeholder,
}: FieldProps<string> & { placeholder?: string }) {
  const zones = timeZones()
  return (
    <Select
      searchable
      clearable
      label={label}
      description={description}
      limit={60}
      placeholder={placeholder ?? ''}
      data={value === undefined || zones.includes(value) ? zones : [value, ...zones]}
      value={value ?? null}
      onChange={(zone) => onChange(zone ?? undefined)}
      clearButtonProps={{ 'aria-label': String(label), tabIndex: -1 }}
    />
  )
}

/** A local date and time without an offset: it is meant in each customer's zone. */
export function DateTimeField({ value, onChange, label, description, required }: FieldProps<string>) {
  const isLocal =
    value === undefined || /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) === false || !/(Z|[+-]\d\d:\d\d)$/.test(value)
  return (
    <TextInput
      type={isLocal ? 'datetime-local' : 'text'}
      label={label}
      description={description}
      required={required ?? false}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  )
}

export function WeekdaysField({ value, onChange, label }: FieldProps<string[]>) {
  const { t } = useTranslation()
  return (
    <Input.Wrapper label={label} component="fieldset" style={BARE}>
      <Chip.Group
        multiple
        value={value ?? []}
        onChange={(days: string[]) => {
          const inOrder = WEEKDAYS.filter((day) => days.includes(day))
          onChange(inOrder.length === 0 ? undefined : inOrder)
        }}
      >
        <Group gap={5} mt={6}>
          {WEEKDAYS.map((day) => (
            <Chip key={day} value={day} size="xs" radius="md" variant="light">
              {t(`words.weekdayShort.${day}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Input.Wrapper>
  )
}

/** A text with what the workspace already knows offered while typing. */
export function SuggestField({
  kind,
  value,
  onChange,
  label,
  description,
  required,
  error,
}: FieldProps<string> & { kind: 'field' | 'event' | 'topic' }) {
  const { t } = useTranslation()
  const data = useSuggestions(kind)
  const placeholder = {
    field: t('inspector.chooseField'),
    event: t('inspector.chooseEvent'),
    topic: t('inspector.chooseTopic'),
  }[kind]
  const field = {
    ...{ label, description, error, placeholder },
    required: required ?? false,
    value: value ?? '',
    onChange: (text: string) => onChange(text === '' && required !== true ? undefined : text),
  }
  return kind === 'topic' ? <TopicField {...field} others={data} /> : <Autocomplete {...field} data={data} limit={20} />
}
