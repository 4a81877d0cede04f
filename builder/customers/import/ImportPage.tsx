import { Button, FileButton, Group, List, Progress, Select, Stepper, Table, TextInput } from '@mantine/core'
import { IconFileSpreadsheet, IconUpload } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import Papa from 'papaparse'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import app from '../../app/app.module.css'
import { PageHeading } from '../../app/PageHeading.tsx'
import { tellError } from '../../app/toasts.ts'
import { randomSalt } from '../../document/fresh.ts'
import { saveFile } from '../../journeys/files.ts'
import { number } from '../../words/time.ts'
import classes from './import.module.css'
import { type BadRow, guessMapping, type Mapping, readRows, type Row, type Target } from './rows.ts'
import { sendRows } from './send.ts'

interface Sheet {
  name: string
  columns: string[]
  rows: Row[]
}

type Sending = { done: number; total: number; refused: BadRow[] | null }

/** Customers from a file: choose it, say what its columns are, see what would happen, and only then let it happen. */
export function ImportPage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const [mapping, setMapping] = useState<Mapping>({})
  const [step, setStep] = useState(0)
  const [session, setSession] = useState(randomSalt)
  const [sending, setSending] = useState<Sending | null>(null)
  const aborter = useRef<AbortController | null>(null)
  const checked = useMemo(
    () => (sheet === null ? null : readRows(sheet.rows, mapping, session)),
    [sheet, mapping, session],
  )
  const hasId = Object.values(mapping).some(({ kind }) => kind === 'id')

  const open = (file: File | null): void => {
    if (file === null) return
    Papa.parse<Record<string, string>>(file, {
      header: true,
      skipEmptyLines: 'greedy',
      worker: false,
      complete: ({ data, meta }) => {
        const columns = meta.fields ?? []
        setSheet({ name: file.name, columns, rows: data })
        setMapping(guessMapping(columns))
        setSession(randomSalt())
        setSending(null)
        setStep(1)
      },
      error: (error) => tellError(error),
    })
  }
  const send = async (): Promise<void> => {
    if (checked === null) return
    const { good } = checked
    aborter.current = new AbortController()
    setStep(3)
    setSending({ done: 0, total: good.length, refused: null })
    try {
      const refused = await sendRows(
        good,
        (done) => setSending({ done, total: good.length, refused: null }),
        aborter.current.signal,
      )
      setSending({ done: good.length, total: good.length, refused })
      await client.invalidateQueries({ queryKey: ['customers'] })
    } catch (error) {
      if (!aborter.current.signal.aborted) tellError(error)
      setStep(2)
    }
  }
  const bad = [...(checked?.bad ?? []), ...(sending?.refused ?? [])]

  return (
    <div className={app['page']}>
      <PageHeading title={t('import.title')} lead={t('import.lead')}>
        <Button component={Link} to="/customers" variant="default">
          {t('import.back')}
        </Button>
      </PageHeading>
      <Stepper
        active={sending?.refused ? 4 : step}
        allowNextStepsSelect={false}
        size="sm"
        mb="xl"
        {...(sending === null ? { onStepClick: setStep } : {})}
      >
        <Stepper.Step label={t('import.steps.file')} />
        <Stepper.Step label={t('import.steps.columns')} disabled={sheet === null} />
        <Stepper.Step label={t('import.steps.check')} disabled={sheet === null} />
        <Stepper.Step label={t('import.steps.import')} disabled={sending === null} />
      </Stepper>
      <div className={`${app['panel']} ${classes['box']}`}>
        {step === 0 && (
          <div
            className={classes['drop']}
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => (event.preventDefault(), open(event.dataTransfer.files[0] ?? null))}
          >
            <IconFileSpreadsheet size={40} stroke={1.3} aria-hidden />
            <p>{t('import.drop')}</p>
            <FileButton accept=".csv,text/csv,.tsv,text/plain" onChange={open}>
              {(props) => (
                <Button {...props} leftSection={<IconUpload size={17} aria-hidden />}>
                  {t('import.choose')}
                </Button>
              )}
            </FileButton>
            <small>{t('import.hint')}</small>
          </div>
        )}
        {step === 1 && sheet !== null && (
          <>
            <Columns sheet={sheet} mapping={mapping} onMapping={setMapping} />
            <Group justify="flex-end" p="lg">
              {!hasId && <span className={classes['bad']}>{t('import.needsId')}</span>}
              <Button disabled={!hasId} onClick={() => setStep(2)}>
                {t('import.toCheck')}
              </Button>
            </Group>
          </>
        )}
        {step === 2 && checked !== null && (
          <div className={classes['check']}>
            <h2>{t('import.dryRun')}</h2>
            <p>{t('import.dryRunLead')}</p>
            <dl className={classes['figures']}>
              <div>
                <dt>{t('import.willImport')}</dt>
                <dd>{number(checked.good.length)}</dd>
              </div>
              <div data-bad={checked.bad.length > 0 || undefined}>
                <dt>{t('import.leftOut')}</dt>
                <dd>{number(checked.bad.length)}</dd>
              </div>
            </dl>
            <BadRows bad={checked.bad} />
            <Group justify="flex-end" mt="lg">
              {bad.length > 0 && <ErrorFile bad={bad} name={sheet?.name ?? ''} />}
              <Button variant="default" onClick={() => setStep(1)}>
                {t('common.back')}
              </Button>
              <Button disabled={checked.good.length === 0} onClick={() => void send()}>
                {t('import.start', { count: checked.good.length })}
              </Button>
            </Group>
          </div>
        )}
        {step === 3 && sending !== null && (
          <div className={classes['check']}>
            {sending.refused === null ? (
              <div role="status">
                <h2>{t('import.running')}</h2>
                <Progress
                  mt="md"
                  size="lg"
                  value={(sending.done / Math.max(1, sending.total)) * 100}
                  aria-label={t('import.running')}
                />
                <p>{t('import.progress', { done: sending.done, total: sending.total })}</p>
                <Button variant="default" onClick={() => aborter.current?.abort()}>
                  {t('common.cancel')}
                </Button>
              </div>
            ) : (
              <div role="status">
                <h2>{t('import.done', { count: sending.total - sending.refused.length })}</h2>
                <BadRows bad={sending.refused} />
                <Group mt="lg">
                  <Button component={Link} to="/customers">
                    {t('import.toCustomers')}
                  </Button>
                  {bad.length > 0 && <ErrorFile bad={bad} name={sheet?.name ?? ''} />}
                  <Button variant="subtle" color="gray" onClick={() => (setSending(null), setSheet(null), setStep(0))}>
                    {t('import.another')}
                  </Button>
                </Group>
              </div>
            )}
          </div>
        )}
      </div>
    </div>
  )
}

