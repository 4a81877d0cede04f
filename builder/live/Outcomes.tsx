import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Journey } from '../../engine/core/model/journey.ts'
import { useResultNames } from '../analytics/use-result-names.ts'
import { type Results, useResults } from '../analytics/use-results.ts'
import { clarityOf, shortVerdict, verdict } from '../analytics/verdict.ts'
import { exactPercent } from '../words/time.ts'
import classes from './live.module.css'

/** What the journey brings about, beside its sums: each goal with its interval, and the difference to those held out. */
export function Outcomes({ journey, query }: { journey: Journey; query: string }) {
  const { t } = useTranslation()
  const { data } = useResults(journey.id, query, (journey.goals ?? []).length > 0)
  const names = useResultNames(journey, data)
  if (data === undefined || data.all.people === 0 || data.all.goals.length === 0) return null
  return (
    <dl className={classes['outcomes']} aria-label={t('analytics.goals')}>
      {data.all.goals.slice(0, MOST).map(({ goal, reached }) => (
        <div key={goal} className={classes['total']}>
          <dt>
            <Link to={`/journeys/${encodeURIComponent(journey.id)}/results`}>{names.goal(goal)}</Link>
          </dt>
          <dd>
            {reached.rate === null ? '–' : exactPercent(reached.rate)}
            {reached.low !== null && reached.high !== null && (
              <small title={t('analytics.interval')}>
                {t('analytics.range', { low: exactPercent(reached.low), high: exactPercent(reached.high) })}
              </small>
            )}
          </dd>
          <Held goal={goal} name={names.goal(goal)} results={data} />
        </div>
      ))}
    </dl>
  )
}

/** More would take the place of the drawing; the results have them all. */
const MOST = 3

function Held({ goal, name, results: { holdout } }: { goal: string; name: string; results: Results }) {
  const { t } = useTranslation()
  const difference = holdout?.differences.find((each) => each.goal === goal)
  if (difference === undefined || difference.estimate === null) return null
  return (
    <dd className={classes['held']} data-clear={clarityOf(difference)} title={verdict(difference, name, t)}>
      {shortVerdict(difference, t)}
    </dd>
  )
}
