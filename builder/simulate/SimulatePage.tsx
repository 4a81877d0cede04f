import { Alert, Button, List, Progress, SegmentedControl } from '@mantine/core'
import { useReducedMotion } from '@mantine/hooks'
import { IconAlertTriangle, IconFlask } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useStore } from 'zustand'
import type { Journey } from '../../engine/core/model/journey.ts'
import { useJourney } from '../api/hooks.ts'
import { useRegistry } from '../api/registry.tsx'
import type { JourneyDetail } from '../api/types.ts'
import { Empty } from '../app/Empty.tsx'
import { ErrorNote } from '../app/ErrorNote.tsx'
import { LoadingRows } from '../app/Loading.tsx'
import { useDocumentTitle } from '../app/PageHeading.tsx'
import { CanvasContext, createMarks, viewContext } from '../canvas/context.ts'
import { JourneyCanvas } from '../canvas/JourneyCanvas.tsx'
import { openJourney } from '../document/document.ts'
import { stepNames } from '../editor/context.ts'
import { JourneyBar } from '../journeys/JourneyBar.tsx'
import { createCountsStore } from '../live/counts.ts'
import { Totals } from '../live/Totals.tsx'
import { useSay } from '../problems/say.ts'
import { Followed } from './Followed.tsx'
import { People } from './People.tsx'
import { Results } from './Results.tsx'
import { SetUp } from './SetUp.tsx'
import classes from './simulate.module.css'
import { createSimulation } from './store.ts'
import { TimeBar } from './TimeBar.tsx'
import { TokenLayer } from './TokenLayer.tsx'
import { usePlan, useSample } from './use-plan.ts'
import { usePlayback } from './use-playback.ts'
import { WaysTable } from './WaysTable.tsx'

/** What a journey would do: the engine's own core in a worker, on customers who are not contacted. */
export function SimulatePage() {
  const { id = '' } = useParams()
  const { data, error, refetch } = useJourney(id)
  const journey = data?.draft ?? data?.live ?? null
  useDocumentTitle(journey?.name ?? id)
  if (error !== null && data === undefined) return <ErrorNote isScreen error={error} onRetry={() => void refetch()} />
  if (data === undefined || journey === null) return <LoadingRows />
  return <Simulator key={id} journey={journey} detail={data} />
}

type Tab = 'setUp' | 'results' | 'people'

