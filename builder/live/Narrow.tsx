import { Button, Popover, Select, Stack, Text } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useSegments } from '../api/hooks.ts'
import { useVersions } from '../publish/hooks.ts'
import { listOf } from '../words/list.ts'
import { EVERYTHING, isNarrowed, type Narrowing, SPANS } from './narrowing.ts'

interface Props {
  journeyId: string
  value: Narrowing
  onChange: (value: Narrowing) => void
}

/** Whom the numbers count: all who ever came in, or those of a version, of a time, of a segment. */
export function Narrow({ journeyId, value, onChange }: Props) {
  const { t } = useTranslation()
  const { data: versions = [] } = useVersions(journeyId)
  const { data: segments = [] } = useSegments()
  const { version, days, segment } = value
  const said = [
    ...(version === null ? [] : [t('journeys.version', { version })]),
    ...(days === null ? [] : [t('journeys.narrow.lastDays', { count: days })]),
    ...(segment === null ? [] : [segments.find(({ id }) => id === segment)?.name ?? segment]),
  ]
  return (
    <Popover position="bottom-end" withinPortal shadow="md" width={290} trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="xs"
          variant={isNarrowed(value) ? 'light' : 'default'}
          leftSection={<IconFilter size={15} aria-hidden />}
        >
          {said.length === 0 ? t('journeys.narrow.all') : listOf(said, 'unit')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <Text size="sm" c="var(--ink-soft)">
            {t('journeys.narrow.lead')}
          </Text>
          <Select
            size="sm"
            label={t('journeys.narrow.version')}
            placeholder={t('journeys.narrow.allVersions')}
            clearable
            clearButtonProps={{ 'aria-label': t('common.clearFilter', { filter: t('journeys.narrow.version') }) }}
            comboboxProps={{ withinPortal: false }}
            value={version === null ? null : String(version)}
            onChange={(next) => onChange({ ...value, version: next === null ? null : Number(next) })}
            data={versions.map(({ version }) => ({
              value: String(version),
              label: t('journeys.version', { version }),
            }))}
          />
          <Select
            size="sm"
            label={t('journeys.narrow.time')}
            placeholder={t('journeys.narrow.anyTime')}
            clearable
            clearButtonProps={{ 'aria-label': t('common.clearFilter', { filter: t('journeys.narrow.time') }) }}
            comboboxProps={{ withinPortal: false }}
            value={days === null ? null : String(days)}
            onChange={(next) => onChange({ ...value, days: next === null ? null : Number(next) })}
            data={SPANS.map((count) => ({ value: String(count), label: t('journeys.narrow.lastDays', { count }) }))}
          />
          <Select
            size="sm"
            label={t('journeys.narrow.segment')}
            placeholder={t('journeys.narrow.everybody')}
            description={t('journeys.narrow.segmentHint')}
            clearable
            clearButtonProps={{ 'aria-label': t('common.clearFilter', { filter: t('journeys.narrow.segment') }) }}
            comboboxProps={{ withinPortal: false }}
            value={segment}
            onChange={(next) => onChange({ ...value, segment: next })}
            data={segments.map(({ id, name }) => ({ value: id, label: name ?? id }))}
          />
          {isNarrowed(value) && (
            <Button variant="subtle" size="compact-sm" onClick={() => onChange(EVERYTHING)}>
              {t('journeys.narrow.clear')}
            </Button>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
