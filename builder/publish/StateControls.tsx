import { ActionIcon, Button, Group, Menu, Modal, Radio, Stack, Text } from '@mantine/core'
import { IconArchive, IconDots, IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconRocket } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { JourneyStatus } from '../api/types.ts'
import { tell, tellError } from '../app/toasts.ts'
import { type StateAction, useStateAction } from './hooks.ts'

type Asked = StateAction['action']
const TOLD = { pause: 'paused', resume: 'resumed', stop: 'stopped', archive: 'archived' } as const

interface Props {
  id: string
  name: string
  status: JourneyStatus
  hasDraftChanges?: boolean
  inside: number
}

/** Pause, resume and stop: separate verbs, each with its consequence written where it is decided. */
export function StateControls({ id, name, status, inside, hasDraftChanges = false }: Props) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<Asked | null>(null)
  const isRunning = status === 'live'
  const isHalted = status === 'paused' || status === 'stopped'
  return (
    <>
      {isRunning && (
        <Button
          size="sm"
          variant="default"
          leftSection={<IconPlayerPause size={16} aria-hidden />}
          onClick={() => setAsked('pause')}
        >
          {t('publish.state.pause')}
        </Button>
      )}
      {isHalted && (
        <Button size="sm" leftSection={<IconPlayerPlay size={16} aria-hidden />} onClick={() => setAsked('resume')}>
          {t('publish.state.resume')}
        </Button>
      )}
      {(status === 'draft' || hasDraftChanges) && (
        <Button
          size="sm"
          component={Link}
          to={`/journeys/${id}/publish`}
          leftSection={<IconRocket size={16} aria-hidden />}
        >
          {t('publish.open')}
        </Button>
      )}
      {(isRunning || status === 'paused') && (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size={34} aria-label={t('publish.state.menu')}>
              <IconDots size={19} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              color="red"
              leftSection={<IconPlayerStop size={16} aria-hidden />}
              onClick={() => setAsked('stop')}
            >
              {t('publish.state.stop')}
            </Menu.Item>
            <Menu.Item leftSection={<IconArchive size={16} aria-hidden />} onClick={() => setAsked('archive')}>
              {t('publish.state.archive')}
            </Menu.Item>
            <Menu.Item component={Link} to={`/journeys/${id}/publish?tab=versions`}>
              {t('publish.tabs.versions')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {asked !== null && (
        <StateDialog id={id} name={name} inside={inside} asked={asked} onClose={() => setAsked(null)} />
      )}
    </>
  )
}

interface DialogProps {
  id: string
  name: string
  inside: number
  asked: Asked
  onClose: () => void
}

function StateDialog({ id, name, inside, asked, onClose }: DialogProps) {
  const { t } = useTranslation()
  const act = useStateAction(id)
  const [entries, setEntries] = useState<'refuse' | 'keep'>('refuse')
  const [policy, setPolicy] = useState<'continue' | 'skip' | 'retime'>('continue')
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
      opened
      onClose={onClose}
      title={t(`publish.state.${asked}Title`, { name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size="lg"
    >
      <Stack gap="md">
        <Text size="sm">
          {t(`publish.state.${asked}Lead`)} {inside > 0 && t('publish.state.inside', { count: inside })}
        </Text>
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
          <Button {...(asked === 'stop' ? { color: 'red.8' } : {})} loading={act.isPending} onClick={go} data-autofocus>
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
