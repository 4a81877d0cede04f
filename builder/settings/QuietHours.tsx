import { Group, MultiSelect, Switch, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type QuietHours as Hours, type Weekday, WEEKDAYS } from '../../engine/core/model/journey.ts'

interface Props {
  value: Hours | null
  hint: string
  onChange: (value: Hours | null) => void
}

const START: Hours = { from: '22:00', to: '08:00' }

/** When nothing is sent: of the workspace, or of a journey. */
export function QuietHours({ value, hint, onChange }: Props) {
  const { t } = useTranslation()
  /** None chosen means all; the format says that by leaving it out. */
  const set = (change: Partial<Hours>): void => {
    const { weekdays = [], channels = [], ...span } = { ...START, ...value, ...change }
    onChange({
      ...span,
      ...(weekdays.length === 0 ? {} : { weekdays }),
      ...(channels.length === 0 ? {} : { channels }),
    })
  }
  return (
    <>
      <Switch
        label={t('settings.quietOn')}
        description={hint}
        checked={value !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? START : null)}
      />
      {value !== null && (
        <Group align="flex-start">
          {(['from', 'to'] as const).map((end) => (
            <TextInput
              key={end}
              type="time"
              label={t(`settings.${end}`)}
              value={value[end]}
              onChange={(event) => set({ [end]: event.currentTarget.value })}
            />
          ))}
          <MultiSelect
            label={t('settings.quietDays')}
            placeholder={(value.weekdays ?? []).length === 0 ? t('words.allDays') : ''}
            data={WEEKDAYS.map((day) => ({ value: day, label: t(`words.weekday.${day}`) }))}
            value={value.weekdays ?? []}
            onChange={(days) => set({ weekdays: days as Weekday[] })}
          />
          <MultiSelect
            label={t('settings.quietChannels')}
            placeholder={(value.channels ?? []).length === 0 ? t('settings.quietChannelsAll') : ''}
            data={['email', 'sms', 'push'].map((channel) => ({
              value: channel,
              label: t(`messages.channel.${channel}`),
            }))}
            value={value.channels ?? []}
            onChange={(channels) => set({ channels })}
          />
        </Group>
      )}
    </>
  )
}
