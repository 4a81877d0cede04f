import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconArchive, IconDots, IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconRocket } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { JourneyStatus } from '../api/types.ts'
import { type Asked, StateDialog } from './StateDialog.tsx'

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
      <StateDialog id={id} name={name} status={status} inside={inside} asked={asked} onClose={() => setAsked(null)} />
    </>
  )
}
