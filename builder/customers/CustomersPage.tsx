import { Anchor, Badge, Button, Group, Table, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconAddressBook, IconFileImport, IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { STAGES } from '../../engine/core/model/condition.ts'
import { useCustomers, useSegments } from '../api/hooks.ts'
import app from '../app/app.module.css'
import { Empty } from '../app/Empty.tsx'
import { ErrorNote } from '../app/ErrorNote.tsx'
import { FilterSelect } from '../app/FilterSelect.tsx'
import { LoadingRows } from '../app/Loading.tsx'
import { PageHeading } from '../app/PageHeading.tsx'
import { relativeTime } from '../words/time.ts'
import { nameOf } from './name.ts'
import { StageTag } from './StageTag.tsx'

export function CustomersPage() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const { data: segments } = useSegments()
  const search = params.get('search') ?? ''
  const [settled] = useDebouncedValue(search.trim(), 250)
  const [segment, stage] = [params.get('segment') ?? '', params.get('stage') ?? '']
  const filter = { ...(segment === '' ? {} : { segment }), ...(stage === '' ? {} : { stage }) }
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useCustomers(settled, filter)
  const customers = data?.pages.flatMap((page) => page.items)
  const isEmpty = customers?.length === 0
  const isNarrowed = settled !== '' || segment !== '' || stage !== ''
  const set = (key: string, value: string | null): void =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        if (value === null || value === '') next.delete(key)
        else next.set(key, value)
        return next
      },
      { replace: true },
    )
  return (
    <div className={app['page']}>
      <PageHeading title={t('customers.title')} lead={t('customers.lead')}>
        <Button
          component={Link}
          to="/customers/import"
          variant="default"
          leftSection={<IconFileImport size={17} aria-hidden />}
        >
          {t('import.open')}
        </Button>
      </PageHeading>
      <Group mb="md" gap="sm">
        <TextInput
          className={app['search'] ?? ''}
          leftSection={<IconSearch size={16} aria-hidden />}
          placeholder={t('customers.searchPlaceholder')}
          aria-label={t('customers.searchPlaceholder')}
          value={search}
          onChange={(event) => set('search', event.currentTarget.value)}
        />
        <FilterSelect
          label={t('customers.filterSegment')}
          value={segment === '' ? null : segment}
          onChange={(value) => set('segment', value)}
          data={(segments ?? []).map(({ id, name }) => ({ value: id, label: name ?? id }))}
        />
        <FilterSelect
          label={t('customers.filterStage')}
          value={stage === '' ? null : stage}
          onChange={(value) => set('stage', value)}
          data={STAGES.map((value) => ({ value, label: t(`common.stage.${value}`) }))}
        />
      </Group>
      {error !== null && customers === undefined && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {customers === undefined && error === null && <LoadingRows />}
      {isEmpty && (
        <div className={app['panel']}>
          {!isNarrowed ? (
            <Empty Icon={IconAddressBook} title={t('customers.empty.title')} lead={t('customers.empty.lead')}>
              <Button component={Link} to="/customers/import" variant="light">
                {t('import.title')}
              </Button>
            </Empty>
          ) : (
            <div className={app['empty']}>
              <p>
                {hasNextPage
                  ? t('customers.noneSoFar')
                  : settled === ''
                    ? t('customers.noneOfThese')
                    : t('customers.noHits', { search: settled })}
              </p>
              <Group>
                {hasNextPage && (
                  <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                    {t('common.more')}
                  </Button>
                )}
                <Button variant="light" onClick={() => setParams({})}>
                  {t('customers.clear')}
                </Button>
              </Group>
            </div>
          )}
        </div>
      )}
      {customers !== undefined && !isEmpty && (
        <div className={app['panel']}>
          <Table.ScrollContainer minWidth={0}>
            <Table verticalSpacing="sm" horizontalSpacing="lg" highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('customers.customer')}</Table.Th>
                  <Table.Th>{t('customers.stage')}</Table.Th>
                  <Table.Th visibleFrom="sm">{t('customers.tags')}</Table.Th>
                  <Table.Th visibleFrom="md">{t('customers.zone')}</Table.Th>
                  <Table.Th visibleFrom="sm">{t('customers.since')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {customers.map((customer) => (
                  <Table.Tr key={customer.id}>
                    <Table.Td>
                      <Anchor
                        component={Link}
                        to={`/customers/${encodeURIComponent(customer.id)}`}
                        fw={600}
                        c="var(--ink)"
                        underline="hover"
                      >
                        {nameOf(customer)}
                      </Anchor>
                      <Text size="sm" c="var(--ink-soft)">
                        {customer.id}
                      </Text>
                    </Table.Td>
                    <Table.Td>{customer.stage !== null && <StageTag stage={customer.stage} />}</Table.Td>
                    <Table.Td visibleFrom="sm">
                      <Group gap={4}>
                        {(customer.tags ?? []).map((tag) => (
                          <Badge key={tag} variant="default" tt="none" fw={500}>
                            {tag}
                          </Badge>
                        ))}
                      </Group>
                    </Table.Td>
                    <Table.Td visibleFrom="md">
                      <Text size="sm" c="var(--ink-soft)">
                        {customer.timeZone ?? '–'}
                      </Text>
                    </Table.Td>
                    <Table.Td visibleFrom="sm">
                      <Text size="sm" c="var(--ink-soft)">
                        {relativeTime(customer.createdAt)}
                      </Text>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          {hasNextPage && (
            <Group justify="center" p="md">
              <Button variant="light" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                {t('common.more')}
              </Button>
            </Group>
          )}
        </div>
      )}
    </div>
  )
}
