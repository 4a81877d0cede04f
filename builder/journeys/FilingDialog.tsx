import { Autocomplete, Button, Group, Modal, Stack, TagsInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Journey } from '../../engine/core/model/journey.ts'
import { request } from '../api/client.ts'
import { useJourneys } from '../api/hooks.ts'
import type { JourneyDetail, JourneySummary } from '../api/types.ts'
import { tell, tellError } from '../app/toasts.ts'
import { folderOf, plainTags, tagsFor } from './filing.ts'

/** The folder and the tags of a journey. They are no part of what is published. */
export function FilingDialog({
  journey: { id, name, tags },
  onClose,
}: {
  journey: JourneySummary
  onClose: () => void
}) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data: all = [] } = useJourneys()
  const [folder, setFolder] = useState(folderOf(tags) ?? '')
  const [chosen, setChosen] = useState(plainTags(tags))
  const folders = [...new Set(all.flatMap((journey) => folderOf(journey.tags) ?? []))].sort()
  const known = [...new Set(all.flatMap((journey) => plainTags(journey.tags)))].sort()

  const save = useMutation({
    mutationFn: () => saveTags(id, tagsFor(folder, chosen)),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['journeys'] })
      tell(t('common.saved'))
      onClose()
    },
    onError: tellError,
  })

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('journeys.fileTitle', { name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Stack gap="md">
          <Autocomplete
            label={t('journeys.folder')}
            description={t('journeys.folderHint')}
            data={folders}
            value={folder}
            onChange={setFolder}
            maxLength={60}
            data-autofocus
          />
          <TagsInput
            label={t('journeys.tags')}
            description={t('journeys.tagsHint')}
            data={known}
            value={chosen}
            onChange={setChosen}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

async function saveTags(id: string, tags: string[]): Promise<void> {
  const path = `/journeys/${encodeURIComponent(id)}`
  const { draft, live, draftRev } = await request<JourneyDetail>(path)
  const drawn = draft ?? live
  if (drawn === null) return
  const { tags: _, ...rest } = drawn
  const journey: Journey = tags.length === 0 ? rest : { ...rest, tags }
  await request(`${path}/draft`, { method: 'PUT', body: journey, headers: { 'if-match': `"${draftRev ?? 0}"` } })
}
