import { Group, NumberInput, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Condition, CountBounds, EventCondition } from '../../engine/core/model/condition.ts'
import { ConditionField } from './ConditionField.tsx'
import { DurationField, SuggestField } from './fields.tsx'

const HOW = ['atLeast', 'atMost', 'exactly', 'never'] as const
type How = (typeof HOW)[number]

/** Something the customer did: what, how often, and since when. */
export function EventClause({
  value,
  onChange,
}: {
  value: EventCondition
  onChange: (value: Condition | undefined) => void
}) {
  const { t } = useTranslation()
  const { how, times } = read(value.count)
  const period = value.since === 'entry' ? 'sinceEntry' : value.within === undefined ? 'anyTime' : 'within'
  const { within: _w, since: _s, ...whenever } = value

  const setCount = (how: How, times: number): void => {
    const { count: _, ...rest } = value
    const isDefault = how === 'atLeast' && times === 1
    onChange(isDefault ? rest : { ...rest, count: write(how, times) })
  }
  return (
    <>
      <SuggestField
        kind="event"
        label={t('inspector.condition.event')}
        required
        value={value.event}
        onChange={(event = '') => onChange({ ...value, event })}
      />
      <Group gap={6} wrap="nowrap">
        <Select
          size="xs"
          aria-label={t('inspector.condition.often')}
          allowDeselect={false}
          value={how}
          data={HOW.map((value) => ({ value, label: t(`inspector.condition.${value}`) }))}
          onChange={(next) => next !== null && setCount(next, times)}
        />
        {how !== 'never' && (
          <NumberInput
            size="xs"
            aria-label={t('inspector.condition.times')}
            min={how === 'atMost' ? 0 : 1}
            allowDecimal={false}
            suffix={` ${t('inspector.condition.times')}`}
            value={times}
            onChange={(next) => setCount(how, Number(next) || 1)}
          />
        )}
      </Group>
      <Select
        size="xs"
        aria-label={t('inspector.condition.period')}
        allowDeselect={false}
        value={period}
        data={(['anyTime', 'within', 'sinceEntry'] as const).map((value) => ({
          value,
          label: t(`inspector.condition.${value}`),
        }))}
        onChange={(next) => {
          if (next === 'within') onChange({ ...whenever, within: 'P30D' })
          else if (next === 'sinceEntry') onChange({ ...whenever, since: 'entry' })
          else onChange(whenever)
        }}
      />
      {period === 'within' && (
        <DurationField
          label={t('inspector.condition.within')}
          required
          value={value.within}
          onChange={(within = '') => onChange({ ...whenever, within })}
        />
      )}
      <ConditionField
        label={t('inspector.condition.addWhere')}
        isInner
        value={value.where}
        onChange={(where) => {
          const { where: _, ...rest } = value
          onChange(where === undefined ? rest : { ...rest, where })
        }}
      />
    </>
  )
}

function read(count: CountBounds = { gte: 1 }): { how: How; times: number } {
  if (count.eq !== undefined) return count.eq === 0 ? { how: 'never', times: 1 } : { how: 'exactly', times: count.eq }
  const max = count.lte ?? (count.lt === undefined ? undefined : count.lt - 1)
  if (max !== undefined) return max === 0 ? { how: 'never', times: 1 } : { how: 'atMost', times: max }
  return { how: 'atLeast', times: count.gte ?? (count.gt === undefined ? 1 : count.gt + 1) }
}

function write(how: How, times: number): CountBounds {
  switch (how) {
    case 'atLeast':
      return { gte: times }
    case 'atMost':
      return { lte: times }
    case 'exactly':
      return { eq: times }
    case 'never':
      return { eq: 0 }
  }
}
