import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { JourneyStatus } from '../api/types.ts'
import { tell, tellError } from '../app/toasts.ts'
import { type StateAction, useStateAction } from './hooks.ts'

export type Asked = StateAction['action']
const TOLD = { pause: 'paused', resume: 'resumed', stop: 'stopped', archive: 'archived' } as const

interface DialogProps {
  id: string
  name: string
  status: JourneyStatus
  inside: number
  /** null = nothing is asked. The dialog stays mounted, so that it can give the focus back. */
  asked: Asked | null
  onClose: () => void
}

/** Asks before a journey is halted, goes on or is put away, with what that means for those inside. */
export function StateDialog({ id, name, status, inside, asked: wanted, onClose }: DialogProps) {
  const { t } = useTranslation()
  // What was asked last stays to be read while the dialog goes away.
  const [asked, setAsked] = useState<Asked>('pause')
  if (wanted !== null && wanted !== asked) setAsked(wanted)
  const act = useStateAction(id)
  const [entries, setEntries] = useState<'refuse' | 'keep'>('refuse')
  const [policy, setPolicy] = useState<'continue' | 'skip' | 'retime'>('continue')
  // Whoever stopped a journey because of what it sends must not set it going again by putting it away.
  const isReleasing = asked === 'archive' && (status === 'paused' || status === 'stopped') && inside > 0
  const go = (): void => {
    const action: StateAction =
      asked === 'pause'
        ? { action: asked, entries }
        : asked === 'resume'
          ? { action: asked, policy }
          : { action: asked }
    act.mutate(action, {
      onSuccess: () => {
        tell(t(`publish.state.${TOLD[asked]}`, { name }))
        onClose()
      },
      onError: tellError,
    })
  }
  return (
    <Modal
      opened={wanted !== null}
      onClose={onClose}
      title={t(`publish.state.${asked}Title`, { name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size="lg"
    >
      <Stack gap="md">
        <Text size="sm">{t(isReleasing ? 'publish.state.archiveHaltedLead' : `publish.state.${asked}Lead`)}</Text>
        {inside > 0 && <Text size="sm">{t('publish.state.inside', { count: inside })}</Text>}
        {asked === 'pause' && (
          <Choice
            label={t('publish.state.entries')}
            options={['refuse', 'keep']}
            value={entries}
            onChange={(value) => setEntries(value as 'refuse' | 'keep')}
          />
        )}
        {asked === 'resume' && (
          <Choice
            label={t('publish.state.policy')}
            options={['continue', 'skip', 'retime']}
            value={policy}
            onChange={(value) => setPolicy(value as typeof policy)}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            {...(asked === 'stop' || isReleasing ? { color: 'red.8' } : {})}
            loading={act.isPending}
            onClick={go}
            data-autofocus
          >
            {t(`publish.state.${asked}`)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function Choice({
  label,
  options,
  value,
  onChange,
}: {
  label: string
  options: readonly string[]
  value: string
  onChange: (value: string) => void
}) {
  const { t } = useTranslation()
  return (
    <Radio.Group label={label} value={value} onChange={onChange}>
      <Stack gap="xs" mt="xs">
        {options.map((option) => (
          <Radio
            key={option}
            value={option}
            label={t(`publish.state.${option}`)}
            description={t(`publish.state.${option}Lead`)}
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}
