import { Anchor, Table, Text, Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { JourneySummary } from '../api/types.ts'
import { dateTime, number, relativeTime } from '../words/time.ts'
import { JourneyMenu } from './JourneyMenu.tsx'
import { Stages } from './Stages.tsx'
import { StatusBadge } from './StatusBadge.tsx'

export function JourneyRow({ journey }: { journey: JourneySummary }) {
  const { t } = useTranslation()
  const { id, name, description, status, liveVersion, hasDraftChanges, stages, counts, updatedAt } = journey
  const isDraft = status === 'draft'
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor
          component={Link}
          to={isDraft ? `/journeys/${id}/build` : `/journeys/${id}`}
          fw={600}
          c="var(--ink)"
          underline="hover"
        >
          {name}
        </Anchor>
        <div style={{ display: 'flex', gap: 8, alignItems: 'center', marginTop: 5, flexWrap: 'wrap' }}>
          <StatusBadge status={status} version={liveVersion} />
          {!isDraft && hasDraftChanges && (
            <Text span size="xs" c="var(--warning)" fw={550}>
              {t('journeys.draftChanges')}
            </Text>
          )}
          {description !== undefined && description !== null && (
            <Text span size="sm" c="var(--ink-soft)" lineClamp={1} maw={340}>
              {description}
            </Text>
          )}
        </div>
      </Table.Td>
      <Table.Td>
        <Stages stages={stages} />
      </Table.Td>
      <Table.Td ta="right">{counts === null ? '–' : number(counts.active)}</Table.Td>
      <Table.Td ta="right">{counts === null ? '–' : number(counts.entered)}</Table.Td>
      <Table.Td ta="right">{counts === null ? '–' : number(counts.completed)}</Table.Td>
      <Table.Td>
        <Tooltip label={dateTime(updatedAt)} openDelay={300}>
          <Text span size="sm" c="var(--ink-soft)" style={{ whiteSpace: 'nowrap' }}>
            {relativeTime(updatedAt)}
          </Text>
        </Tooltip>
      </Table.Td>
      <Table.Td>
        <JourneyMenu journey={journey} />
      </Table.Td>
    </Table.Tr>
  )
}
