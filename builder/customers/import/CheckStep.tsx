import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { number } from '../../words/time.ts'
import { BadRows, ErrorFile } from './BadRows.tsx'
import classes from './import.module.css'
import type { readRows } from './rows.ts'

interface Props {
  checked: ReturnType<typeof readRows>
  fileName: string
  onBack: () => void
  onSend: () => void
}

/** What an import would do: how many rows are good, and what is wrong with the others. */
export function CheckStep({ checked: { good, bad }, fileName, onBack, onSend }: Props) {
  const { t } = useTranslation()
  return (
    <div className={classes['check']}>
      <h2>{t('import.dryRun')}</h2>
      <p>{t('import.dryRunLead')}</p>
      <dl className={classes['figures']}>
        <div>
          <dt>{t('import.willImport')}</dt>
          <dd>{number(good.length)}</dd>
        </div>
        <div data-bad={bad.length > 0 || undefined}>
          <dt>{t('import.leftOut')}</dt>
          <dd>{number(bad.length)}</dd>
        </div>
      </dl>
      <BadRows bad={bad} />
      <Group justify="flex-end" mt="lg">
        {bad.length > 0 && <ErrorFile bad={bad} name={fileName} />}
        <Button variant="default" onClick={onBack}>
          {t('common.back')}
        </Button>
        <Button disabled={good.length === 0} onClick={onSend}>
          {t('import.start', { count: good.length })}
        </Button>
      </Group>
    </div>
  )
}
