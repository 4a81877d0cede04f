import { Button, Group, Input, MultiSelect, Select, Switch, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type QuietHours, type Weekday, WEEKDAYS } from '../../engine/core/model/journey.ts'
import { useWorkspace } from '../api/hooks.ts'
import type { WorkspaceSettings } from '../api/types.ts'
import { ErrorNote } from '../app/ErrorNote.tsx'
import { LoadingRows } from '../app/Loading.tsx'
import { timeZones } from '../words/zones.ts'
import { Section } from './Section.tsx'
import { type Tier, Tiers } from './Tiers.tsx'
import { usePart } from './use-part.ts'

/** What holds for every journey that says nothing else: the zone, and when nothing is sent. */
export function WorkspaceForm() {
  const { data, error, refetch } = useWorkspace()
  if (error !== null && data === undefined) return <ErrorNote error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <LoadingRows rows={3} />
  return <Form saved={data} />
}

/** What this form is about; caps and topics have forms of their own. */
type Part = Pick<WorkspaceSettings, 'timeZone' | 'quietHours'> & { tiers: Tier[] }
const partOf = ({ timeZone, quietHours, tiers = [] }: WorkspaceSettings): Part => ({ timeZone, quietHours, tiers })

function Form({ saved }: { saved: WorkspaceSettings }) {
  const { t } = useTranslation()
  const { part: settings, setPart: setSettings, ...editing } = usePart(partOf(saved), (part) => part)
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
          <Tiers tiers={settings.tiers} onChange={(tiers) => setSettings({ ...settings, tiers })} />
        </div>
      </Input.Wrapper>
      <Group>
        <Button disabled={!editing.isChanged} loading={editing.isSaving} onClick={editing.save}>
          {t('common.save')}
        </Button>
      </Group>
    </Section>
  )
}
