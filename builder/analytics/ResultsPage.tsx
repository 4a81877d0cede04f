import { ActionIcon, Tooltip } from '@mantine/core'
import { IconFlag, IconRefresh, IconUsers } from '@tabler/icons-react'
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
import { clockTime } from '../words/time.ts'
import classes from './analytics.module.css'
import { Compared } from './Compared.tsx'
import { Interval } from './Interval.tsx'
import { useResultNames } from './use-result-names.ts'
import { type Results, useResults } from './use-results.ts'

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

function Shown({ journey, results }: { journey: Journey; results: Results }) {
  const { t } = useTranslation()
  const registry = useRegistry()
  const names = useResultNames(journey, results)
  const { all, holdout, splits } = results
  if (all.people === 0)
    return <Empty Icon={IconUsers} title={t('analytics.nobody.title')} lead={t('analytics.nobody.lead')} />
  if (all.goals.length === 0)
    return <Empty Icon={IconFlag} title={t('analytics.noGoals.title')} lead={t('analytics.noGoals.lead')} />
  return (
    <div className={app['page']}>
      <p className={classes['soft']}>{t('analytics.lead')}</p>
      <section className={classes['box']} aria-label={t('analytics.all')}>
        <h2>{t('analytics.all')}</h2>
        <p className={classes['soft']}>{t('analytics.people', { count: all.people })}</p>
        <div className={classes['goals']}>
          {all.goals.map(({ goal, reached, value, valuePerPerson }) => (
            <div key={goal} className={classes['goal']}>
              <h3>{names.goal(goal)}</h3>
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
          goalName={names.goal}
          groupName={(name) => t(name === 'holdout' ? 'analytics.held' : 'analytics.treated')}
        />
      )}
      {splits.map((split) => (
        <Compared
          key={split.step}
          title={t('analytics.split', { step: names.step(split.step ?? '') })}
          comparison={split}
          goalName={names.goal}
          groupName={(name) => pathLabel('split', name, registry)}
        />
      ))}
    </div>
  )
}
