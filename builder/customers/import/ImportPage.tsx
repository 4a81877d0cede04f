import { Button, Group, Stepper } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import app from '../../app/app.module.css'
import { PageHeading } from '../../app/PageHeading.tsx'
import { tellError } from '../../app/toasts.ts'
import { randomSalt } from '../../document/fresh.ts'
import { CheckStep } from './CheckStep.tsx'
import { Columns } from './Columns.tsx'
import { FileStep } from './FileStep.tsx'
import classes from './import.module.css'
import { guessMapping, type Mapping, readRows } from './rows.ts'
import { type Sending, SendStep } from './SendStep.tsx'
import { sendRows } from './send.ts'
import { readSheet, type Sheet } from './sheet.ts'

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

  const open = async (file: File | null): Promise<void> => {
    if (file === null) return
    try {
      const sheet = await readSheet(file)
      setSheet(sheet)
      setMapping(guessMapping(sheet.columns))
      setSession(randomSalt())
      setSending(null)
      setStep(1)
    } catch (error) {
      tellError(error)
    }
  }
  const send = async (): Promise<void> => {
    if (checked === null) return
    const { good } = checked
    const total = good.length
    aborter.current = new AbortController()
    const { signal } = aborter.current
    setStep(3)
    setSending({ done: 0, total, refused: null })
    try {
      const refused = await sendRows(good, (done) => setSending({ done, total, refused: null }), signal)
      setSending({ done: total, total, refused })
      await client.invalidateQueries({ queryKey: ['customers'] })
    } catch (error) {
      if (!signal.aborted) tellError(error)
      setSending(null)
      setStep(2)
    }
  }
  const startAgain = (): void => {
    setSending(null)
    setSheet(null)
    setStep(0)
  }

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
        {step === 0 && <FileStep onFile={(file) => void open(file)} />}
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
          <CheckStep
            checked={checked}
            fileName={sheet?.name ?? ''}
            onBack={() => setStep(1)}
            onSend={() => void send()}
          />
        )}
        {step === 3 && sending !== null && (
          <SendStep
            sending={sending}
            bad={[...(checked?.bad ?? []), ...(sending.refused ?? [])]}
            fileName={sheet?.name ?? ''}
            onCancel={() => aborter.current?.abort()}
            onAnother={startAgain}
          />
        )}
      </div>
    </div>
  )
}
