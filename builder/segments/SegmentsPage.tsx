import { Anchor, Button, Drawer, Loader, Table, Text, UnstyledButton } from '@mantine/core'
import { IconPlus, IconUsersGroup } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useSegments } from '../api/hooks.ts'
import { useNamesOf } from '../api/word-names.ts'
import type { SegmentInfo } from '../api/types.ts'
import app from '../app/app.module.css'
import { Empty } from '../app/Empty.tsx'
import { ErrorNote } from '../app/ErrorNote.tsx'
import { LoadingRows } from '../app/Loading.tsx'
import { PageHeading } from '../app/PageHeading.tsx'
import { conditionInWords } from '../words/condition.ts'
import { number } from '../words/time.ts'
import classes from './segments.module.css'
import { SegmentEditor } from './SegmentEditor.tsx'
import { useMembers } from './use-members.ts'

/** A segment belongs to no journey. */
const NO_STEPS = {}

/** All segments, each with its rule as a sentence; one of them, or a new one, in a drawer. */
export function SegmentsPage() {
  const { t } = useTranslation()
  const { data, error, refetch } = useSegments()
  const words = useNamesOf(NO_STEPS)
  const [edited, setEdited] = useState<SegmentInfo | 'new' | null>(null)
  const create = (
    <Button leftSection={<IconPlus size={17} aria-hidden />} onClick={() => setEdited('new')}>
      {t('segments.create')}
    </Button>
  )
  return (
    <div className={app['page']}>
      <PageHeading title={t('settings.segments.title')} lead={t('settings.segments.lead')}>
        {create}
      </PageHeading>
      {error !== null && data === undefined && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <LoadingRows />}
      {data?.length === 0 && (
        <div className={app['panel']}>
          <Empty Icon={IconUsersGroup} title={t('settings.segments.empty')} lead={t('settings.segments.emptyLead')}>
            {create}
          </Empty>
        </div>
      )}
      {data !== undefined && data.length > 0 && (
        <div className={app['panel']}>
          <Table verticalSpacing="md" horizontalSpacing="lg" highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('settings.segments.name')}</Table.Th>
                <Table.Th visibleFrom="sm">{t('settings.segments.rule')}</Table.Th>
                <Table.Th ta="right">{t('segments.count')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.map((segment) => (
                <Table.Tr key={segment.id}>
                  <Table.Td miw={130}>
                    <UnstyledButton fw={600} ta="left" onClick={() => setEdited(segment)}>
                      {segment.name ?? segment.id}
                    </UnstyledButton>
                    <Text size="sm" c="var(--ink-soft)" hiddenFrom="sm">
                      {conditionInWords(segment.when, t, words)}
                    </Text>
                  </Table.Td>
                  <Table.Td visibleFrom="sm">{conditionInWords(segment.when, t, words)}</Table.Td>
                  <Table.Td ta="right">
                    <Count segment={segment} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      <Drawer
        opened={edited !== null}
        onClose={() => setEdited(null)}
        position="right"
        size="min(640px, 94vw)"
        title={edited === 'new' ? t('segments.create') : (edited?.name ?? edited?.id)}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {edited !== null && (
          <SegmentEditor
            segment={edited === 'new' ? null : edited}
            taken={(data ?? []).map(({ id }) => id)}
            onDone={() => setEdited(null)}
          />
        )}
      </Drawer>
    </div>
  )
}

/** How many belong to it now, and the way to them. */
function Count({ segment: { id, name, when } }: { segment: SegmentInfo }) {
  const { t } = useTranslation()
  const { data, error } = useMembers(when)
  if (error !== null) return '–'
  if (data === undefined) return <Loader size="xs" aria-label={t('common.loading')} />
  const { count, complete } = data
  return (
    <Anchor
      component={Link}
      className={classes['count'] ?? ''}
      to={`/customers?segment=${encodeURIComponent(id)}`}
      aria-label={t('segments.show', { name: name ?? id, count })}
    >
      {complete ? number(count) : t('segments.about', { count })}
    </Anchor>
  )
}
