import { Button, Group, Switch } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CONTACT_CHANNELS } from '../api/channels.ts'
import { useSends } from '../api/sends.ts'
import { useTopicName } from '../api/topics.ts'
import type { CustomerDetail } from '../api/types.ts'
import { ChannelSelect } from '../app/ChannelSelect.tsx'
import { TopicField } from '../app/TopicField.tsx'
import { tellError, tellUndoable } from '../app/toasts.ts'
import { reasonInWords } from '../words/reason.ts'
import classes from './customers.module.css'
import { type ConsentChange, useLiftSuppression, useSetConsent } from './use-actions.ts'

/** What a customer agreed to, by channel and topic: each can be withdrawn and given. */
export function Consent({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation()
  const { id, consent, suppressed = {} } = customer
  const set = useSetConsent(id)
  const lift = useLiftSuppression(id)
  const topicName = useTopicName()
  // Topics switched off here stay in sight, so that a slip of the hand can be taken back.
  const [seen, setSeen] = useState<string[]>([])
  const given = Object.entries(consent).flatMap(([channel, topics]) => topics.map((topic) => `${channel}/${topic}`))
  const keys = [...new Set([...given, ...seen])].sort()

  const change = (next: ConsentChange): void => {
    setSeen((seen) => [...new Set([...seen, `${next.channel}/${next.topic}`])])
    const channel = t(`messages.channel.${next.channel}`, { defaultValue: next.channel })
    set.mutate(next, {
      onSuccess: () =>
        tellUndoable(
          t(next.allowed ? 'customers.consentGiven' : 'customers.consentWithdrawn', {
            topic: topicName(next.topic),
            channel,
          }),
          () => set.mutateAsync({ ...next, allowed: !next.allowed }),
        ),
      onError: tellError,
    })
  }

  return (
    <section className={classes['box']} aria-label={t('customers.consent')}>
      <h2>{t('customers.consent')}</h2>
      {keys.length === 0 && <p className={classes['soft']}>{t('customers.noConsent')}</p>}
      <div className={classes['consents']}>
        {keys.map((key) => {
          const [channel = '', topic = ''] = key.split(/\/(.*)/s)
          const allowed = given.includes(key)
          return (
            <Switch
              key={key}
              size="sm"
              label={`${topicName(topic)} · ${t(`messages.channel.${channel}`, { defaultValue: channel })}`}
              checked={allowed}
              disabled={set.isPending}
              onChange={() => change({ channel, topic, allowed: !allowed })}
            />
          )
        })}
      </div>
      {Object.entries(suppressed).map(([channel, reason]) => (
        <Group key={channel} justify="space-between" mt="sm" wrap="nowrap">
          <p className={classes['soft']}>
            {t('customers.suppressed', {
              channel: t(`messages.channel.${channel}`, { defaultValue: channel }),
              reason: reasonInWords(reason, t),
            })}
          </p>
          <Button
            size="compact-xs"
            variant="default"
            loading={lift.isPending}
            onClick={() => lift.mutate(channel, { onError: tellError })}
          >
            {t('customers.lift')}
          </Button>
        </Group>
      ))}
      <AddConsent onAdd={change} />
    </section>
  )
}

function AddConsent({ onAdd }: { onAdd: (change: ConsentChange) => void }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  if (isOpen) {
    return (
      <ConsentForm
        onAdd={(change) => {
          onAdd(change)
          setOpen(false)
        }}
      />
    )
  }
  return (
    <Button
      mt="sm"
      size="compact-sm"
      variant="subtle"
      leftSection={<IconPlus size={14} aria-hidden />}
      onClick={() => setOpen(true)}
    >
      {t('customers.addConsent')}
    </Button>
  )
}

/** Offers the topics of the workspace, and those that journeys write about. */
function ConsentForm({ onAdd }: { onAdd: (change: ConsentChange) => void }) {
  const { t } = useTranslation()
  const [channel, setChannel] = useState('email')
  const [topic, setTopic] = useState('')
  const topics = [...new Set(useSends().map((send) => send.topic))].sort()
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onAdd({ channel: channel.trim(), topic: topic.trim(), allowed: true })
      }}
    >
      <Group mt="sm" gap="xs" align="flex-end" wrap="nowrap">
        <ChannelSelect
          size="xs"
          label={t('customers.channel')}
          channels={CONTACT_CHANNELS}
          value={channel}
          onChange={(channel = '') => setChannel(channel)}
          required
          withAsterisk={false}
        />
        <TopicField
          size="xs"
          label={t('customers.topic')}
          others={topics}
          value={topic}
          onChange={setTopic}
          required
          withAsterisk={false}
        />
        <Button size="xs" type="submit">
          {t('common.add')}
        </Button>
      </Group>
    </form>
  )
}
