import { useTranslation } from 'react-i18next'
import { number } from '../words/time.ts'
import classes from './journeys.module.css'

const [WIDTH, HEIGHT] = [84, 26]

/** How many came in on each of the last days, as small bars; their sum stands beside it. */
export function Sparkline({ days }: { days: readonly number[] }) {
  const { t } = useTranslation()
  const sum = days.reduce((all, each) => all + each, 0)
  const most = Math.max(1, ...days)
  const pitch = WIDTH / days.length
  const label = t('journeys.trend', { count: sum, days: days.length })
  return (
    <span className={classes['trend']} title={label}>
      <svg width={WIDTH} height={HEIGHT} role="img" aria-label={label}>
        {days.map((count, day) => {
          const height = count === 0 ? 1.5 : Math.max(3, (count / most) * HEIGHT)
          return <rect key={day} x={day * pitch} y={HEIGHT - height} width={pitch - 2} height={height} rx={1} />
        })}
      </svg>
      <span aria-hidden>{number(sum)}</span>
    </span>
  )
}
