import { Button, Table, TextInput, VisuallyHidden } from '@mantine/core'
import { IconRoute, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useJourneys } from '../api/hooks.ts'
import app from '../app/app.module.css'
import { Empty } from '../app/Empty.tsx'
import { ErrorNote } from '../app/ErrorNote.tsx'
import { LoadingRows } from '../app/Loading.tsx'
import { PageHeading } from '../app/PageHeading.tsx'
import { JourneyRow } from './JourneyRow.tsx'
import { NewJourney } from './NewJourney.tsx'

export function JourneysPage() {
  const { t } = useTranslation()
  const { data, error, refetch } = useJourneys()
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const hits = data?.filter(({ id, name, tags }) =>
    [id, name, ...(tags ?? [])].some((text) => text.toLowerCase().includes(wanted)),
  )
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
            <NewJourney />
          </Empty>
        </div>
      )}
      {hits !== undefined && data !== undefined && data.length > 0 && (
        <>
          {data.length > 6 && (
            <TextInput
              mb="md"
              maw={320}
              leftSection={<IconSearch size={16} aria-hidden />}
              placeholder={t('journeys.searchPlaceholder')}
              aria-label={t('journeys.searchPlaceholder')}
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
            />
          )}
          <div className={app['panel']}>
            <Table.ScrollContainer minWidth={720}>
              <Table verticalSpacing="md" horizontalSpacing="lg" highlightOnHover>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('journeys.name')}</Table.Th>
                    <Table.Th>{t('journeys.stages')}</Table.Th>
                    <Table.Th ta="right">{t('journeys.inside')}</Table.Th>
                    <Table.Th ta="right">{t('journeys.entered')}</Table.Th>
                    <Table.Th ta="right">{t('journeys.done')}</Table.Th>
                    <Table.Th>{t('journeys.changed')}</Table.Th>
                    <Table.Th w={48}>
                      <VisuallyHidden>{t('common.actions')}</VisuallyHidden>
                    </Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {hits.map((journey) => (
                    <JourneyRow key={journey.id} journey={journey} />
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
            {hits.length === 0 && (
              <div className={app['empty']}>
                <p>{t('journeys.noHits', { search })}</p>
                <Button variant="light" onClick={() => setSearch('')}>
                  {t('journeys.clear')}
                </Button>
              </div>
            )}
          </div>
        </>
      )}
    </div>
  )
}
