import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Stage } from '../../engine/core/model/condition.ts'
import { request } from '../api/client.ts'
import { useNames } from '../api/names.ts'
import { dateTime } from '../words/time.ts'
import classes from './customers.module.css'
import { StageTag } from './StageTag.tsx'

interface Told {
  since: string
  items: { at: string; to: Stage; by: { journey: string; step: string } | null; isKept: boolean }[]
}

/** Every stage a customer was in, the present one first, and what moved them there. */
export function StageHistory({ id, timeZone }: { id: string; timeZone: string }) {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: ['customers', id, 'stages'],
    queryFn: ({ signal }) => request<Told>(`/customers/${encodeURIComponent(id)}/stages`, { signal }),
    refetchInterval: 5000,
  })
  const names = useNames(useMemo(() => (data?.items ?? []).flatMap(({ by }) => by?.journey ?? []), [data]))
  if (data === undefined) return null
  return (
    <section className={classes['box']} aria-label={t('customers.stageHistory')}>
      <h2>{t('customers.stageHistory')}</h2>
      {data.items.length === 0 && <p className={classes['soft']}>{t('customers.noStages')}</p>}
      <ol className={classes['stages']}>
        {[...data.items].reverse().map(({ at, to, by, isKept }) => (
          <li key={`${at} ${to}`}>
            <StageTag stage={to} />
            <time dateTime={at}>{dateTime(at, timeZone)}</time>
            <small>
              {by !== null
                ? t('customers.stageByStep', {
                    journey: names.journey(by.journey),
                    step: names.step(by.journey, by.step),
                  })
                : t(isKept ? 'customers.stageSaid' : 'customers.stageUnknown')}
            </small>
          </li>
        ))}
      </ol>
    </section>
  )
}
