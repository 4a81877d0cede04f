import { Button, Group, Input, Select, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Json } from '../../engine/core/model/json.ts'
import { useSaveWorkspace, useWorkspace } from '../api/hooks.ts'
import type { WorkspaceSettings } from '../api/types.ts'
import { ErrorNote } from '../app/ErrorNote.tsx'
import { LoadingRows } from '../app/Loading.tsx'
import { tellError, tellUndoable } from '../app/toasts.ts'
import { timeZones } from '../words/zones.ts'
import { Section } from './Section.tsx'
import { type Tier, Tiers } from './Tiers.tsx'

/** What holds for every journey that says nothing else: the zone, and when nothing is sent. */
export function WorkspaceForm() {
  const { data, error, refetch } = useWorkspace()
  if (error !== null && data === undefined) return <ErrorNote error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <LoadingRows rows={3} />
  return <Form saved={data} />
}

function Form({ saved }: { saved: WorkspaceSettings }) {
  const { t } = useTranslation()
  const [settings, setSettings] = useState(saved)
  const save = useSaveWorkspace()
  const quiet = settings.quietHours
  const isChanged = JSON.stringify(settings) !== JSON.stringify(saved)
  return (
    <Section title={t('settings.workspace')}>
      <Select
        label={t('settings.timeZone')}
        description={t('settings.timeZoneHint')}
        searchable
        data={timeZones()}
        value={settings.timeZone}
        onChange={(timeZone) => timeZone !== null && setSettings({ ...settings, timeZone })}
      />
      <Switch
        label={t('settings.quietOn')}
        description={t('settings.quietHint')}
        checked={quiet !== null}
        onChange={(event) =>
          setSettings({ ...settings, quietHours: event.currentTarget.checked ? { from: '22:00', to: '08:00' } : null })
        }
      />
      {quiet !== null && (
        <Group>
          {(['from', 'to'] as const).map((end) => (
            <TextInput
              key={end}
              type="time"
              label={t(`settings.${end}`)}
              value={quiet[end]}
              onChange={(event) =>
                setSettings({ ...settings, quietHours: { ...quiet, [end]: event.currentTarget.value } })
              }
            />
          ))}
        </Group>
      )}
      <Input.Wrapper label={t('settings.tiers')} description={t('settings.tiersHint')} labelElement="div">
        <div style={{ marginTop: 8 }}>
          <Tiers
            tiers={(settings['tiers'] as unknown as Tier[] | undefined) ?? []}
            onChange={(tiers) => setSettings({ ...settings, tiers: tiers as unknown as Json })}
          />
        </div>
      </Input.Wrapper>
      <Group>
        <Button
          disabled={!isChanged}
          loading={save.isPending}
          onClick={() =>
            save.mutate(settings, {
              onSuccess: () =>
                tellUndoable(t('common.saved'), async () => {
                  await save.mutateAsync(saved)
                  setSettings(saved)
                }),
              onError: tellError,
            })
          }
        >
          {t('common.save')}
        </Button>
      </Group>
    </Section>
  )
}
