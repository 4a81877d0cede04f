import { ActionIcon, Button, Group, NumberInput, Select } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { WorkspaceCap } from '../../engine/core/model/workspace.ts'
import { useWorkspace } from '../api/hooks.ts'
import { useSends } from '../api/sends.ts'
import { useTopicName } from '../api/topics.ts'
import { TopicField } from '../app/TopicField.tsx'
import boxes from '../customers/customers.module.css'
import { DurationField } from '../inspector/fields.tsx'
import { capInWords } from '../words/cap.ts'
import { channelInWords } from '../words/condition.ts'
import { Section } from './Section.tsx'
import classes from './settings.module.css'
import { usePart } from './use-part.ts'

const CHANNELS = ['email', 'sms', 'push']

/** How much a customer gets at most, over all journeys. */
export function Caps() {
  const { data } = useWorkspace()
  return data === undefined ? null : <Form saved={data.caps ?? []} />
}

function Form({ saved }: { saved: WorkspaceCap[] }) {
  const { t } = useTranslation()
  const { part: caps, setPart: setCaps, ...editing } = usePart(saved, (caps) => ({ caps }))
  const isWhole = caps.every(({ per }) => per !== '')
  return (
    <Section title={t('settings.caps.title')}>
      <p className={boxes['soft']}>{t(caps.length === 0 ? 'settings.caps.none' : 'settings.caps.lead')}</p>
      {caps.length > 0 && (
        <ul className={classes['rows']}>
          {caps.map((cap, at) => (
            <Row
              key={at}
              cap={cap}
              onChange={(next) => setCaps(caps.map((one, index) => (index === at ? next : one)))}
              onRemove={() => setCaps(caps.filter((_, index) => index !== at))}
            />
          ))}
        </ul>
      )}
      <Group>
        <Button disabled={!editing.isChanged || !isWhole} loading={editing.isSaving} onClick={editing.save}>
          {t('common.save')}
        </Button>
        <Button
          variant="subtle"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setCaps([...caps, { max: 3, per: 'P7D' }])}
        >
          {t('settings.caps.add')}
        </Button>
      </Group>
    </Section>
  )
}

interface RowProps {
  cap: WorkspaceCap
  onChange: (cap: WorkspaceCap) => void
  onRemove: () => void
}

function Row({ cap, onChange, onRemove }: RowProps) {
  const { t } = useTranslation()
  const topicName = useTopicName()
  const others = [...new Set(useSends().map(({ topic }) => topic))].sort()
  const sentence = capInWords(cap, t, topicName)
  const channels = [...new Set([...CHANNELS, ...(cap.channel === undefined ? [] : [cap.channel])])]
  const { channel, topic, ...rest } = cap
  return (
    <li className={classes['row']}>
      <p className={classes['sentence']}>
        {t(`settings.caps.over.${cap.over === 'drop' ? 'dropped' : 'deferred'}`, { cap: sentence })}
      </p>
      <ActionIcon
        className={classes['remove'] ?? ''}
        variant="subtle"
        color="gray"
        size={36}
        aria-label={t('settings.caps.remove', { cap: sentence })}
        onClick={onRemove}
      >
        <IconTrash size={16} />
      </ActionIcon>
      <div className={classes['fields']}>
        <NumberInput
          label={t('settings.caps.max')}
          min={1}
          max={100_000}
          allowDecimal={false}
          clampBehavior="strict"
          value={cap.max}
          onChange={(max) => typeof max === 'number' && max >= 1 && onChange({ ...cap, max })}
        />
        <DurationField
          label={t('settings.caps.per')}
          value={cap.per}
          onChange={(per = '') => onChange({ ...cap, per })}
        />
        <Select
          label={t('settings.caps.channel')}
          allowDeselect={false}
          data={[
            { value: '', label: t('settings.caps.allChannels') },
            ...channels.map((value) => ({ value, label: channelInWords(value, t) })),
          ]}
          value={channel ?? ''}
          onChange={(next) =>
            onChange({ ...rest, ...(next ? { channel: next } : {}), ...(topic === undefined ? {} : { topic }) })
          }
        />
        <TopicField
          label={t('settings.caps.topic')}
          placeholder={t('settings.caps.allTopics')}
          maxLength={64}
          others={others}
          value={topic ?? ''}
          onChange={(next) =>
            onChange({
              ...rest,
              ...(channel === undefined ? {} : { channel }),
              ...(next === '' ? {} : { topic: next }),
            })
          }
        />
        <Select
          label={t('settings.caps.above')}
          allowDeselect={false}
          data={(['defer', 'drop'] as const).map((value) => ({ value, label: t(`settings.caps.aboveIs.${value}`) }))}
          value={cap.over ?? 'defer'}
          onChange={(over) => onChange({ ...cap, over: over as 'defer' | 'drop' })}
        />
      </div>
    </li>
  )
}
