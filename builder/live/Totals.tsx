import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { number } from '../words/time.ts'
import type { CountsStore } from './counts.ts'
import classes from './live.module.css'

const ALWAYS = ['entered', 'active', 'completed', 'exited'] as const
/** Shown only when there is something to see. */
const SOMETIMES = ['failed', 'parked', 'holdout'] as const

/** The sums of a journey. They add up: entered is the sum of all others. */
export function Totals({ store }: { store: CountsStore }) {
  const { t } = useTranslation()
  const counts = useStore(store, (state) => state.counts)
  const keys = [...ALWAYS, ...SOMETIMES.filter((key) => (counts?.[key] ?? 0) > 0)]
  return (
    <dl className={classes['totals']} aria-label={t('journeys.totals.label')}>
      {keys.map((key) => (
        <div key={key} className={classes['total']}>
          <dt>{t(`journeys.totals.${key}`)}</dt>
          <dd>{counts === null ? '–' : number(counts[key])}</dd>
        </div>
      ))}
    </dl>
  )
}
