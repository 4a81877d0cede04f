import { Table, VisuallyHidden } from '@mantine/core'
import { IconFolder } from '@tabler/icons-react'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { JourneySummary } from '../api/types.ts'
import { ListTable } from '../app/ListTable.tsx'
import { groupBy } from '../canvas/drawing.ts'
import { folderOf } from './filing.ts'
import { JourneyRow } from './JourneyRow.tsx'
import classes from './journeys.module.css'

/** Journeys in folders, those in none first. */
export function JourneyTable({
  journeys,
  onTag,
}: {
  journeys: readonly JourneySummary[]
  onTag: (tag: string) => void
}) {
  const { t } = useTranslation()
  const folders = [...groupBy(journeys, ({ tags }) => folderOf(tags) ?? '')].sort(([a], [b]) => a.localeCompare(b))
  const head = (
    <>
      <Table.Th>{t('journeys.name')}</Table.Th>
      <Table.Th visibleFrom="xs">{t('journeys.stages')}</Table.Th>
      <Table.Th visibleFrom="md">{t('journeys.lately')}</Table.Th>
      <Table.Th ta="right">{t('journeys.inside')}</Table.Th>
      <Table.Th ta="right" visibleFrom="sm">
        {t('journeys.entered')}
      </Table.Th>
      <Table.Th ta="right" visibleFrom="sm">
        {t('journeys.done')}
      </Table.Th>
      <Table.Th visibleFrom="xl">{t('journeys.changed')}</Table.Th>
      <Table.Th w={48}>
        <VisuallyHidden>{t('common.actions')}</VisuallyHidden>
      </Table.Th>
    </>
  )
  return (
    <ListTable head={head} spacing="md">
      {folders.map(([folder, ofFolder]) => (
        <Fragment key={folder}>
          {folder !== '' && (
            <Table.Tr className={classes['folder'] ?? ''}>
              <Table.Th colSpan={8} scope="rowgroup">
                <IconFolder size={16} aria-hidden /> {folder}
              </Table.Th>
            </Table.Tr>
          )}
          {ofFolder.map((journey) => (
            <JourneyRow key={journey.id} journey={journey} onTag={onTag} />
          ))}
        </Fragment>
      ))}
    </ListTable>
  )
}
