import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayOfMessages } from '../../engine/core/simulate/index.ts'
import { contactsOn } from './contacts.ts'
import classes from './simulate.module.css'

const HEIGHT = 46

/** Messages of each day as bars behind the time slider; days to come are paler. The table of results tells the numbers. */
export function MessageBars({ days, share }: { days: readonly DayOfMessages[]; share: number }) {
  return (
    <div className={classes['bars']}>
      <Bars days={days} />
      <div className={classes['veil']} style={{ left: `${share * 100}%` }} aria-hidden />
    </div>
  )
}

const Bars = memo(function Bars({ days }: { days: readonly DayOfMessages[] }) {
  const { t } = useTranslation()
  const sums = days.map((day) => ({ sent: contactsOn(day), notSent: day.notSent }))
  const most = Math.max(1, ...sums.map(({ sent, notSent }) => sent + notSent))
  const total = sums.reduce((sum, { sent }) => sum + sent, 0)
  const busiest = Math.max(0, ...sums.map(({ sent }) => sent))
  // The last row stands for the very end of the span.
  const shown = days.length > 1 ? sums.slice(0, -1) : sums
  return (
    <svg
      viewBox={`0 0 ${shown.length} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t('simulate.perDayLabel', { total, most: busiest })}
    >
      {shown.map(({ sent, notSent }, day) => {
        const high = (sent / most) * HEIGHT
        const rest = (notSent / most) * HEIGHT
        return (
          <g key={day}>
            <rect x={day + 0.12} width={0.76} y={HEIGHT - high} height={high} className={classes['barSent']} />
            <rect x={day + 0.12} width={0.76} y={HEIGHT - high - rest} height={rest} className={classes['barNot']} />
          </g>
        )
      })}
    </svg>
  )
})
