import { ActionIcon, Tooltip } from '@mantine/core'
import { IconFlag, IconRefresh, IconUsers } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { Journey } from '../../engine/core/model/journey.ts'
import { pathLabel, useRegistry } from '../api/registry.tsx'
import { useJourney } from '../api/hooks.ts'
import app from '../app/app.module.css'
import { Empty } from '../app/Empty.tsx'
import { ErrorNote } from '../app/ErrorNote.tsx'
import { LoadingRows } from '../app/Loading.tsx'
import { useDocumentTitle } from '../app/PageHeading.tsx'
import { JourneyBar } from '../journeys/JourneyBar.tsx'
import { stepName } from '../travel/moment-words.ts'
import { clockTime, exactPercent, number } from '../words/time.ts'
import classes from './analytics.module.css'
import { Interval } from './Interval.tsx'
import { type Comparison, type Difference, type Group, type Results, useResults } from './use-results.ts'

/** What a journey brought about: goals, arms of splits, and those who were held out. */
export function ResultsPage() {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const { data: detail, error: lost, refetch } = useJourney(id)
  const results = useResults(id)
  const journey = detail?.live ?? detail?.draft ?? null
  useDocumentTitle(journey?.name ?? id)
  if (lost !== null && detail === undefined) return <ErrorNote isScreen error={lost} onRetry={() => void refetch()} />
  if (detail === undefined || journey === null) return <LoadingRows />
  return (
    <div className={classes['page']}>
      <JourneyBar
        id={id}
        name={journey.name}
        status={detail.state?.status ?? 'draft'}
        version={detail.state?.liveVersion ?? null}
        tab="results"
      >
        {results.data !== undefined && (
          <span className={classes['soft']}>{t('analytics.asOf', { time: clockTime(results.data.asOf) })}</span>
        )}
        <Tooltip label={t('analytics.reload')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={34}
            aria-label={t('analytics.reload')}
            loading={results.isFetching}
            onClick={() => void results.refetch()}
          >
            <IconRefresh size={18} />
          </ActionIcon>
        </Tooltip>
      </JourneyBar>
      <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('analytics.tab')}>
        {results.error !== null && results.data === undefined && (
          <ErrorNote error={results.error} onRetry={() => void results.refetch()} />
        )}
        {results.isPending && <LoadingRows />}
        {results.data !== undefined && <Shown journey={journey} results={results.data} />}
      </div>
    </div>
  )
}

function Shown({ journey, results: { all, holdout, splits } }: { journey: Journey; results: Results }) {
  const { t } = useTranslation()
  const registry = useRegistry()
  if (all.people === 0)
    return <Empty Icon={IconUsers} title={t('analytics.nobody.title')} lead={t('analytics.nobody.lead')} />
  if (all.goals.length === 0)
    return <Empty Icon={IconFlag} title={t('analytics.noGoals.title')} lead={t('analytics.noGoals.lead')} />
  const goalName = (id: string): string => journey.goals?.find((goal) => goal.id === id)?.name ?? id
  return (
    <div className={app['page']}>
      <p className={classes['soft']}>{t('analytics.lead')}</p>
      <section className={classes['box']} aria-label={t('analytics.all')}>
        <h2>{t('analytics.all')}</h2>
        <p className={classes['soft']}>{t('analytics.people', { count: all.people })}</p>
        <div className={classes['goals']}>
          {all.goals.map(({ goal, reached, value, valuePerPerson }) => (
            <div key={goal} className={classes['goal']}>
              <h3>{goalName(goal)}</h3>
              <Interval rate={reached} most={1} color="var(--accent)" />
              <p className={classes['soft']}>
                {t('analytics.rate', { count: reached.count, total: reached.of })}
                {value > 0 && ` · ${t('analytics.value', { value })}`}
                {valuePerPerson !== null &&
                  valuePerPerson > 0 &&
                  ` · ${t('analytics.perPerson', { value: Math.round(valuePerPerson * 100) / 100 })}`}
              </p>
            </div>
          ))}
        </div>
      </section>
      {holdout !== null && (
        <Compared
          title={t('analytics.holdout')}
          lead={t('analytics.holdoutLead')}
          comparison={holdout}
          goalName={goalName}
          groupName={(name) => t(name === 'holdout' ? 'analytics.held' : 'analytics.treated')}
        />
      )}
      {splits.map((split) => {
        const step = journey.steps.find(({ id }) => id === split.step)
        return (
          <Compared
            key={split.step}
            title={t('analytics.split', { step: stepName(split.step ?? '', { journey, registry, t }) })}
            comparison={split}
            goalName={goalName}
            groupName={(name) => pathLabel(step?.type ?? 'split', name, registry)}
          />
        )
      })}
    </div>
  )
}

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

function Compared({ title, lead, comparison: { groups, differences }, goalName, groupName }: ComparedProps) {
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
                data-clear={isClear(difference) ? ((difference.low ?? 0) > 0 ? 'better' : 'worse') : undefined}
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

const isClear = ({ low, high }: Difference): boolean => low !== null && high !== null && (low > 0 || high < 0)

function verdict({ estimate, low, high, ...difference }: Difference, goal: string, t: TFunction): string {
  if (estimate === null || low === null || high === null) return '–'
  const points = (share: number): string => number(Math.round(share * 1000) / 10)
  if (!isClear({ ...difference, estimate, low, high }))
    return t('analytics.unclear', { goal, low: points(low), high: points(high) })
  return low > 0
    ? t('analytics.better', { by: points(estimate), goal, low: points(low), high: points(high) })
    : t('analytics.worse', { by: points(-estimate), goal, low: points(-high), high: points(-low) })
}
