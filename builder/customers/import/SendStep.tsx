import { Button, Group, Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { BadRows, ErrorFile } from './BadRows.tsx'
import classes from './import.module.css'
import type { BadRow } from './rows.ts'

/** How far an import is. `refused`: what the server would not take; null while it runs. */
export interface Sending {
  done: number
  total: number
  refused: BadRow[] | null
}

interface Props {
  sending: Sending
  /** All rows that are not in, those that were never sent too. */
  bad: readonly BadRow[]
  fileName: string
  onCancel: () => void
  onAnother: () => void
}

/** The import while it runs, and what came of it. */
export function SendStep({ sending: { done, total, refused }, bad, fileName, onCancel, onAnother }: Props) {
  const { t } = useTranslation()
  if (refused === null) {
    return (
      <div className={classes['check']} role="status">
        <h2>{t('import.running')}</h2>
        <Progress mt="md" size="lg" value={(done / Math.max(1, total)) * 100} aria-label={t('import.running')} />
        <p>{t('import.progress', { done, total })}</p>
        <Button variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    )
  }
  return (
    <div className={classes['check']} role="status">
      <h2>{t('import.done', { count: total - refused.length })}</h2>
      <BadRows bad={refused} />
      <Group mt="lg">
        <Button component={Link} to="/customers">
          {t('import.toCustomers')}
        </Button>
        {bad.length > 0 && <ErrorFile bad={bad} name={fileName} />}
        <Button variant="subtle" color="gray" onClick={onAnother}>
          {t('import.another')}
        </Button>
      </Group>
    </div>
  )
}
