import { Anchor, Group, Table, Text, UnstyledButton } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useInteractions, useJourneys } from '../api/hooks.ts'
import { useNames } from '../api/names.ts'
import type { InteractionSummary } from '../api/types.ts'
import app from '../app/app.module.css'
import { Empty } from '../app/Empty.tsx'
import { ErrorNote } from '../app/ErrorNote.tsx'
import { FilterSelect } from '../app/FilterSelect.tsx'
import { ListTable } from '../app/ListTable.tsx'
import { LoadingRows } from '../app/Loading.tsx'
import { More } from '../app/More.tsx'
import { PageHeading } from '../app/PageHeading.tsx'
import { useAddress } from '../app/use-address.ts'
import { outcomeInWords } from '../words/condition.ts'
import { listOf } from '../words/list.ts'
import { reasonInWords } from '../words/reason.ts'
import { dateTime, relativeTime } from '../words/time.ts'
import { MessageDrawer } from './MessageDrawer.tsx'
import { SendStatusBadge } from './SendStatusBadge.tsx'
import { titleOf } from './title.ts'

const STATUSES = ['accepted', 'planned', 'sending', 'suppressed', 'failed', 'unknown', 'cancelled'] as const
const CHANNELS = ['email', 'sms', 'push', 'webhook', 'task', 'coupon'] as const
const FILTERS = ['status', 'channel', 'journey'] as const

/** The outbox: what was sent, is planned or was held back. Filters stand in the address. */
export function MessagesPage() {
  const { t } = useTranslation()
  const [params, set] = useAddress()
  const { data: journeys } = useJourneys()
  const filter = Object.fromEntries(
    FILTERS.flatMap((key) => (params.get(key) === null ? [] : [[key, params.get(key)]])),
  )
  const list = useInteractions(filter)
  const { data, error, refetch } = list
  const rows = useMemo(() => data?.pages.flatMap((page) => page.items), [data])
  const names = useNames(useMemo(() => (rows ?? []).map(({ journey }) => journey), [rows]))

  const head = (
    <>
      <Table.Th>{t('messages.subject')}</Table.Th>
      <Table.Th visibleFrom="md">{t('messages.customer')}</Table.Th>
      <Table.Th visibleFrom="sm">{t('messages.journey')}</Table.Th>
      <Table.Th>{t('messages.filterStatus')}</Table.Th>
      <Table.Th ta="right" visibleFrom="xs">
        {t('messages.when')}
      </Table.Th>
    </>
  )
  return (
    <div className={app['page']}>
      <PageHeading title={t('messages.title')} lead={t('messages.lead')} />
      <Group mb="md" gap="sm">
        <FilterSelect
          label={t('messages.filterStatus')}
          value={params.get('status')}
          onChange={(value) => set({ status: value })}
          data={STATUSES.map((value) => ({ value, label: t(`messages.status.${value}`) }))}
        />
        <FilterSelect
          label={t('messages.filterChannel')}
          value={params.get('channel')}
          onChange={(value) => set({ channel: value })}
          data={CHANNELS.map((value) => ({ value, label: t(`messages.channel.${value}`) }))}
        />
        <FilterSelect
          label={t('messages.filterJourney')}
          value={params.get('journey')}
          onChange={(value) => set({ journey: value })}
          data={(journeys ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Group>
      {error !== null && rows === undefined && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {rows === undefined && error === null && <LoadingRows />}
      {rows?.length === 0 && (
        <div className={app['panel']}>
          {Object.keys(filter).length === 0 ? (
            <Empty Icon={IconMail} title={t('messages.empty.title')} lead={t('messages.empty.lead')} />
          ) : (
            <div className={app['empty']}>
              <p>{t('messages.noHits')}</p>
            </div>
          )}
        </div>
      )}
      {rows !== undefined && rows.length > 0 && (
        <div className={app['panel']}>
          <ListTable head={head}>
            {rows.map((row) => (
              <Table.Tr key={row.id}>
                <Table.Td maw={380}>
                  <UnstyledButton onClick={() => set({ message: row.id })} fw={560} fz="sm">
                    {titleOf(row, names.step(row.journey, row.step), t)}
                  </UnstyledButton>
                  <Text size="sm" c="var(--ink-soft)">
                    {t(`messages.channel.${row.channel}`, { defaultValue: row.channel })}
                    {row.topic !== null && ` · ${names.topic(row.topic)}`}
                  </Text>
                </Table.Td>
                <Table.Td visibleFrom="md">
                  <Anchor
                    component={Link}
                    to={`/customers/${encodeURIComponent(row.customerId)}`}
                    c="var(--ink)"
                    size="sm"
                  >
                    {row.customerId}
                  </Anchor>
                </Table.Td>
                <Table.Td visibleFrom="sm">
                  {names.journey(row.journey)}
                  <Text size="sm" c="var(--ink-soft)">
                    {names.step(row.journey, row.step)}
                  </Text>
                </Table.Td>
                <Table.Td maw={260}>
                  <SendStatusBadge status={row.status} channel={row.channel} />
                  <Text size="xs" c="var(--ink-soft)" mt={3}>
                    {row.reason !== null
                      ? reasonInWords(row.reason, t)
                      : listOf(
                          Object.keys(row.outcomes ?? {}).map((outcome) => outcomeInWords(outcome, t)),
                          'unit',
                        )}
                  </Text>
                </Table.Td>
                <Table.Td ta="right" visibleFrom="xs">
                  <Text size="sm" c="var(--ink-soft)" title={dateTime(whenOf(row))}>
                    {relativeTime(whenOf(row))}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </ListTable>
          <More list={list} />
        </div>
      )}
      <MessageDrawer id={params.get('message')} onClose={() => set({ message: null })} />
    </div>
  )
}

/** When it went out, or will; what is held back without a known instant, when it was planned. */
function whenOf({ sentAt, dueAt, plannedAt }: InteractionSummary): string {
  const isAhead = dueAt != null && Date.parse(dueAt) > Date.now()
  return sentAt ?? (isAhead ? dueAt : plannedAt)
}
