import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** What was done, with the way back beside it. */
export function Undoable({ message, onUndo }: { message: string; onUndo: () => void }) {
  const { t } = useTranslation()
  return (
    <Group justify="space-between" wrap="nowrap" gap="md">
      <span>{message}</span>
      <Button size="compact-sm" variant="light" style={{ flex: 'none' }} onClick={onUndo}>
        {t('common.undo')}
      </Button>
    </Group>
  )
}
