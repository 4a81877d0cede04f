import { ActionIcon, Button, Stack } from '@mantine/core'
import { IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Condition } from '../../engine/core/model/condition.ts'
import { pathLabel, useRegistry } from '../api/registry.tsx'
import { ConditionField } from './ConditionField.tsx'
import type { FormProps } from './form-props.ts'
import { newClause } from './clauses.ts'
import classes from './inspector.module.css'
import { freeName, PathName } from './PathName.tsx'

interface Branch {
  path: string
  when: Condition
}

/** Questions in their order, each with its way. */
export function BranchForm({ config, onChange, type }: FormProps) {
  const { t } = useTranslation()
  const otherwise = pathLabel(type.type, 'else', useRegistry())
  const branches = (Array.isArray(config['branches']) ? config['branches'] : []) as unknown as Branch[]
  const set = (next: Branch[], renamed?: { from: string; to: string }): void =>
    onChange({ ...config, branches: next as never }, renamed)
  const taken = [...branches.map(({ path }) => path), 'else']
  return (
    <Stack gap="sm">
      <p className={classes['soft']}>{t('inspector.branch.title')}</p>
      {branches.map(({ path, when }, at) => (
        <div key={at} className={classes['group']} data-pointer={`/branches/${at}`}>
          <div className={classes['clauseHead']}>
            <PathName
              label={t('inspector.branch.name')}
              value={path}
              taken={taken}
              onRename={(name) =>
                set(
                  branches.map((other, index) => (index === at ? { ...other, path: name } : other)),
                  { from: path, to: name },
                )
              }
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={at === 0}
              aria-label={t('inspector.branch.up', { path })}
              onClick={() => {
                const next = [...branches]
                next.splice(at - 1, 0, ...next.splice(at, 1))
                set(next)
              }}
            >
              <IconArrowUp size={16} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={branches.length === 1}
              aria-label={t('inspector.branch.remove', { path })}
              onClick={() => set(branches.filter((_, index) => index !== at))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </div>
          <div data-pointer={`/branches/${at}/when`} style={{ marginTop: 8 }}>
            <ConditionField
              label=""
              value={when}
              onChange={(next) =>
                set(
                  branches.map((other, index) =>
                    index === at ? { ...other, when: next ?? newClause('field') } : other,
                  ),
                )
              }
            />
          </div>
        </div>
      ))}
      <p className={classes['soft']}>{t('inspector.branch.otherwise', { path: otherwise })}</p>
      <div>
        <Button
          variant="light"
          size="xs"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() =>
            set([...branches, { path: freeName(t('inspector.newPath'), taken), when: newClause('field') }])
          }
        >
          {t('inspector.branch.add')}
        </Button>
      </div>
    </Stack>
  )
}
