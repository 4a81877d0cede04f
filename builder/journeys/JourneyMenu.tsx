import { ActionIcon, Menu } from '@mantine/core'
import { IconCopy, IconDots, IconFileExport, IconPencil, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { request } from '../api/client.ts'
import { useCreateJourney, useDeleteJourney } from '../api/hooks.ts'
import type { JourneyDetail, JourneySummary } from '../api/types.ts'
import { tell, tellError } from '../app/toasts.ts'
import { freshCopy } from '../document/fresh.ts'
import { saveJourneyFile } from './files.ts'

export function JourneyMenu({ journey: { id, name } }: { journey: JourneySummary }) {
  const { t } = useTranslation()
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
    await remove.mutateAsync(id)
    tell(t('journeys.removed', { name }))
  }

  return (
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
        <Menu.Divider />
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={16} aria-hidden />}
          onClick={() => void removeIt().catch(tellError)}
        >
          {t('journeys.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
