import { Anchor, Table, Text, Tooltip, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { JourneySummary } from '../api/types.ts'
import { dateTime, number, relativeTime } from '../words/time.ts'
import { plainTags } from './filing.ts'
import classes from './journeys.module.css'
import { JourneyMenu } from './JourneyMenu.tsx'
import { Sparkline } from './Sparkline.tsx'
import { Stages } from './Stages.tsx'
import { StatusBadge } from './StatusBadge.tsx'

export function JourneyRow({ journey, onTag }: { journey: JourneySummary; onTag: (tag: string) => void }) {
  const { t } = useTranslation()
  const { id, name, description, status, liveVersion, hasDraftChanges, stages, counts, trend, updatedAt } = journey
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
          {plainTags(journey.tags).map((tag) => (
            <UnstyledButton
              key={tag}
              className={classes['tag'] ?? ''}
              aria-label={t('journeys.onlyTag', { tag })}
              onClick={() => onTag(tag)}
            >
              {tag}
            </UnstyledButton>
          ))}
        </div>
        {description !== undefined && description !== null && (
          <Text size="sm" c="var(--ink-soft)" lineClamp={2} maw={420} mt={5}>
            {description}
          </Text>
        )}
      </Table.Td>
      <Table.Td visibleFrom="xs">
        <Stages stages={stages} />
      </Table.Td>
      <Table.Td visibleFrom="md">{trend === null ? '–' : <Sparkline days={trend} />}</Table.Td>
      <Table.Td ta="right">
        {counts === null ? '–' : number(counts.active)}
        {counts !== null && counts.parked > 0 && (
          <Text size="xs" c="var(--warning)" fw={550} style={{ whiteSpace: 'nowrap' }}>
            {t('journeys.parkedBeside', { count: counts.parked })}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right" visibleFrom="sm">
        {counts === null ? '–' : number(counts.entered)}
      </Table.Td>
      <Table.Td ta="right" visibleFrom="sm">
        {counts === null ? '–' : number(counts.completed)}
      </Table.Td>
      <Table.Td visibleFrom="xl">
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
