import { Group, Select, Table, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { CONTACT_CHANNELS } from '../../api/channels.ts'
import { useTopics } from '../../api/topics.ts'
import { ChannelSelect } from '../../app/ChannelSelect.tsx'
import { TopicField } from '../../app/TopicField.tsx'
import classes from './import.module.css'
import type { Mapping, Target } from './rows.ts'
import type { Sheet } from './sheet.ts'

/** What each column of the file becomes, with a few of its values beside it. */
export function Columns({
  sheet,
  mapping,
  onMapping,
}: {
  sheet: Sheet
  mapping: Mapping
  onMapping: (mapping: Mapping) => void
}) {
  const { t } = useTranslation()
  const topic = useTopics()[0]?.id ?? 'offers'
  const set = (column: string, target: Target): void => {
    // There is one id: the column that was it becomes a trait.
    const others = Object.entries(mapping).map(([name, known]): [string, Target] =>
      target.kind === 'id' && known.kind === 'id' ? [name, { kind: 'trait', name }] : [name, known],
    )
    onMapping({ ...Object.fromEntries(others), [column]: target })
  }
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table verticalSpacing="sm" horizontalSpacing="lg">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('import.column')}</Table.Th>
            <Table.Th>{t('import.examples')}</Table.Th>
            <Table.Th>{t('import.becomes')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sheet.columns.map((column) => {
            const target = mapping[column] ?? { kind: 'skip' }
            return (
              <Table.Tr key={column}>
                <Table.Td fw={560}>{column}</Table.Td>
                <Table.Td className={classes['examples'] ?? ''}>
                  {sheet.rows
                    .slice(0, 3)
                    .map((row) => row[column])
                    .filter((value) => value !== undefined && value !== '')
                    .join(' · ')}
                </Table.Td>
                <Table.Td>
                  <Group gap="xs" wrap="nowrap" align="flex-start">
                    <Select
                      w={180}
                      allowDeselect={false}
                      aria-label={t('import.becomesOf', { column })}
                      value={target.kind}
                      onChange={(kind) => kind !== null && set(column, targetOf(kind as Target['kind'], column, topic))}
                      data={(['id', 'trait', 'timeZone', 'consent', 'skip'] as const).map((kind) => ({
                        value: kind,
                        label: t(`import.target.${kind}`),
                      }))}
                    />
                    {target.kind === 'trait' && (
                      <TextInput
                        w={170}
                        aria-label={t('import.traitOf', { column })}
                        value={target.name}
                        onChange={(event) => set(column, { kind: 'trait', name: event.currentTarget.value })}
                      />
                    )}
                    {target.kind === 'consent' && (
                      <>
                        <ChannelSelect
                          w={130}
                          required
                          aria-label={t('import.channelOf', { column })}
                          channels={CONTACT_CHANNELS}
                          value={target.channel}
                          onChange={(channel = '') => set(column, { ...target, channel })}
                        />
                        <TopicField
                          w={170}
                          aria-label={t('import.topicOf', { column })}
                          others={[]}
                          value={target.topic}
                          onChange={(topic) => set(column, { ...target, topic })}
                        />
                      </>
                    )}
                  </Group>
                </Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function targetOf(kind: Target['kind'], column: string, topic: string): Target {
  if (kind === 'trait') return { kind, name: column }
  return kind === 'consent' ? { kind, channel: 'email', topic } : { kind }
}
