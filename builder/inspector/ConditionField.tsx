import { Button, Group, Select } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Condition } from '../../engine/core/model/condition.ts'
import { useWordNames } from '../api/word-names.ts'
import { conditionInWords } from '../words/condition.ts'
import { Clause } from './Clause.tsx'
import { newClause } from './clauses.ts'
import classes from './inspector.module.css'

interface Props {
  label: string
  value: Condition | undefined
  onChange: (value: Condition | undefined) => void
  /** Inside another condition: without the sentence, which the outermost says for all. */
  isInner?: boolean
}

/** A condition as a list of questions, all or any of which must hold, and the sentence they make. */
export function ConditionField({ label, value, onChange, isInner = false }: Props) {
  const { t } = useTranslation()
  const names = useWordNames()
  if (value === undefined) {
    return (
      <Button
        variant="subtle"
        size="compact-sm"
        style={{ justifySelf: 'start', alignSelf: 'flex-start' }}
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => onChange(newClause('field'))}
      >
        {label === '' ? t('inspector.condition.create') : label}
      </Button>
    )
  }
  const mode = 'any' in value ? 'any' : 'all'
  const parts = 'all' in value ? value.all : 'any' in value ? value.any : [value]
  const set = (parts: Condition[], how: 'all' | 'any' = mode): void => {
    const [only] = parts
    if (only === undefined) onChange(undefined)
    else if (parts.length === 1 && !('all' in only || 'any' in only)) onChange(only)
    else onChange(how === 'all' ? { all: parts } : { any: parts })
  }
  return (
    <fieldset
      className={classes[label === '' ? 'bare' : 'group']}
      {...(label === '' ? { 'aria-label': t('inspector.condition.label') } : {})}
    >
      {label !== '' && <legend>{label}</legend>}
      <div style={{ display: 'grid', gap: 8 }}>
        {parts.length > 1 && (
          <Select
            size="xs"
            aria-label={t('inspector.condition.match')}
            allowDeselect={false}
            value={mode}
            data={(['all', 'any'] as const).map((how) => ({ value: how, label: t(`inspector.condition.${how}`) }))}
            onChange={(how) => set(parts, how === 'any' ? 'any' : 'all')}
          />
        )}
        {parts.map((part, at) => (
          <Clause
            key={at}
            value={part}
            onChange={(next) => set(parts.flatMap((other, index) => (index === at ? (next ?? []) : other)))}
          />
        ))}
        <Group gap={6}>
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<IconPlus size={13} aria-hidden />}
            onClick={() => set([...parts, newClause('field')])}
          >
            {t('inspector.condition.add')}
          </Button>
          {!isInner && (
            <Button
              variant="subtle"
              size="compact-xs"
              leftSection={<IconPlus size={13} aria-hidden />}
              onClick={() =>
                set([
                  ...parts,
                  { [mode === 'all' ? 'any' : 'all']: [newClause('field'), newClause('field')] } as Condition,
                ])
              }
            >
              {t('inspector.condition.addGroup')}
            </Button>
          )}
        </Group>
        {!isInner && (
          <p className={classes['words']}>
            {t('inspector.condition.means', { text: conditionInWords(value, t, names) })}
          </p>
        )}
      </div>
    </fieldset>
  )
}
