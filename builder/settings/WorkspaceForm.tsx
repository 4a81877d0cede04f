import { Button, Group, Input, MultiSelect, Select, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type QuietHours, type Weekday, WEEKDAYS } from '../../engine/core/model/journey.ts'
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
  /** None chosen means all; the format says that by leaving it out. */
  const setQuiet = (change: Partial<QuietHours>): void => {
    const { weekdays = [], channels = [], ...span } = { from: '22:00', to: '08:00', ...quiet, ...change }
    setSettings({
      ...settings,
      quietHours: {
        ...span,
        ...(weekdays.length === 0 ? {} : { weekdays }),
        ...(channels.length === 0 ? {} : { channels }),
      },
    })
  }
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
        <Group align="flex-start">
          {(['from', 'to'] as const).map((end) => (
            <TextInput
              key={end}
              type="time"
              label={t(`settings.${end}`)}
              value={quiet[end]}
              onChange={(event) => setQuiet({ [end]: event.currentTarget.value })}
            />
          ))}
          <MultiSelect
            label={t('settings.quietDays')}
            placeholder={(quiet.weekdays ?? []).length === 0 ? t('words.allDays') : ''}
            data={WEEKDAYS.map((day) => ({ value: day, label: t(`words.weekday.${day}`) }))}
            value={quiet.weekdays ?? []}
            onChange={(days) => setQuiet({ weekdays: days as Weekday[] })}
          />
          <MultiSelect
            label={t('settings.quietChannels')}
            placeholder={(quiet.channels ?? []).length === 0 ? t('settings.quietChannelsAll') : ''}
            data={['email', 'sms', 'push'].map((value) => ({ value, label: t(`messages.channel.${value}`) }))}
            value={quiet.channels ?? []}
            onChange={(channels) => setQuiet({ channels })}
          />
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
