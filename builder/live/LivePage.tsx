import { Alert, Drawer, SegmentedControl } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconPencilBolt } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useStore } from 'zustand'
import { type Heat, HeatLayer } from '../analytics/HeatLayer.tsx'
import heatClasses from '../analytics/analytics.module.css'
import { useJourney } from '../api/hooks.ts'
import { useRegistry } from '../api/registry.tsx'
import { ErrorNote } from '../app/ErrorNote.tsx'
import { LoadingRows } from '../app/Loading.tsx'
import { useDocumentTitle } from '../app/PageHeading.tsx'
import { useAddress } from '../app/use-address.ts'
import { CanvasContext, createMarks, viewContext } from '../canvas/context.ts'
import { JourneyCanvas } from '../canvas/JourneyCanvas.tsx'
import { JourneyBar } from '../journeys/JourneyBar.tsx'
import { hasUnpublished } from '../publish/equal.ts'
import { useVersion } from '../publish/hooks.ts'
import { StateControls } from '../publish/StateControls.tsx'
import { stepName } from '../travel/moment-words.ts'
import { clockTime } from '../words/time.ts'
import type { CountsStore } from './counts.ts'
import classes from './live.module.css'
import { Narrow } from './Narrow.tsx'
import { type Narrowing, queryOf, readNarrowing } from './narrowing.ts'
import { Outcomes } from './Outcomes.tsx'
import { StepPeople } from './StepPeople.tsx'
import { StepTable } from './StepTable.tsx'
import { Totals } from './Totals.tsx'
import { useLiveCounts } from './use-live-counts.ts'

/** A published journey as it runs: the drawing with the numbers of everyone who passes through. */
export function LivePage() {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const { data, error, refetch } = useJourney(id)
  const isPublished = data !== undefined && data.live !== null
  const [params, set] = useAddress()
  const narrowing = readNarrowing(params)
  const registry = useRegistry()
  const { version, days, segment } = narrowing
  const now = useNow(TEN_MINUTES)
  const query = queryOf({ version, days, segment }, now)
  const narrow = ({ version, days, segment }: Narrowing): void =>
    set({ version: version === null ? null : String(version), days: days === null ? null : String(days), segment })
  const counts = useLiveCounts(id, isPublished, query)
  const drawn = useVersion(id, isPublished ? version : null)
  const [step, setStep] = useState<string | null>(null)
  const [heat, setHeat] = useState<Heat>('off')
  // A drawing does not fit a phone: there the list comes first.
  const isSmall = useMediaQuery('(max-width: 700px)', undefined, { getInitialValueInEffect: false }) ?? false
  const [chosenView, setView] = useState<'map' | 'list' | null>(null)
  const view = chosenView ?? (isSmall ? 'list' : 'map')
  const inside = useStore(counts, (state) => state.counts?.active ?? 0)
  const context = useMemo(() => ({ ...viewContext(counts), marks: createMarks() }), [counts])
  const journey = drawn.data?.journey ?? data?.live ?? data?.draft ?? null
  useDocumentTitle(journey?.name ?? id)

  if (error !== null && data === undefined) return <ErrorNote isScreen error={error} onRetry={() => void refetch()} />
  if (data === undefined || journey === null) return <LoadingRows />
  return (
    <div className={classes['page']}>
      <JourneyBar
        id={id}
        name={journey.name}
        status={data.state?.status ?? 'draft'}
        version={data.state?.liveVersion ?? null}
        tab="live"
      >
        {isPublished && <Freshness store={counts} />}
        <SegmentedControl
          size="xs"
          value={view}
          onChange={(value) => setView(value as 'map' | 'list')}
          data={(['map', 'list'] as const).map((value) => ({ value, label: t(`journeys.view.${value}`) }))}
          aria-label={t('journeys.view.label')}
        />
        <StateControls
          id={id}
          name={journey.name}
          status={data.state?.status ?? 'draft'}
          inside={inside}
          hasDraftChanges={hasUnpublished(data)}
        />
      </JourneyBar>
      {isPublished ? (
        <div className={classes['figures']}>
          <Totals store={counts} />
          <Outcomes journey={journey} query={query} />
          <Narrow journeyId={id} value={narrowing} onChange={narrow} />
        </div>
      ) : (
        <Alert
          icon={<IconPencilBolt size={18} />}
          title={t('journeys.liveEmpty.title')}
          variant="light"
          radius={0}
          py="sm"
        >
          {t('journeys.liveEmpty.lead')}
        </Alert>
      )}
      <div className={classes['canvas']}>
        {isPublished && view === 'map' && (
          <div className={heatClasses['heat']} title={t('analytics.heatHint')}>
            {t('analytics.heat')}
            <SegmentedControl
              size="xs"
              value={heat}
              onChange={(value) => setHeat(value as Heat)}
              data={[
                { value: 'off', label: t('analytics.heatOff') },
                { value: 'volume', label: t('analytics.heatVolume') },
                { value: 'drop', label: t('analytics.heatDrop') },
              ]}
              aria-label={t('analytics.heat')}
            />
          </div>
        )}
        {view === 'list' ? (
          <StepTable journey={journey} store={counts} onOpen={setStep} />
        ) : (
          <CanvasContext value={context}>
            <JourneyCanvas
              journey={journey}
              onOpen={setStep}
              layers={(drawing) => heat !== 'off' && <HeatLayer drawing={drawing} heat={heat} />}
            />
          </CanvasContext>
        )}
      </div>
      <Drawer
        opened={step !== null}
        onClose={() => setStep(null)}
        position="right"
        title={step === null ? '' : stepName(step, { journey, registry, t })}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {step !== null && <StepPeople journeyId={id} step={step} query={query} />}
      </Drawer>
    </div>
  )
}

function Freshness({ store }: { store: CountsStore }) {
  const { t } = useTranslation()
  const asOf = useStore(store, (state) => state.counts?.asOf)
  const mode = useStore(store, (state) => state.mode)
  return (
    <span className={classes['fresh']} data-mode={mode} aria-live="off">
      {t(`journeys.fresh.${mode}`, { time: clockTime(asOf) })}
    </span>
  )
}

/** How far a span of days may lag behind. Milliseconds. */
const TEN_MINUTES = 600_000

/** The instant, looked at anew every so often. */
function useNow(every: number): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}