function Simulator({ journey, detail }: { journey: Journey; detail: JourneyDetail }) {
  const { t } = useTranslation()
  const say = useSay()
  const registry = useRegistry()
  const [counts] = useState(createCountsStore)
  const [simulation] = useState(() => createSimulation(journey.id, counts))
  const [marks] = useState(createMarks)
  const [tab, setTab] = useState<Tab>('setUp')
  const [step, setStep] = useState<string | null>(null)
  const { phase, done, total, error, result, followed } = useStore(simulation)
  const { plan, setPlan, problems, requestOf } = usePlan(journey)
  const sample = useSample(plan?.who === 'known', plan?.population.count ?? 0, plan?.seed ?? 0)
  const isStill = useReducedMotion()
  const context = useMemo(() => ({ ...viewContext(counts), marks, shares: true }), [counts, marks])
  usePlayback(simulation)
  useEffect(() => () => simulation.cancel(), [simulation])
  // The button that was pressed is gone: who uses keys goes on with what came of it.
  const side = useRef<HTMLElement>(null)
  useEffect(() => {
    if (result !== null && document.activeElement === document.body) side.current?.focus()
  }, [result, tab])

  const run = async (): Promise<void> => {
    if (plan === null) return
    await simulation.run(requestOf(plan, sample.data?.items ?? []))
    setTab((tab) => (simulation.getState().error === null && tab === 'setUp' ? 'results' : tab))
  }

  return (
    <div className={classes['page']}>
      <JourneyBar
        id={journey.id}
        name={journey.name}
        status={detail.state?.status ?? 'draft'}
        version={detail.state?.liveVersion ?? null}
        tab="simulate"
      >
        <span className={classes['notice']}>
          <IconFlask size={16} aria-hidden /> {t('simulate.lead')}
        </span>
      </JourneyBar>
      <div className={classes['body']}>
        <div className={classes['stage']}>
          {result !== null && <Totals store={counts} />}
          <div className={classes['canvas']}>
            <CanvasContext value={context}>
              <JourneyCanvas
                journey={journey}
                onOpen={(id) => {
                  if (result === null) return
                  setStep(id)
                  setTab('people')
                  void simulation.follow(null)
                }}
                layers={(drawing) =>
                  !isStill &&
                  followed === null && <TokenLayer simulation={simulation} drawing={drawing} journeyId={journey.id} />
                }
              />
            </CanvasContext>
            {phase === 'idle' && result === null && problems.length === 0 && (
              <div className={classes['invite']}>
                <Empty Icon={IconFlask} title={t('simulate.empty.title')} lead={t('simulate.empty.lead')}>
                  <Button size="md" disabled={plan === null} onClick={() => void run()}>
                    {t('simulate.run')}
                  </Button>
                </Empty>
              </div>
            )}
            {phase === 'running' && (
              <div className={classes['progress']} role="status">
                <Progress value={total === 0 ? 0 : (done / total) * 100} aria-label={t('simulate.notice')} size="lg" />
                <span>{t('simulate.running', { done, total })}</span>
                <Button size="compact-sm" variant="default" onClick={() => simulation.cancel()}>
                  {t('simulate.cancel')}
                </Button>
              </div>
            )}
          </div>
          {result !== null && <TimeBar simulation={simulation} result={result} />}
        </div>
        <aside ref={side} tabIndex={-1} className={classes['side']} aria-label={t('simulate.title')}>
          {result !== null && followed === null && (
            <div className={classes['tabs']}>
              <SegmentedControl
                fullWidth
                value={tab}
                onChange={(value) => setTab(value as Tab)}
                data={(['setUp', 'results', 'people'] as const).map((value) => ({
                  value,
                  label: t(`simulate.${value}`),
                }))}
                aria-label={t('simulate.title')}
              />
            </div>
          )}
          {error !== null && (
            <Alert
              m="md"
              color="red"
              icon={<IconAlertTriangle size={18} />}
              title={t('simulate.failed', { detail: say(error).text })}
            />
          )}
          {problems.length > 0 && (
            <Alert m="md" color="yellow" icon={<IconAlertTriangle size={18} />} title={t('simulate.problems')}>
              <List size="sm" spacing={4} mb="sm">
                {problems.slice(0, 8).map(({ pointer, message }) => (
                  <List.Item key={`${pointer} ${message}`}>
                    {say(message, stepNames(openJourney(journey), registry)).text}
                  </List.Item>
                ))}
              </List>
              <Button component={Link} to={`/journeys/${journey.id}/build`} size="xs" variant="default">
                {t('simulate.toProblems')}
              </Button>
            </Alert>
          )}
          {result !== null && followed !== null ? (
            <Followed journey={journey} simulation={simulation} followed={followed} marks={marks} />
          ) : result !== null && tab === 'results' ? (
            <>
              <Results journey={journey} result={result} />
              <WaysTable journey={journey} counts={counts} />
            </>
          ) : result !== null && tab === 'people' ? (
            <People journey={journey} simulation={simulation} result={result} step={step} onStep={setStep} />
          ) : plan === null ? (
            problems.length === 0 && <LoadingRows rows={5} />
          ) : (
            <SetUp
              journey={journey}
              plan={plan}
              onPlan={setPlan}
              sample={plan.who === 'known' ? sample.data : undefined}
              onRun={() => void run()}
              isRunning={phase === 'running'}
              isBusy={sample.isBusy}
            />
          )}
        </aside>
      </div>
    </div>
  )
}
