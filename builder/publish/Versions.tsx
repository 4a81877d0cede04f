import { Badge, Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Journey } from '../../engine/core/model/journey.ts'
import { LoadingRows } from '../app/Loading.tsx'
import { tellError, tellUndoable } from '../app/toasts.ts'
import { dateTime } from '../words/time.ts'
import { Changes } from './Changes.tsx'
import { useRestore, useVersion, useVersions } from './hooks.ts'
import classes from './publish.module.css'

/** Every version ever published: compare it with the draft, or begin again from it. */
export function Versions({ journey, draftRev }: { journey: Journey; draftRev: number | null }) {
  const { t } = useTranslation()
  const { data } = useVersions(journey.id)
  const [shown, setShown] = useState<number | null>(null)
  const old = useVersion(journey.id, shown).data
  const restore = useRestore(journey.id)
  if (data === undefined) return <LoadingRows rows={4} />
  if (data.length === 0) return <p className={classes['soft']}>{t('publish.versions.none')}</p>

  const draft = journey
  const use = (chosen: number, journey: Journey): void =>
    restore.mutate(
      { journey, draftRev },
      {
        onSuccess: () =>
          tellUndoable(t('publish.versions.restored', { version: chosen }), () =>
            restore.mutateAsync({ journey: draft, draftRev: null }),
          ),
        onError: tellError,
      },
    )

  return (
    <div className={classes['versions']}>
      <ul className={classes['versionList']}>
        {data.map(({ version: number, publishedAt, note, isLive }) => (
          <li key={number} data-shown={number === shown || undefined}>
            <div>
              <b>{t('publish.versions.version', { version: number })}</b>
              {isLive && (
                <Badge variant="light" tt="none" ml={8}>
                  {t('publish.versions.live')}
                </Badge>
              )}
              <small>{t('publish.versions.published', { when: dateTime(publishedAt) })}</small>
              {note !== null && <p>{note}</p>}
            </div>
            <Group gap="xs">
              <Button
                size="xs"
                variant="default"
                aria-pressed={number === shown}
                onClick={() => setShown(number === shown ? null : number)}
              >
                {t('publish.versions.compare')}
              </Button>
            </Group>
          </li>
        ))}
      </ul>
      {shown !== null && old?.version === shown && (
        <div className={classes['compared']}>
          <Group justify="flex-end" mb="sm">
            <Button variant="light" loading={restore.isPending} onClick={() => use(shown, old.journey)}>
              {t('publish.versions.restore')}
            </Button>
          </Group>
          <Changes before={old.journey} after={journey} title={t('publish.versions.compared', { version: shown })} />
        </div>
      )}
    </div>
  )
}
