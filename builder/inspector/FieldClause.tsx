import { Select, TagsInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type FieldCondition, type Operator, OPERATORS } from '../../engine/core/model/condition.ts'
import type { Json } from '../../engine/core/model/json.ts'
import { type ClauseProps, OPERAND } from './clauses.ts'
import { DurationField, SuggestField } from './fields.tsx'

export function FieldClause({ value, onChange }: ClauseProps<FieldCondition>) {
  const { t } = useTranslation()
  const { field, op, valueField } = value
  const setOp = (next: Operator): void => {
    const operand = OPERAND[next] ?? 'one'
    const kept = (OPERAND[op] ?? 'one') === operand ? value.value : undefined
    const fresh: Record<string, Json | undefined> = {
      none: undefined,
      one: '',
      list: [],
      range: [0, 100],
      duration: 'P30D',
    }
    const given = kept ?? fresh[operand]
    onChange({ field, op: next, ...(given === undefined ? {} : { value: given }) })
  }
  return (
    <>
      <SuggestField
        kind="field"
        label={t('inspector.condition.field')}
        required
        value={field}
        onChange={(next = '') => onChange({ ...value, field: next })}
      />
      <Select
        size="xs"
        aria-label={t('inspector.condition.op')}
        allowDeselect={false}
        data={OPERATORS.map((operator) => ({ value: operator, label: t(`words.opName.${operator}`) }))}
        value={op}
        onChange={(next) => next !== null && setOp(next)}
      />
      {valueField === undefined && <Operand value={value} onChange={onChange} />}
    </>
  )
}

function Operand({ value: condition, onChange }: ClauseProps<FieldCondition>) {
  const { t } = useTranslation()
  const { op, value } = condition
  const set = (next: Json): void => onChange({ ...condition, value: next })
  switch (OPERAND[op] ?? 'one') {
    case 'none':
      return null
    case 'duration':
      return <DurationField label="" required value={String(value ?? '')} onChange={(next) => set(next ?? '')} />
    case 'list':
      return (
        <TagsInput
          size="xs"
          aria-label={t('inspector.condition.values')}
          placeholder={t('inspector.condition.values')}
          value={Array.isArray(value) ? value.map(toText) : []}
          onChange={(list) => set(list.map(fromText))}
        />
      )
    case 'range': {
      const [from = '', to = ''] = Array.isArray(value) ? value : []
      return (
        <div style={{ display: 'flex', gap: 8 }}>
          <TextInput
            size="xs"
            aria-label={t('inspector.condition.from')}
            value={toText(from)}
            onChange={(event) => set([fromText(event.currentTarget.value), to])}
          />
          <TextInput
            size="xs"
            aria-label={t('inspector.condition.to')}
            value={toText(to)}
            onChange={(event) => set([from, fromText(event.currentTarget.value)])}
          />
        </div>
      )
    }
    case 'one':
      return (
        <TextInput
          size="xs"
          aria-label={t('inspector.condition.value')}
          placeholder={t('inspector.condition.value')}
          value={toText(value ?? '')}
          onChange={(event) => set(fromText(event.currentTarget.value))}
        />
      )
  }
}

/** A number is never a text to the engine, so what looks like one is one, unless it is written in quotes. */
function fromText(text: string): Json {
  if (/^-?(0|[1-9]\d*)(\.\d+)?$/.test(text)) return Number(text)
  if (text === 'true' || text === 'false') return text === 'true'
  const quoted = /^"(.*)"$/.exec(text)
  return quoted === null ? text : (quoted[1] ?? '')
}

function toText(value: Json): string {
  if (typeof value !== 'string') return JSON.stringify(value)
  return fromText(value) === value ? value : `"${value}"`
}
