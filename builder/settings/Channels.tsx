import { Alert, Button, Code, Group, Select, TextInput } from '@mantine/core'
import { IconCheck, IconInbox, IconSend } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../api/client.ts'
import { tellError } from '../app/toasts.ts'
import { Section } from './Section.tsx'
import boxes from '../customers/customers.module.css'

const CHANNELS = ['email', 'sms', 'push'] as const
type Channel = (typeof CHANNELS)[number]

/** Whether messages really get out, tried with one to yourself, and where providers report what became of them. */
export function Channels() {
  const { t } = useTranslation()
  const [channel, setChannel] = useState<Channel>('email')
  const [to, setTo] = useState('')
  const test = useMutation({
    mutationFn: () =>
      request<{ isLocal: boolean }>('/templates/test', {
        method: 'POST',
        body: { channel, to: to.trim(), content: contentOf(channel, t('settings.channels.testText')) },
      }),
    onError: tellError,
  })
  return (
    <Section title={t('settings.channels.title')}>
      <p className={boxes['soft']}>{t('settings.channels.lead')}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          test.mutate()
        }}
      >
        <Group align="flex-end" gap="sm">
          <Select
            label={t('settings.channels.channel')}
            w={170}
            allowDeselect={false}
            value={channel}
            onChange={(value) => {
              setChannel((value ?? 'email') as Channel)
              test.reset()
            }}
            data={CHANNELS.map((value) => ({ value, label: t(`messages.channel.${value}`) }))}
          />
          <TextInput
            label={t(`settings.channels.to.${channel}`)}
            style={{ flex: '1 1 220px' }}
            value={to}
            maxLength={320}
            type={channel === 'email' ? 'email' : 'text'}
            onChange={(event) => {
              setTo(event.currentTarget.value)
              test.reset()
            }}
          />
          <Button
            type="submit"
            variant="default"
            leftSection={<IconSend size={16} aria-hidden />}
            loading={test.isPending}
            disabled={to.trim() === ''}
          >
            {t('settings.channels.send')}
          </Button>
        </Group>
      </form>
      {test.data !== undefined && (
        <Alert
          role="status"
          color={test.data.isLocal ? 'yellow' : 'evergreen'}
          icon={test.data.isLocal ? <IconInbox size={18} /> : <IconCheck size={18} />}
          title={t(test.data.isLocal ? 'settings.channels.local' : 'settings.channels.sent', { to: to.trim() })}
        >
          {test.data.isLocal && t('settings.channels.localLead')}
        </Alert>
      )}
      <Callbacks channel={channel} />
    </Section>
  )
}

function Callbacks({ channel }: { channel: Channel }) {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: ['settings', 'callbacks', channel],
    queryFn: ({ signal }) => request<{ url: string; isReady: boolean }>(`/settings/callbacks/${channel}`, { signal }),
    retry: false,
  })
  if (data === undefined) return null
  return (
    <p className={boxes['soft']}>
      {t('settings.channels.callbacks')} <Code>{data.url}</Code>{' '}
      {t(data.isReady ? 'settings.channels.ready' : 'settings.channels.unsigned')}
    </p>
  )
}

const contentOf = (channel: Channel, text: string) =>
  channel === 'email' ? { subject: text, text } : channel === 'push' ? { title: text, body: text } : { text }
