import { ActionIcon, Button, Select, TextInput, Tooltip } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { type Condition, STAGES } from '../../engine/core/model/condition.ts'
import { useSegments } from '../api/hooks.ts'
import { useWordNames } from '../api/word-names.ts'
import type { JourneyDocument } from '../document/document.ts'
import { useEditor } from '../editor/context.ts'
import { ChannelField } from './ChannelField.tsx'
import { ConditionField } from './ConditionField.tsx'
import { CLAUSES, kindOf, newClause, type ClauseKind, type ClauseProps } from './clauses.ts'
import { EventClause } from './EventClause.tsx'
import { SuggestField } from './fields.tsx'
import classes from './inspector.module.css'
import { FieldClause } from './FieldClause.tsx'

/** One question of a condition. */
export function Clause({ value, onChange }: ClauseProps) {
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

function Fields({ value, onChange }: ClauseProps) {
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

function SegmentClause({ value, onChange }: ClauseProps<Extract<Condition, { segment: string }>>) {
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

function InteractionClause({
  value: { interaction },
  onChange,
}: ClauseProps<Extract<Condition, { interaction: unknown }>>) {
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
