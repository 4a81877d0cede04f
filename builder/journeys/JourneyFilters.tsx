import { Group, SegmentedControl, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { JourneyStatus, JourneySummary } from '../api/types.ts'
import app from '../app/app.module.css'

const STATUSES: readonly JourneyStatus[] = ['live', 'draft', 'paused', 'stopped', 'archived']

interface Props {
  journeys: readonly JourneySummary[]
  search: string
  status: JourneyStatus | null
  onSearch: (search: string) => void
  onStatus: (status: JourneyStatus | null) => void
}

/** Narrows the list of journeys; states nobody is in are not offered. */
export function JourneyFilters({ journeys, search, status, onSearch, onStatus }: Props) {
  const { t } = useTranslation()
  const count = (wanted: JourneyStatus): number => journeys.filter((journey) => journey.status === wanted).length
  const offered = STATUSES.filter((each) => count(each) > 0 || each === status)
  return (
    <Group mb="md" gap="sm" justify="space-between">
      <TextInput
        className={app['search'] ?? ''}
        leftSection={<IconSearch size={16} aria-hidden />}
        placeholder={t('journeys.searchPlaceholder')}
        aria-label={t('journeys.searchPlaceholder')}
        value={search}
        onChange={(event) => onSearch(event.currentTarget.value)}
      />
      {offered.length > 1 && (
        <SegmentedControl
          value={status ?? 'all'}
          onChange={(value) => onStatus(value === 'all' ? null : (value as JourneyStatus))}
          data={[
            { value: 'all', label: t('common.all') },
            ...offered.map((each) => ({
              value: each,
              label: t('journeys.statusCount', { status: t(`journeys.status.${each}`), count: count(each) }),
            })),
          ]}
          aria-label={t('journeys.statusFilter')}
        />
      )}
    </Group>
  )
}
