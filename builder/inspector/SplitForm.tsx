import { ActionIcon, Button, Group, NumberInput, Stack } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { listOf } from '../words/list.ts'
import { percent } from '../words/time.ts'
import type { FormProps } from './form-props.ts'
import classes from './inspector.module.css'
import { freeName, PathName } from './PathName.tsx'

interface Arm {
  path: string
  weight: number
}

/** Ways by chance, with their shares. */
export function SplitForm({ config, onChange }: FormProps) {
  const { t } = useTranslation()
  const arms = (Array.isArray(config['arms']) ? config['arms'] : []) as unknown as Arm[]
  const total = arms.reduce((sum, { weight }) => sum + (Number(weight) || 0), 0)
  const taken = arms.map(({ path }) => path)
  const set = (next: Arm[], renamed?: { from: string; to: string }): void =>
    onChange({ ...config, arms: next as never }, renamed)
  const says = arms.map(({ path, weight }) =>
    t('inspector.split.saysOne', { path, count: total === 0 ? 0 : Math.round((weight / total) * 1000) }),
  )
  return (
    <Stack gap="xs">
      {arms.map(({ path, weight }, at) => (
        <Group key={at} gap={6} wrap="nowrap" data-pointer={`/arms/${at}`}>
          <PathName
            label={t('inspector.split.name')}
            value={path}
            taken={taken}
            onRename={(name) =>
              set(
                arms.map((arm, index) => (index === at ? { ...arm, path: name } : arm)),
                { from: path, to: name },
              )
            }
          />
          <NumberInput
            aria-label={`${t('inspector.split.share')}: ${path}`}
            w={92}
            min={0}
            value={weight}
            onChange={(next) =>
              set(arms.map((arm, index) => (index === at ? { ...arm, weight: Number(next) || 0 } : arm)))
            }
          />
          <span style={{ width: 46, textAlign: 'end', fontSize: 13 }}>{percent(total === 0 ? 0 : weight / total)}</span>
          <ActionIcon
            variant="subtle"
            color="gray"
            disabled={arms.length <= 1}
            aria-label={t('inspector.split.remove', { path })}
            onClick={() => set(arms.filter((_, index) => index !== at))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Group gap="xs">
        <Button
          variant="light"
          size="xs"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() =>
            set([...arms, { path: freeName(t('inspector.newPath'), taken), weight: arms[0]?.weight ?? 1 }])
          }
        >
          {t('inspector.split.add')}
        </Button>
        <Button variant="subtle" size="xs" onClick={() => set(arms.map((arm) => ({ ...arm, weight: 1 })))}>
          {t('inspector.split.even')}
        </Button>
      </Group>
      <p className={classes['words']}>{t('inspector.split.says', { list: listOf(says) })}</p>
    </Stack>
  )
}
