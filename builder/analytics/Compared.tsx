import { useTranslation } from 'react-i18next'
import { exactPercent } from '../words/time.ts'
import classes from './analytics.module.css'
import { Interval } from './Interval.tsx'
import type { Comparison, Group } from './use-results.ts'
import { clarityOf, verdict } from './verdict.ts'

interface ComparedProps {
  title: string
  lead?: string
  comparison: Comparison
  goalName: (id: string) => string
  groupName: (name: string) => string
}

const COLORS = [
  'var(--accent)',
  'var(--stage-evaluation)',
  'var(--stage-retention)',
  'var(--stage-use)',
  'var(--stage-awareness)',
  'var(--stage-win-back)',
]

/** Groups that differ by chance alone, side by side for each goal, and what can be said of the difference. */
export function Compared({ title, lead, comparison: { groups, differences }, goalName, groupName }: ComparedProps) {
  const { t } = useTranslation()
  const goals = [...new Set(groups.flatMap((group) => group.goals.map(({ goal }) => goal)))]
  // Those who were held out are what the others are measured against.
  const inOrder = [...groups].sort((a, b) => Number(a.name === 'holdout') - Number(b.name === 'holdout'))
  return (
    <section className={classes['box']} aria-label={title}>
      <h2>{title}</h2>
      {lead !== undefined && <p className={classes['soft']}>{lead}</p>}
      {goals.map((goal) => (
        <div key={goal} className={classes['compared']}>
          {goals.length > 1 && <h3>{goalName(goal)}</h3>}
          {inOrder.map((group, index) => (
            <Row
              key={group.name}
              group={group}
              goal={goal}
              name={groupName(group.name)}
              color={group.name === 'holdout' ? 'var(--edge)' : (COLORS[index % COLORS.length] as string)}
              most={mostOf(groups, goal)}
            />
          ))}
          <div className={classes['scale']} aria-hidden>
            <span>{exactPercent(0)}</span>
            <span>{exactPercent(mostOf(groups, goal))}</span>
          </div>
          {differences
            .filter((difference) => difference.goal === goal)
            .map((difference) => (
              <p
                key={`${difference.group} ${difference.against}`}
                className={classes['verdict']}
                data-clear={clarityOf(difference)}
              >
                <span>
                  {t('analytics.against', {
                    group: groupName(difference.group),
                    against: groupName(difference.against),
                  })}
                </span>
                {verdict(difference, goalName(goal), t)}
              </p>
            ))}
        </div>
      ))}
    </section>
  )
}

function Row({
  group,
  goal,
  name,
  color,
  most,
}: {
  group: Group
  goal: string
  name: string
  color: string
  most: number
}) {
  const { t } = useTranslation()
  const reached = group.goals.find((each) => each.goal === goal)?.reached
  return (
    <div className={classes['row']}>
      <span>
        {name}
        <small>{t('analytics.people', { count: group.people })}</small>
      </span>
      {reached === undefined ? <span>–</span> : <Interval rate={reached} most={most} color={color} />}
    </div>
  )
}

/** The scale reaches a little beyond the longest whisker, so that small shares can be told apart. */
function mostOf(groups: readonly Group[], goal: string): number {
  const highs = groups.flatMap((group) =>
    group.goals.filter((each) => each.goal === goal).map(({ reached }) => reached.high ?? 0),
  )
  return Math.min(1, Math.max(0.02, ...highs) * 1.1)
}
