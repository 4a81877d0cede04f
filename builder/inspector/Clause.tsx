import { ActionIcon, Button, Select, TagsInput, TextInput, Tooltip } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import {
  type Condition,
  type FieldCondition,
  type Operator,
  OPERATORS,
  STAGES,
} from '../../engine/core/model/condition.ts'
import type { Json } from '../../engine/core/model/json.ts'
import { useSegments } from '../api/hooks.ts'
import { useWordNames } from '../api/word-names.ts'
import type { JourneyDocument } from '../document/document.ts'
import { useEditor } from '../editor/context.ts'
import { ChannelField } from './ChannelField.tsx'
import { ConditionField } from './ConditionField.tsx'
import { CLAUSES, kindOf, newClause, OPERAND, type ClauseKind } from './clauses.ts'
import { EventClause } from './EventClause.tsx'
import { DurationField, SuggestField } from './fields.tsx'
import classes from './inspector.module.css'

interface Props<T extends Condition = Condition> {
  value: T
  onChange: (value: Condition | undefined) => void
}

/** One question of a condition. */
export function Clause({ value, onChange }: Props) {
  const { t } = useTranslation()
  const isNegated = 'not' in value
  const inner = isNegated ? value.not : value
  const kind = kindOf(inner)
  const change = (next: Condition | undefined): void =>
    onChange(next === undefined ? undefined : isNegated ? { not: next } : next)
  if (kind === 'group' || kind === 'not') {
    return (
      <div className={classes['nested']}>
        <ConditionField
          label={isNegated ? t('inspector.condition.not') : t('inspector.condition.kinds.group')}
          value={inner}
          onChange={change}
          isInner
        />
      </div>
    )
  }
  return (
    <div className={classes['clause']}>
      <div className={classes['clauseHead']}>
        <Select
          size="xs"
          style={{ flex: 1 }}
          aria-label={t('inspector.condition.kind')}
          allowDeselect={false}
          value={kind}
          data={CLAUSES.map((value) => ({ value, label: t(`inspector.condition.kinds.${value}`) }))}
          onChange={(next) => change(newClause(next as ClauseKind))}
        />
        <Tooltip label={t('inspector.condition.negate')}>
          <Button
            variant={isNegated ? 'filled' : 'subtle'}
            color={isNegated ? 'evergreen' : 'gray'}
            size="compact-xs"
            h={28}
            aria-pressed={isNegated}
            aria-label={t('inspector.condition.negate')}
            onClick={() => onChange(isNegated ? inner : { not: inner })}
          >
            {t('inspector.condition.negated')}
          </Button>
        </Tooltip>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={t('inspector.condition.remove')}
          onClick={() => onChange(undefined)}
        >
          <IconTrash size={15} />
        </ActionIcon>
      </div>
      <Fields value={inner} onChange={change} />
    </div>
  )
}

function Fields({ value, onChange }: Props) {
  const { t } = useTranslation()
  if ('field' in value) return <FieldClause value={value} onChange={onChange} />
  if ('event' in value) return <EventClause value={value} onChange={onChange} />
  if ('segment' in value) return <SegmentClause value={value} onChange={onChange} />
  if ('interaction' in value) return <InteractionClause value={value} onChange={onChange} />
  if ('stage' in value) {
    return (
      <Select
        size="xs"
        aria-label={t('inspector.condition.kinds.stage')}
        allowDeselect={false}
        value={value.stage}
        data={STAGES.map((stage) => ({ value: stage, label: t(`common.stage.${stage}`) }))}
        onChange={(stage) => stage !== null && onChange({ stage })}
      />
    )
  }
  if ('tag' in value) {
    return (
      <TextInput
        size="xs"
        aria-label={t('inspector.condition.tag')}
        placeholder={t('inspector.condition.tag')}
        value={value.tag}
        onChange={(event) => onChange({ tag: event.currentTarget.value })}
      />
    )
  }
  if ('consent' in value) {
    const { consent } = value
    return (
      <>
        <ChannelField
          label={t('inspector.condition.channel')}
          required
          value={consent.channel}
          onChange={(channel = '') => onChange({ consent: { ...consent, channel } })}
        />
        <SuggestField
          kind="topic"
          label={t('inspector.condition.topic')}
          required
          value={consent.topic}
          onChange={(topic = '') => onChange({ consent: { ...consent, topic } })}
        />
      </>
    )
  }
  return null
}

function SegmentClause({ value, onChange }: Props<Extract<Condition, { segment: string }>>) {
  const { t } = useTranslation()
  const { data = [] } = useSegments()
  const known = data.map(({ id, name }) => ({ value: id, label: name ?? id }))
  const isKnown = value.segment === '' || known.some((segment) => segment.value === value.segment)
  return (
    <Select
      size="xs"
      searchable
      aria-label={t('inspector.condition.segment')}
      placeholder={t('inspector.condition.segment')}
      nothingFoundMessage={t('editor.findNothing')}
      data={isKnown ? known : [...known, { value: value.segment, label: value.segment }]}
      value={value.segment === '' ? null : value.segment}
      onChange={(segment) => onChange({ segment: segment ?? '' })}
    />
  )
}

/** Ids of the steps that contact somebody. */
const sendersOf = ({ steps }: JourneyDocument): string[] =>
  Object.values(steps).flatMap(({ id, type }) => (type === 'send' || type === 'survey' ? [id] : []))

const OUTCOMES = ['delivered', 'opened', 'clicked', 'bounced', 'complained', 'unsubscribed']

function InteractionClause({ value: { interaction }, onChange }: Props<Extract<Condition, { interaction: unknown }>>) {
  const { t } = useTranslation()
  const senders = useEditor(useShallow(({ document }) => sendersOf(document)))
  const names = useWordNames()
  return (
    <>
      <Select
        size="xs"
        searchable
        aria-label={t('inspector.condition.step')}
        placeholder={t('inspector.condition.step')}
        data={senders.map((id) => ({ value: id, label: names.step(id) }))}
        value={interaction.step === '' ? null : interaction.step}
        onChange={(step) => onChange({ interaction: { ...interaction, step: step ?? '' } })}
      />
      <Select
        size="xs"
        aria-label={t('inspector.condition.outcome')}
        allowDeselect={false}
        data={[...new Set([...OUTCOMES, interaction.outcome])].map((outcome) => ({
          value: outcome,
          label: t(`words.outcome.${outcome}`, { defaultValue: outcome }),
        }))}
        value={interaction.outcome}
        onChange={(outcome) => outcome !== null && onChange({ interaction: { ...interaction, outcome } })}
      />
    </>
  )
}

function FieldClause({ value, onChange }: Props<FieldCondition>) {
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

function Operand({ value: condition, onChange }: Props<FieldCondition>) {
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
