import { useTranslation } from 'react-i18next'
import { exactPercent } from '../words/time.ts'
import classes from './analytics.module.css'
import type { Rate } from './use-results.ts'

/** A share as a bar, and the interval around it as a whisker; the numbers stand beside it. */
export function Interval({ rate, most, color }: { rate: Rate; most: number; color: string }) {
  const { t } = useTranslation()
  if (rate.rate === null || rate.low === null || rate.high === null) return <span className={classes['soft']}>–</span>
  const place = (share: number): string => `${(share / most) * 100}%`
  return (
    <div className={classes['interval']}>
      <div className={classes['bar']} aria-hidden>
        <span className={classes['fill']} style={{ width: place(rate.rate), background: color }} />
        <span className={classes['whisker']} style={{ left: place(rate.low), width: place(rate.high - rate.low) }} />
      </div>
      <b>{exactPercent(rate.rate)}</b>
      <span className={classes['soft']} title={t('analytics.interval')}>
        {t('analytics.range', { low: exactPercent(rate.low), high: exactPercent(rate.high) })}
      </span>
    </div>
  )
}
