import { Button, Group } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Topic } from '../../engine/core/model/workspace.ts'
import { useWorkspace } from '../api/hooks.ts'
import { useSends } from '../api/sends.ts'
import { groupBy } from '../canvas/drawing.ts'
import boxes from '../customers/customers.module.css'
import { Section } from './Section.tsx'
import classes from './settings.module.css'
import { TopicRow } from './TopicRow.tsx'
import { freshTopic, isListable } from './topic-list.ts'
import { Uses } from './Uses.tsx'
import { usePart } from './use-part.ts'

/** What customers can agree to, by the names they read, and which journeys write about it. */
export function Topics() {
  const { data } = useWorkspace()
  return data === undefined ? null : <Form saved={data.topics ?? []} />
}

function Form({ saved }: { saved: Topic[] }) {
  const { t } = useTranslation()
  const { part: topics, setPart: setTopics, ...editing } = usePart(saved, (topics) => ({ topics }))
  const uses = groupBy(useSends(), ({ topic }) => topic)
  const listed = new Set(topics.map(({ id }) => id))
  const unlisted = [...uses.keys()].filter((id) => !listed.has(id)).sort()
  const isKept = new Set(saved.map(({ id }) => id))
  return (
    <Section title={t('settings.topics.title')}>
      <p className={boxes['soft']}>{t(topics.length === 0 ? 'settings.topics.none' : 'settings.topics.lead')}</p>
      {topics.length > 0 && (
        <ul className={classes['rows']}>
          {topics.map((topic, at) => (
            <TopicRow
              key={at}
              topic={topic}
              others={topics.filter((_, index) => index !== at)}
              isKept={isKept.has(topic.id)}
              uses={uses.get(topic.id) ?? []}
              isFirst={at === 0}
              isLast={at === topics.length - 1}
              onChange={(next) => setTopics(topics.map((one, index) => (index === at ? next : one)))}
              onMove={(by) => setTopics(moved(topics, at, by))}
              onRemove={() => setTopics(topics.filter((_, index) => index !== at))}
            />
          ))}
        </ul>
      )}
      {unlisted.map((id) => (
        <Group key={id} justify="space-between" wrap="nowrap" align="flex-start">
          <div>
            <strong className={classes['sentence']}>{id}</strong>
            <Uses uses={uses.get(id) ?? []} />
          </div>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('settings.topics.listThis', { topic: id })}
            onClick={() => setTopics([...topics, { id, name: id }])}
          >
            {t('settings.topics.list')}
          </Button>
        </Group>
      ))}
      <Group>
        <Button disabled={!editing.isChanged || !isListable(topics)} loading={editing.isSaving} onClick={editing.save}>
          {t('common.save')}
        </Button>
        <Button
          variant="subtle"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setTopics([...topics, freshTopic(topics)])}
        >
          {t('settings.topics.add')}
        </Button>
      </Group>
    </Section>
  )
}

function moved(topics: readonly Topic[], at: number, by: number): Topic[] {
  const rest = topics.filter((_, index) => index !== at)
  return [...rest.slice(0, at + by), topics[at] as Topic, ...rest.slice(at + by)]
}
