import { Select } from '@mantine/core'
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../api/client.ts'
import { useEnrollments, useJourney, useJourneys } from '../api/hooks.ts'
import { useNames } from '../api/names.ts'
import { useNamesOf } from '../api/word-names.ts'
import { ErrorNote } from '../app/ErrorNote.tsx'
import { LoadingRows } from '../app/Loading.tsx'
import { conditionInWords } from '../words/condition.ts'
import { reasonInWords, refusalInWords } from '../words/reason.ts'
import { stepInWords } from '../words/step.ts'
import { dateTime } from '../words/time.ts'
import classes from './customers.module.css'
import { becauseInWords, foundInWords, type WhyNotAnswer, type WhyNotEntry } from './why-words.ts'

/** Why a customer is not in a journey of one's choice, as the engine itself would decide it. */
export function WhyNot({ id, timeZone }: { id: string; timeZone: string }) {
  const { t } = useTranslation()
  const { data: journeys } = useJourneys()
  const { data: passages } = useEnrollments(id)
  const [chosen, choose] = useState<string | null>(null)
  const inside = new Set((passages ?? []).flatMap(({ journey, status }) => (status === 'active' ? [journey] : [])))
  const others = (journeys ?? []).filter((journey) => journey.status !== 'archived' && !inside.has(journey.id))
  if (journeys === undefined || passages === undefined || journeys.length === 0) return null
  return (
    <section className={classes['box']} aria-label={t('whyNot.title')}>
      <h2>{t('whyNot.title')}</h2>
      <p className={classes['soft']}>{others.length === 0 ? t('whyNot.all') : t('whyNot.lead')}</p>
      {others.length > 0 && (
        <Select
          mt="sm"
          size="sm"
          searchable={others.length > 8}
          aria-label={t('whyNot.choose')}
          placeholder={t('whyNot.choose')}
          value={chosen}
          onChange={choose}
          data={others.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      {chosen !== null && !inside.has(chosen) && <Answer key={chosen} id={id} journey={chosen} timeZone={timeZone} />}
    </section>
  )
}

function Answer({ id, journey, timeZone }: { id: string; journey: string; timeZone: string }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery({
    queryKey: ['customers', id, 'why-not', journey],
    queryFn: ({ signal }) =>
      request<WhyNotAnswer>(`/customers/${encodeURIComponent(id)}/why-not?journey=${encodeURIComponent(journey)}`, {
        signal,
      }),
  })
  const names = useNames([journey])
  if (error !== null) return <ErrorNote error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <LoadingRows rows={2} />
  const ended = data.passages.filter(({ exit }) => exit != null)
  return (
    <div className={classes['answer']} aria-live="polite">
      {data.status === 'draft' && <p>{t('whyNot.draft')}</p>}
      {data.status !== 'draft' && data.entries.length === 0 && <p>{t('whyNot.noEntry')}</p>}
      {data.entries.map((entry) => (
        <Entry key={entry.step} entry={entry} journey={journey} timeZone={timeZone} />
      ))}
      {data.refused.length > 0 && (
        <>
          <h3>{t('whyNot.refused')}</h3>
          <ul>
            {data.refused.map(({ at, reason }) => (
              <li key={at}>
                {t('whyNot.refusedAt', { when: dateTime(at, timeZone), reason: refusalInWords(reason, t) })}
              </li>
            ))}
          </ul>
        </>
      )}
      {ended.slice(0, 3).map(({ id, enteredAt, exit, status }) => (
        <p key={id} className={classes['soft']}>
          {t('whyNot.earlier', {
            from: dateTime(enteredAt, timeZone),
            to: dateTime(exit?.at, timeZone),
            status: t(`customers.enrollmentStatus.${status}`),
          })}
        </p>
      ))}
      {data.mute.length > 0 && (
        <>
          <h3>{t('whyNot.mute')}</h3>
          <ul>
            {data.mute.map(({ step, reason }) => (
              <li key={step}>
                {t('whyNot.muteStep', { step: names.step(journey, step), reason: reasonInWords(reason, t) })}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

const NO_STEPS = {}

/** One start of the journey: what it waits for, the first thing in the way, and each question with what was found. */
function Entry({ entry, journey, timeZone }: { entry: WhyNotEntry; journey: string; timeZone: string }) {
  const { t } = useTranslation()
  const { data } = useJourney(journey)
  const words = useNamesOf(data?.live?.steps ?? NO_STEPS)
  const step = data?.live?.steps.find(({ id }) => id === entry.step)
  return (
    <div>
      {step !== undefined && <h3>{stepInWords(step, t, words)}</h3>}
      <p className={classes['because']}>{becauseInWords(entry, { t, names: words, timeZone })}</p>
      {entry.reasons.length > 0 && (
        <ul className={classes['reasons']}>
          {entry.reasons.map((reason) => (
            <li key={`${reason.segments.join('/')} ${reason.pointer} ${JSON.stringify(reason.condition)}`}>
              {reason.holds ? (
                <IconCircleCheck size={17} color="var(--accent)" aria-label={t('whyNot.yes')} />
              ) : (
                <IconCircleX size={17} color="var(--danger)" aria-label={t('whyNot.no')} />
              )}
              <span>
                {conditionInWords(reason.condition, t, words)}
                <small>{foundInWords(reason, { t, names: words, timeZone })}</small>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
