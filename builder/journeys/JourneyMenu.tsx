import { ActionIcon, Menu } from '@mantine/core'
import {
  IconArchive,
  IconCopy,
  IconDots,
  IconFileExport,
  IconFolder,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { request } from '../api/client.ts'
import { useCreateJourney, useDeleteJourney } from '../api/hooks.ts'
import type { JourneyDetail, JourneySummary } from '../api/types.ts'
import { tellError, tellUndoable } from '../app/toasts.ts'
import { freshCopy } from '../document/fresh.ts'
import { type Asked, StateDialog } from '../publish/StateDialog.tsx'
import { FilingDialog } from './FilingDialog.tsx'
import { saveJourneyFile } from './files.ts'

export function JourneyMenu({ journey }: { journey: JourneySummary }) {
  const { t } = useTranslation()
  const { id, name, status, counts } = journey
  const [isFiling, setFiling] = useState(false)
  const [asked, setAsked] = useState<Asked | null>(null)
  const create = useCreateJourney()
  const remove = useDeleteJourney()

  const drawn = async () => {
    const { draft, live } = await request<JourneyDetail>(`/journeys/${encodeURIComponent(id)}`)
    return draft ?? live
  }
  const duplicate = async (): Promise<void> => {
    const journey = await drawn()
    if (journey !== null) await create.mutateAsync(freshCopy(journey, t('journeys.copyName', { name })))
  }
  const exportFile = async (): Promise<void> => {
    const journey = await drawn()
    if (journey !== null) saveJourneyFile(journey)
  }
  const removeIt = async (): Promise<void> => {
    const removed = await drawn()
    await remove.mutateAsync(id)
    tellUndoable(t('journeys.removed', { name }), () => removed !== null && create.mutateAsync(removed))
  }

  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('journeys.actions', { name })}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component={Link} to={`/journeys/${id}/build`} leftSection={<IconPencil size={16} aria-hidden />}>
            {t('journeys.edit')}
          </Menu.Item>
          <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={() => void duplicate().catch(tellError)}>
            {t('journeys.duplicate')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFileExport size={16} aria-hidden />}
            onClick={() => void exportFile().catch(tellError)}
          >
            {t('journeys.export')}
          </Menu.Item>
          <Menu.Item leftSection={<IconFolder size={16} aria-hidden />} onClick={() => setFiling(true)}>
            {t('journeys.file')}
          </Menu.Item>
          {status !== 'archived' && <Menu.Divider />}
          {status === 'live' && (
            <Menu.Item leftSection={<IconPlayerPause size={16} aria-hidden />} onClick={() => setAsked('pause')}>
              {t('publish.state.pause')}
            </Menu.Item>
          )}
          {(status === 'paused' || status === 'stopped') && (
            <Menu.Item leftSection={<IconPlayerPlay size={16} aria-hidden />} onClick={() => setAsked('resume')}>
              {t('publish.state.resume')}
            </Menu.Item>
          )}
          {status !== 'draft' && status !== 'archived' && (
            <Menu.Item leftSection={<IconArchive size={16} aria-hidden />} onClick={() => setAsked('archive')}>
              {t('publish.state.archive')}
            </Menu.Item>
          )}
          {status === 'draft' && (
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => void removeIt().catch(tellError)}
            >
              {t('journeys.remove')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {isFiling && <FilingDialog journey={journey} onClose={() => setFiling(false)} />}
      <StateDialog
        id={id}
        name={name}
        status={status}
        inside={counts?.active ?? 0}
        asked={asked}
        onClose={() => setAsked(null)}
      />
    </>
  )
}
