import { Table } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Step } from '../../engine/core/model/journey.ts'
import { useSends } from '../api/sends.ts'
import { groupBy } from '../canvas/drawing.ts'
import boxes from '../customers/customers.module.css'
import { durationInWords } from '../words/duration.ts'
import { listOf } from '../words/list.ts'
import { number } from '../words/time.ts'
import { Section } from './Section.tsx'

/** Every topic that is written about, by which journeys, and how often at most. */
export function Topics() {
  const { t } = useTranslation()
  const sends = useSends()
  const topics = [...groupBy(sends, ({ topic }) => topic)].sort(([a], [b]) => a.localeCompare(b))
  return (
    <Section title={t('settings.topics.title')}>
      <p className={boxes['soft']}>{topics.length === 0 ? t('settings.topics.none') : t('settings.topics.lead')}</p>
      {topics.length > 0 && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('settings.topics.topic')}</Table.Th>
              <Table.Th>{t('settings.topics.usedBy')}</Table.Th>
              <Table.Th>{t('settings.topics.limit')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {topics.map(([topic, ofTopic]) => (
              <Table.Tr key={topic}>
                <Table.Td>{topic}</Table.Td>
                <Table.Td>
                  {[...new Map(ofTopic.map(({ journey }) => [journey.id, journey])).values()].map(({ id, name }) => (
                    <div key={id}>
                      <Link className={boxes['link']} to={`/journeys/${id}`}>
                        {name}
                      </Link>
                    </div>
                  ))}
                </Table.Td>
                <Table.Td>{listOf([...new Set(ofTopic.map(({ step }) => limitOf(step, t)))])}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  )
}

function limitOf({ config }: Step, t: TFunction): string {
  const { max, per } = (config['cap'] ?? {}) as { max?: number; per?: string }
  if (max === undefined || per === undefined) return t('settings.topics.noLimit')
  return t('settings.topics.cap', { max: number(max), duration: durationInWords(per, t) })
}
