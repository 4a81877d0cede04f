import { NumberInput, Select, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { JsonObject } from '../../engine/core/model/json.ts'
import type { FormProps } from './form-props.ts'
import { DateTimeField, DurationField, SuggestField, TimeField, WeekdaysField } from './fields.tsx'
import { WaitExample } from './WaitExample.tsx'

const KINDS = ['for', 'days', 'weekdays', 'until', 'untilField', 'between'] as const
type Kind = (typeof KINDS)[number]

const START: Record<Kind, JsonObject> = {
  for: { for: 'P3D' },
  days: { days: 1, at: '09:00' },
  weekdays: { until: { weekdays: ['mon'], at: '09:00' } },
  until: { until: '' },
  untilField: { untilField: { field: 'customer.birthday', at: '09:00' } },
  between: { between: { min: 'PT1H', max: 'P1D' } },
}

/** How long somebody waits, in one of six ways, with an example of what that means. */
export function WaitForm({ config, onChange }: FormProps) {
  const { t } = useTranslation()
  const kind = kindOf(config)
  const { ifPast } = config
  const keep = ifPast === undefined ? {} : { ifPast }
  const set = (change: JsonObject): void => onChange({ ...config, ...change })
  const setOrDrop = (key: string, value: string | undefined): void => {
    const { [key]: _, ...rest } = config
    onChange(value === undefined ? rest : { ...config, [key]: value })
  }
  const until = (config['until'] ?? {}) as { weekdays?: string[]; at?: string }
  const untilField = (config['untilField'] ?? {}) as { field?: string; offset?: string; at?: string }
  const between = (config['between'] ?? {}) as { min?: string; max?: string }
  return (
    <Stack gap="sm">
      <Select
        label={t('inspector.wait.kind')}
        allowDeselect={false}
        data={KINDS.map((value) => ({ value, label: t(`inspector.wait.${value}`) }))}
        value={kind}
        onChange={(next) => next !== null && onChange({ ...START[next], ...keep })}
      />
      {kind === 'for' && (
        <>
          <div data-pointer="/for">
            <DurationField
              label=""
              required
              value={config['for'] as string}
              onChange={(value = '') => set({ for: value })}
            />
          </div>
          <TimeField
            label={t('inspector.wait.at')}
            description={t('inspector.wait.atHint')}
            value={config['at'] as string | undefined}
            onChange={(at) => setOrDrop('at', at)}
          />
        </>
      )}
      {kind === 'days' && (
        <>
          <NumberInput
            label={t('inspector.unit.day')}
            min={0}
            allowDecimal={false}
            value={Number(config['days'] ?? 0)}
            onChange={(days) => set({ days: Number(days) || 0 })}
          />
          <div data-pointer="/at">
            <TimeField
              label={t('inspector.wait.atTime')}
              description={t('inspector.wait.atHint')}
              required
              value={config['at'] as string | undefined}
              onChange={(at) => setOrDrop('at', at)}
            />
          </div>
        </>
      )}
      {kind === 'until' && (
        <div data-pointer="/until">
          <DateTimeField
            label={t('inspector.wait.until')}
            description={t('inspector.wait.atHint')}
            required
            value={config['until'] as string}
            onChange={(value = '') => set({ until: value })}
          />
        </div>
      )}
      {kind === 'weekdays' && (
        <div data-pointer="/until">
          <WeekdaysField
            label={t('inspector.wait.weekdays')}
            value={until.weekdays}
            onChange={(weekdays) => set({ until: { at: until.at ?? '09:00', ...(weekdays && { weekdays }) } })}
          />
          <TimeField
            label={t('inspector.wait.atTime')}
            description={t('inspector.wait.atHint')}
            required
            value={until.at}
            onChange={(at = '09:00') => set({ until: { ...until, at } })}
          />
        </div>
      )}
      {kind === 'untilField' && (
        <div data-pointer="/untilField">
          <Stack gap="sm">
            <SuggestField
              kind="field"
              label={t('inspector.condition.field')}
              required
              value={untilField.field}
              onChange={(field = '') => set({ untilField: { ...untilField, field } })}
            />
            <DurationField
              label={t('inspector.direction')}
              signed
              value={untilField.offset}
              onChange={(offset) => {
                const { offset: _, ...rest } = untilField
                set({ untilField: { ...rest, ...(offset === undefined ? {} : { offset }) } })
              }}
            />
            <TimeField
              label={t('inspector.wait.atTime')}
              description={t('inspector.wait.atHint')}
              value={untilField.at}
              onChange={(at) => {
                const { at: _, ...rest } = untilField
                set({ untilField: { ...rest, ...(at === undefined ? {} : { at }) } })
              }}
            />
          </Stack>
        </div>
      )}
      {kind === 'between' && (
        <div data-pointer="/between">
          <Stack gap="sm">
            {(['min', 'max'] as const).map((end) => (
              <DurationField
                key={end}
                label={t(end === 'min' ? 'inspector.wait.from' : 'inspector.wait.to')}
                required
                value={between[end]}
                onChange={(value = '') => set({ between: { ...between, [end]: value } })}
              />
            ))}
          </Stack>
        </div>
      )}
      {(kind === 'until' || kind === 'untilField') && (
        <Select
          label={t('words.step.waitPast')}
          clearable={false}
          allowDeselect={false}
          data={(['continue', 'path'] as const).map((value) => ({ value, label: t(`inspector.enum.${value}`) }))}
          value={ifPast === 'path' ? 'path' : 'continue'}
          onChange={(value) => setOrDrop('ifPast', value === 'path' ? 'path' : undefined)}
        />
      )}
      <WaitExample config={config} />
    </Stack>
  )
}

function kindOf(config: JsonObject): Kind {
  if (typeof config['until'] === 'object' && config['until'] !== null) return 'weekdays'
  return KINDS.find((kind) => kind in config) ?? 'for'
}
