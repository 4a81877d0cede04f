import { ActionIcon, Button, Select, Stack } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Condition } from '../../engine/core/model/condition.ts'
import type { Json } from '../../engine/core/model/json.ts'
import { textsOf, useRegistry } from '../api/registry.tsx'
import { Clause } from './Clause.tsx'
import { ConditionField } from './ConditionField.tsx'
import type { FormProps } from './form-props.ts'
import { newClause } from './clauses.ts'
import { DateTimeField, DurationField, SuggestField } from './fields.tsx'
import classes from './inspector.module.css'
import { freeName, PathName } from './PathName.tsx'

interface Branch {
  path: string
  event?: string
  where?: Condition
  condition?: Condition
  interaction?: { step: string; outcome: string }
}

const KINDS = ['event', 'condition', 'interaction'] as const
const LIMITS = ['duration', 'until', 'untilField', 'never'] as const

/** What ends the waiting, and when it ends at the latest. */
export function WaitForForm({ config, onChange, type }: FormProps) {
  const { t } = useTranslation()
  const texts = textsOf(type.type, useRegistry())
  const branches = (Array.isArray(config['branches']) ? config['branches'] : []) as unknown as Branch[]
  const taken = [...branches.map(({ path }) => path), 'timeout']
  const set = (next: Branch[], renamed?: { from: string; to: string }): void =>
    onChange({ ...config, branches: next as never }, renamed)
  const put = (at: number, branch: Branch): void => set(branches.map((other, index) => (index === at ? branch : other)))
  return (
    <Stack gap="sm">
      {branches.map((branch, at) => (
        <div key={at} className={classes['group']} data-pointer={`/branches/${at}`}>
          <div className={classes['clauseHead']} style={{ marginBottom: 8 }}>
            <PathName
              label={t('inspector.branch.name')}
              value={branch.path}
              taken={taken}
              onRename={(name) =>
                set(
                  branches.map((other, index) => (index === at ? { ...other, path: name } : other)),
                  { from: branch.path, to: name },
                )
              }
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={branches.length === 1}
              aria-label={t('inspector.branch.remove', { path: branch.path })}
              onClick={() => set(branches.filter((_, index) => index !== at))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </div>
          <BranchFields branch={branch} onChange={(next) => put(at, next)} />
        </div>
      ))}
      <div>
        <Button
          variant="light"
          size="xs"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => set([...branches, { path: freeName(t('inspector.newPath'), taken), event: '' }])}
        >
          {t('inspector.branch.add')}
        </Button>
      </div>
      <Timeout value={config['timeout']} onChange={(timeout) => onChange({ ...config, timeout })} />
      <Select
        label={texts.fields?.['counts']}
        allowDeselect={false}
        data={(['after-arrival', 'since-entry'] as const).map((value) => ({
          value,
          label: t(`inspector.enum.${value}`),
        }))}
        value={config['counts'] === 'since-entry' ? 'since-entry' : 'after-arrival'}
        onChange={(counts) => {
          const { counts: _, ...rest } = config
          onChange(counts === 'since-entry' ? { ...rest, counts } : rest)
        }}
      />
    </Stack>
  )
}

function BranchFields({ branch, onChange }: { branch: Branch; onChange: (branch: Branch) => void }) {
  const { t } = useTranslation()
  const { path, event, where, condition, interaction } = branch
  const kind = KINDS.find((kind) => branch[kind] !== undefined) ?? 'event'
  const start: Record<(typeof KINDS)[number], Branch> = {
    event: { path, event: '' },
    condition: { path, condition: newClause('field') },
    interaction: { path, interaction: { step: '', outcome: 'opened' } },
  }
  return (
    <Stack gap={8}>
      <Select
        size="xs"
        aria-label={t('inspector.waitFor.kind')}
        allowDeselect={false}
        data={KINDS.map((value) => ({ value, label: t(`inspector.waitFor.${value}`) }))}
        value={kind}
        onChange={(next) => next !== null && onChange(start[next])}
      />
      {kind === 'event' && (
        <>
          <SuggestField
            kind="event"
            label={t('inspector.condition.event')}
            required
            value={event}
            onChange={(event = '') => onChange({ ...branch, event })}
          />
          <ConditionField
            label={t('inspector.condition.addWhere')}
            value={where}
            onChange={(where) => {
              const { where: _, ...rest } = branch
              onChange(where === undefined ? rest : { ...rest, where })
            }}
          />
        </>
      )}
      {kind === 'condition' && (
        <ConditionField
          label=""
          value={condition}
          onChange={(next) => onChange({ path, condition: next ?? newClause('field') })}
        />
      )}
      {kind === 'interaction' && interaction !== undefined && (
        <Clause
          value={{ interaction }}
          onChange={(next) =>
            next !== undefined && 'interaction' in next && onChange({ path, interaction: next.interaction })
          }
        />
      )}
    </Stack>
  )
}

function Timeout({ value, onChange }: { value: Json | undefined; onChange: (value: Json) => void }) {
  const { t } = useTranslation()
  const object = (typeof value === 'object' && value !== null ? value : {}) as {
    until?: Json
    untilField?: { field?: string }
  }
  const kind =
    value === 'never'
      ? 'never'
      : object.until !== undefined
        ? 'until'
        : object.untilField !== undefined
          ? 'untilField'
          : 'duration'
  const start: Record<(typeof LIMITS)[number], Json> = {
    duration: 'P7D',
    until: { until: '' },
    untilField: { untilField: { field: '' } },
    never: 'never',
  }
  return (
    <fieldset className={classes['group']} data-pointer="/timeout">
      <legend>{t('inspector.waitFor.timeout')}</legend>
      <Stack gap={8}>
        <Select
          size="xs"
          aria-label={t('inspector.waitFor.timeoutKind')}
          allowDeselect={false}
          data={LIMITS.map((value) => ({ value, label: t(`inspector.waitFor.${value}`) }))}
          value={kind}
          onChange={(next) => next !== null && onChange(start[next])}
        />
        {kind === 'duration' && (
          <DurationField label="" required value={String(value ?? '')} onChange={(next = '') => onChange(next)} />
        )}
        {kind === 'until' && (
          <DateTimeField
            label={t('inspector.wait.until')}
            required
            value={typeof object.until === 'string' ? object.until : ''}
            onChange={(until = '') => onChange({ until })}
          />
        )}
        {kind === 'untilField' && (
          <SuggestField
            kind="field"
            label={t('inspector.condition.field')}
            required
            value={object.untilField?.field}
            onChange={(field = '') => onChange({ untilField: { ...object.untilField, field } })}
          />
        )}
      </Stack>
    </fieldset>
  )
}