function Columns({
  sheet,
  mapping,
  onMapping,
}: {
  sheet: Sheet
  mapping: Mapping
  onMapping: (mapping: Mapping) => void
}) {
  const { t } = useTranslation()
  const set = (column: string, target: Target): void => {
    // There is one id: the column that was it becomes a trait.
    const others = Object.entries(mapping).map(([name, known]): [string, Target] =>
      target.kind === 'id' && known.kind === 'id' ? [name, { kind: 'trait', name }] : [name, known],
    )
    onMapping({ ...Object.fromEntries(others), [column]: target })
  }
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table verticalSpacing="sm" horizontalSpacing="lg">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('import.column')}</Table.Th>
            <Table.Th>{t('import.examples')}</Table.Th>
            <Table.Th>{t('import.becomes')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sheet.columns.map((column) => {
            const target = mapping[column] ?? { kind: 'skip' }
            return (
              <Table.Tr key={column}>
                <Table.Td fw={560}>{column}</Table.Td>
                <Table.Td className={classes['examples'] ?? ''}>
                  {sheet.rows
                    .slice(0, 3)
                    .map((row) => row[column])
                    .filter((value) => value !== undefined && value !== '')
                    .join(' · ')}
                </Table.Td>
                <Table.Td>
                  <Group gap="xs" wrap="nowrap">
                    <Select
                      w={180}
                      allowDeselect={false}
                      aria-label={t('import.becomesOf', { column })}
                      value={target.kind}
                      onChange={(kind) => kind !== null && set(column, targetOf(kind as Target['kind'], column))}
                      data={(['id', 'trait', 'timeZone', 'consent', 'skip'] as const).map((kind) => ({
                        value: kind,
                        label: t(`import.target.${kind}`),
                      }))}
                    />
                    {target.kind === 'trait' && (
                      <TextInput
                        w={170}
                        aria-label={t('import.traitOf', { column })}
                        value={target.name}
                        onChange={(event) => set(column, { kind: 'trait', name: event.currentTarget.value })}
                      />
                    )}
                    {target.kind === 'consent' && (
                      <>
                        <TextInput
                          w={90}
                          aria-label={t('import.channelOf', { column })}
                          value={target.channel}
                          onChange={(event) => set(column, { ...target, channel: event.currentTarget.value })}
                        />
                        <TextInput
                          w={110}
                          aria-label={t('import.topicOf', { column })}
                          value={target.topic}
                          onChange={(event) => set(column, { ...target, topic: event.currentTarget.value })}
                        />
                      </>
                    )}
                  </Group>
                </Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function targetOf(kind: Target['kind'], column: string): Target {
  if (kind === 'trait') return { kind, name: column }
  return kind === 'consent' ? { kind, channel: 'email', topic: 'offers' } : { kind }
}

const MOST = 8

function BadRows({ bad }: { bad: readonly BadRow[] }) {
  const { t } = useTranslation()
  if (bad.length === 0) return null
  return (
    <List size="sm" spacing={4} mt="md" className={classes['bad'] ?? ''}>
      {bad.slice(0, MOST).map(({ line, problem, detail }) => (
        <List.Item key={`${line} ${problem}`}>{t(`import.problem.${problem}`, { line, detail })}</List.Item>
      ))}
      {bad.length > MOST && <List.Item>{t('import.moreBad', { count: bad.length - MOST })}</List.Item>}
    </List>
  )
}

function ErrorFile({ bad, name }: { bad: readonly BadRow[]; name: string }) {
  const { t } = useTranslation()
  const save = (): void => {
    const rows = bad.map(({ line, row, problem, detail }) => ({
      ...row,
      [t('import.problemColumn')]: t(`import.problem.${problem}`, { line, detail }),
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
