import { ActionIcon, Button, Group, Stack } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './inspector.module.css'

interface Props {
  label: string
  rows: readonly ReactNode[]
  addLabel: string
  onAdd: () => void
  onRemove: (at: number) => void
}

/** Values of one kind, one below the other: each can be removed, another one added. */
export function Rows({ label, rows, addLabel, onAdd, onRemove }: Props) {
  const { t } = useTranslation()
  return (
    <fieldset className={classes['group']}>
      <legend>{label}</legend>
      <Stack gap="xs">
        {rows.map((row, at) => (
          <Group key={at} gap={6} wrap="nowrap" align="flex-start">
            {row}
            <ActionIcon
              variant="subtle"
              color="gray"
              mt={4}
              aria-label={t('inspector.removeItem', { number: at + 1 })}
              onClick={() => onRemove(at)}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
        <div>
          <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} onClick={onAdd}>
            {addLabel}
          </Button>
        </div>
      </Stack>
    </fieldset>
  )
}
