import { Button, FileButton, Group, List, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconFileImport, IconLayoutGrid, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import type { Journey } from '../../engine/core/model/journey.ts'
import type { Problem } from '../../engine/core/model/problem.ts'
import { ApiError } from '../api/client.ts'
import { useCreateJourney } from '../api/hooks.ts'
import { tellError } from '../app/toasts.ts'
import { blankJourney, freshCopy, randomSalt } from '../document/fresh.ts'
import { useSay } from '../problems/say.ts'
import { readJourneyFile } from './files.ts'

/** Begins a journey: blank, or from a file. */
export function NewJourney() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const create = useCreateJourney()

  const begin = async (journey: Journey): Promise<void> => {
    await create.mutateAsync(journey)
    await navigate(`/journeys/${journey.id}/build`)
  }
  const importFile = async (file: File | null): Promise<void> => {
    if (file === null) return
    const read = readJourneyFile(await file.text())
    if (read.journey === null) {
      modals.open({
        title: t('journeys.importFailed'),
        children:
          read.detail === null ? (
            <Faults problems={read.problems} />
          ) : (
            <Text size="sm">{t('journeys.importNotJson', { detail: read.detail })}</Text>
          ),
      })
      return
    }
    try {
      await begin(read.journey)
    } catch (error) {
      // The id is taken: what the file holds becomes a journey beside it.
      if (!(error instanceof ApiError && error.status === 409)) throw error
      await begin(freshCopy(read.journey, read.journey.name))
    }
  }

  return (
    <Group gap="sm">
      <FileButton accept="application/json,.json" onChange={(file) => void importFile(file).catch(tellError)}>
        {(props) => (
          <Button {...props} variant="default" leftSection={<IconFileImport size={17} aria-hidden />}>
            {t('journeys.import')}
          </Button>
        )}
      </FileButton>
      <Button
        component={Link}
        to="/journeys/templates"
        variant="default"
        leftSection={<IconLayoutGrid size={17} aria-hidden />}
      >
        {t('gallery.open')}
      </Button>
      <Button
        leftSection={<IconPlus size={17} aria-hidden />}
        loading={create.isPending}
        onClick={() => void begin(blankJourney(t('journeys.untitled'), randomSalt())).catch(tellError)}
      >
        {t('journeys.create')}
      </Button>
    </Group>
  )
}

/** What is wrong with a file, each with its place. */
function Faults({ problems }: { problems: readonly Problem[] }) {
  const say = useSay()
  return (
    <List size="sm" spacing={6}>
      {problems.map(({ pointer, message }) => (
        <List.Item key={`${pointer} ${message}`}>
          {say(message).text}{' '}
          <Text span size="xs" c="var(--ink-soft)" ff="monospace">
            {pointer}
          </Text>
        </List.Item>
      ))}
    </List>
  )
}
