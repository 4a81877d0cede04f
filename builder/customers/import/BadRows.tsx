import { Button, List } from '@mantine/core'
import Papa from 'papaparse'
import { useTranslation } from 'react-i18next'
import { saveFile } from '../../journeys/files.ts'
import { useSay } from '../../problems/say.ts'
import classes from './import.module.css'
import type { BadRow } from './rows.ts'

const MOST = 8

/** The first rows that are left out, each with what is wrong with it. */
export function BadRows({ bad }: { bad: readonly BadRow[] }) {
  const { t } = useTranslation()
  const say = useSay()
  if (bad.length === 0) return null
  return (
    <List size="sm" spacing={4} mt="md" className={classes['bad'] ?? ''}>
      {bad.slice(0, MOST).map(({ line, problem, detail }) => (
        <List.Item key={`${line} ${problem}`}>
          {t(`import.problem.${problem}`, { line, detail: say(detail).text })}
        </List.Item>
      ))}
      {bad.length > MOST && <List.Item>{t('import.moreBad', { count: bad.length - MOST })}</List.Item>}
    </List>
  )
}

/** All of them as a file to mend, each with what is wrong in a column of its own. */
export function ErrorFile({ bad, name }: { bad: readonly BadRow[]; name: string }) {
  const { t } = useTranslation()
  const say = useSay()
  const save = (): void => {
    const rows = bad.map(({ line, row, problem, detail }) => ({
      ...row,
      [t('import.problemColumn')]: t(`import.problem.${problem}`, { line, detail: say(detail).text }),
    }))
    saveFile(
      name.replace(/\.\w+$/, '') + '-left-out.csv',
      new Blob([Papa.unparse(rows, { escapeFormulae: true })], { type: 'text/csv' }),
    )
  }
  return (
    <Button variant="subtle" onClick={save}>
      {t('import.errorFile')}
    </Button>
  )
}
