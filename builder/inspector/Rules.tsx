import type { TFunction } from 'i18next'
import { ActionIcon, Button, Select, Stack, Switch, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ExitRule, Goal } from '../../engine/core/model/journey.ts'
import { useWordNames } from '../api/word-names.ts'
import { freeId } from '../document/document.ts'
import type { WordNames } from '../words/names.ts'
import { ruleInWords } from '../words/rule.ts'
import { newClause } from './clauses.ts'
import { ConditionField } from './ConditionField.tsx'
import { DurationField, SuggestField } from './fields.tsx'
import classes from './inspector.module.css'

export function Goals({ goals, onChange }: { goals: readonly Goal[]; onChange: (goals: Goal[]) => void }) {
  const { t } = useTranslation()
  const names = useWordNames()
  const put = (at: number, goal: Goal): void => onChange(goals.map((other, index) => (index === at ? goal : other)))
  return (
    <section className={classes['section']}>
      <h3>{t('inspector.settings.goals')}</h3>
      {goals.map((goal, at) => (
        <fieldset key={goal.id} className={classes['group']}>
          <legend>{calledBy(goal, t, names)}</legend>
          <Remove name={calledBy(goal, t, names)} onClick={() => onChange(goals.filter((_, index) => index !== at))} />
          <Stack gap="sm">
            <TextInput
              label={t('inspector.settings.goalName')}
              value={goal.name ?? ''}
              onChange={(event) => put(at, without(goal, 'name', event.currentTarget.value || undefined))}
            />
            <Cause rule={goal} label={t('inspector.settings.goalEvent')} onChange={(next) => put(at, next)} />
            <DurationField
              label={t('inspector.settings.goalWithin')}
              value={goal.within}
              onChange={(within) => put(at, without(goal, 'within', within))}
            />
            <SuggestField
              kind="field"
              label={t('inspector.settings.goalValue')}
              value={goal.value}
              onChange={(value) => put(at, without(goal, 'value', value))}
            />
            <Switch
              label={t('inspector.settings.goalExit')}
              checked={goal.exitOnGoal === true}
              onChange={(event) => put(at, without(goal, 'exitOnGoal', event.currentTarget.checked || undefined))}
            />
          </Stack>
        </fieldset>
      ))}
      <Add
        label={t('inspector.settings.addGoal')}
        onClick={() => onChange([...goals, { id: nextId('goal', goals), event: 'Order Completed' }])}
      />
    </section>
  )
}

export function Exits({ exits, onChange }: { exits: readonly ExitRule[]; onChange: (exits: ExitRule[]) => void }) {
  const { t } = useTranslation()
  const names = useWordNames()
  return (
    <section className={classes['section']}>
      <h3>{t('inspector.settings.exits')}</h3>
      {exits.map((exit, at) => (
        <fieldset key={exit.id} className={classes['group']}>
          <legend>{calledBy(exit, t, names)}</legend>
          <Remove name={calledBy(exit, t, names)} onClick={() => onChange(exits.filter((_, index) => index !== at))} />
          <Cause
            rule={exit}
            label={t('inspector.settings.exitEvent')}
            onChange={(next) => onChange(exits.map((other, index) => (index === at ? next : other)))}
          />
        </fieldset>
      ))}
      <Add
        label={t('inspector.settings.addExit')}
        onClick={() => onChange([...exits, { id: nextId('exit', exits), event: '' }])}
      />
    </section>
  )
}

/** An event, with a condition on it; or a condition alone. */
function Cause<Rule extends ExitRule>({
  rule,
  label,
  onChange,
}: {
  rule: Rule
  label: string
  onChange: (rule: Rule) => void
}) {
  const { t } = useTranslation()
  const { event: _event, where: _where, when: _when, ...rest } = rule
  const kind = (
    <Select
      label={t('inspector.settings.cause')}
      allowDeselect={false}
      value={rule.when === undefined ? 'event' : 'when'}
      data={(['event', 'when'] as const).map((value) => ({ value, label: t(`inspector.settings.causes.${value}`) }))}
      onChange={(next) =>
        onChange({ ...rest, ...(next === 'when' ? { when: newClause('field') } : { event: '' }) } as Rule)
      }
    />
  )
  if (rule.when !== undefined) {
    return (
      <Stack gap="sm">
        {kind}
        <ConditionField
          label=""
          value={rule.when}
          onChange={(when) => when !== undefined && onChange({ ...rule, when })}
        />
      </Stack>
    )
  }
  return (
    <Stack gap="sm">
      {kind}
      <SuggestField
        kind="event"
        label={label}
        required
        value={rule.event}
        onChange={(event = '') => onChange({ ...rule, event })}
      />
      <ConditionField
        label={t('inspector.condition.addWhere')}
        value={rule.where}
        onChange={(where) => onChange(without(rule, 'where', where))}
      />
    </Stack>
  )
}

function Add({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <div>
      <Button variant="light" size="xs" leftSection={<IconPlus size={15} aria-hidden />} onClick={onClick}>
        {label}
      </Button>
    </div>
  )
}

function Remove({ name, onClick }: { name: string; onClick: () => void }) {
  const { t } = useTranslation()
  return (
    <ActionIcon
      className={classes['groupRemove'] ?? ''}
      variant="subtle"
      color="gray"
      size={26}
      aria-label={t('inspector.settings.removeRule', { name })}
      onClick={onClick}
    >
      <IconTrash size={15} />
    </ActionIcon>
  )
}

const nextId = (stem: string, list: readonly { id: string }[]): string =>
  freeId(stem, Object.fromEntries(list.map(({ id }) => [id, true])))

/** What a rule is called; one that says nothing yet is not called by its id. */
function calledBy(rule: Goal | ExitRule, t: TFunction, names: WordNames): string {
  const said = ruleInWords(rule, t, names)
  return said === rule.id ? t('inspector.settings.untold') : said
}

function without<T extends object, K extends keyof T>(object: T, key: K, value: T[K] | undefined): T {
  const { [key]: _, ...rest } = object
  return (value === undefined ? rest : { ...object, [key]: value }) as T
}
