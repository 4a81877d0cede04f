import { Button } from '@mantine/core'
import { IconRoute } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useJourneys } from '../api/hooks.ts'
import type { JourneyStatus, JourneySummary } from '../api/types.ts'
import app from '../app/app.module.css'
import { Empty } from '../app/Empty.tsx'
import { ErrorNote } from '../app/ErrorNote.tsx'
import { LoadingRows } from '../app/Loading.tsx'
import { NoHits } from '../app/NoHits.tsx'
import { PageHeading } from '../app/PageHeading.tsx'
import { useAddress } from '../app/use-address.ts'
import { JourneyFilters } from './JourneyFilters.tsx'
import { JourneyTable } from './JourneyTable.tsx'
import { NewJourney } from './NewJourney.tsx'

/** All journeys, by folder. What the list is narrowed to stands in the address. */
export function JourneysPage() {
  const { t } = useTranslation()
  const { data, error, refetch } = useJourneys()
  const [params, set] = useAddress()
  const search = params.get('search') ?? ''
  const status = params.get('status') as JourneyStatus | null
  const hits = data?.filter((journey) => isWanted(journey, search, status))
  return (
    <div className={app['page']}>
      <PageHeading title={t('journeys.title')} lead={t('journeys.lead')}>
        <NewJourney />
      </PageHeading>
      {error !== null && data === undefined && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <LoadingRows />}
      {data?.length === 0 && (
        <div className={app['panel']}>
          <Empty Icon={IconRoute} title={t('journeys.empty.title')} lead={t('journeys.empty.lead')}>
            <Button component={Link} to="/journeys/templates">
              {t('journeys.empty.template')}
            </Button>
            <Button component={Link} to="/customers/import" variant="subtle">
              {t('journeys.empty.customers')}
            </Button>
          </Empty>
        </div>
      )}
      {hits !== undefined && data !== undefined && data.length > 0 && (
        <>
          <JourneyFilters
            journeys={data}
            search={search}
            status={status}
            onSearch={(search) => set({ search })}
            onStatus={(status) => set({ status })}
          />
          <div className={app['panel']}>
            {hits.length > 0 && <JourneyTable journeys={hits} onTag={(tag) => set({ search: tag })} />}
            {hits.length === 0 && (
              <NoHits
                text={search === '' ? t('journeys.noneOfThese') : t('journeys.noHits', { search })}
                clear={t('journeys.clear')}
                onClear={() => set({ search: null, status: null })}
              />
            )}
          </div>
        </>
      )}
    </div>
  )
}

/** Archived journeys are shown to those who ask for them. */
function isWanted({ id, name, tags, status }: JourneySummary, search: string, wanted: JourneyStatus | null): boolean {
  const text = search.trim().toLowerCase()
  const isFound = [id, name, ...(tags ?? [])].some((part) => part.toLowerCase().includes(text))
  return isFound && (wanted === null ? status !== 'archived' : status === wanted)
}
