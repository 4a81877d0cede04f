import { Table } from '@mantine/core'
import { IconUsersGroup } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useSegments } from '../api/hooks.ts'
import app from '../app/app.module.css'
import { Empty } from '../app/Empty.tsx'
import { ErrorNote } from '../app/ErrorNote.tsx'
import { LoadingRows } from '../app/Loading.tsx'
import { PageHeading } from '../app/PageHeading.tsx'
import { conditionInWords } from '../words/condition.ts'

/** All segments, each with its rule as a sentence. */
export function SegmentsPage() {
  const { t } = useTranslation()
  const { data, error, refetch } = useSegments()
  return (
    <div className={app['page']}>
      <PageHeading title={t('settings.segments.title')} lead={t('settings.segments.lead')} />
      {error !== null && data === undefined && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <LoadingRows />}
      {data?.length === 0 && (
        <div className={app['panel']}>
          <Empty Icon={IconUsersGroup} title={t('settings.segments.empty')} lead={t('settings.segments.emptyLead')} />
        </div>
      )}
      {data !== undefined && data.length > 0 && (
        <div className={app['panel']}>
          <Table verticalSpacing="md" horizontalSpacing="lg">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('settings.segments.name')}</Table.Th>
                <Table.Th>{t('settings.segments.rule')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.map(({ id, name, when }) => (
                <Table.Tr key={id}>
                  <Table.Td fw={560}>{name ?? id}</Table.Td>
                  <Table.Td>{conditionInWords(when, t)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </div>
  )
}
