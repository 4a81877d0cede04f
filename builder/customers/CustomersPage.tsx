import { Button, Group, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconAddressBook, IconFileImport, IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { STAGES } from '../../engine/core/model/condition.ts'
import { useCustomers, useSegments } from '../api/hooks.ts'
import app from '../app/app.module.css'
import { Empty } from '../app/Empty.tsx'
import { ErrorNote } from '../app/ErrorNote.tsx'
import { FilterSelect } from '../app/FilterSelect.tsx'
import { LoadingRows } from '../app/Loading.tsx'
import { More } from '../app/More.tsx'
import { NoHits } from '../app/NoHits.tsx'
import { PageHeading } from '../app/PageHeading.tsx'
import { useAddress } from '../app/use-address.ts'
import { CustomerTable } from './CustomerTable.tsx'

/** Everybody, or those of a segment, a stage, a search. */
export function CustomersPage() {
  const { t } = useTranslation()
  const [params, set] = useAddress()
  const { data: segments } = useSegments()
  const search = params.get('search') ?? ''
  const [settled] = useDebouncedValue(search.trim(), 250)
  const [segment, stage] = [params.get('segment') ?? '', params.get('stage') ?? '']
  const filter = { ...(segment === '' ? {} : { segment }), ...(stage === '' ? {} : { stage }) }
  const list = useCustomers(settled, filter)
  const { data, error, refetch } = list
  const customers = data?.pages.flatMap((page) => page.items)
  const isNarrowed = settled !== '' || segment !== '' || stage !== ''
  const nobody = list.hasNextPage
    ? t('customers.noneSoFar')
    : settled === ''
      ? t('customers.noneOfThese')
      : t('customers.noHits', { search: settled })
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
          onChange={(event) => set({ search: event.currentTarget.value })}
        />
        <FilterSelect
          label={t('customers.filterSegment')}
          value={segment === '' ? null : segment}
          onChange={(value) => set({ segment: value })}
          data={(segments ?? []).map(({ id, name }) => ({ value: id, label: name ?? id }))}
        />
        <FilterSelect
          label={t('customers.filterStage')}
          value={stage === '' ? null : stage}
          onChange={(value) => set({ stage: value })}
          data={STAGES.map((value) => ({ value, label: t(`common.stage.${value}`) }))}
        />
      </Group>
      {error !== null && customers === undefined && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {customers === undefined && error === null && <LoadingRows />}
      {customers !== undefined && (
        <div className={app['panel']}>
          {customers.length > 0 ? (
            <>
              <CustomerTable customers={customers} />
              <More list={list} />
            </>
          ) : isNarrowed ? (
            <NoHits
              text={nobody}
              clear={t('customers.clear')}
              onClear={() => set({ search: null, segment: null, stage: null })}
            >
              <More list={list} />
            </NoHits>
          ) : (
            <Empty Icon={IconAddressBook} title={t('customers.empty.title')} lead={t('customers.empty.lead')}>
              <Button component={Link} to="/customers/import" variant="light">
                {t('import.title')}
              </Button>
            </Empty>
          )}
        </div>
      )}
    </div>
  )
}
