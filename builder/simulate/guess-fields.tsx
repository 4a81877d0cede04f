import { NumberInput, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './simulate.module.css'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** A share between 0 and 1, shown in per cent. */
export function Percent({
  label,
  value,
  onChange,
}: {
  label: string
  value: number
  onChange: (value: number) => void
}) {
  return (
    <NumberInput
      aria-label={label}
      size="xs"
      w={68}
      min={0}
      max={100}
      suffix=" %"
      hideControls
      value={Math.round(value * 1000) / 10}
      onChange={(percent) => typeof percent === 'number' && onChange(percent / 100)}
    />
  )
}

/** A span in milliseconds, shown in hours or days. */
export function Span({ label, value, onChange }: { label: string; value: number; onChange: (value: number) => void }) {
  const { t } = useTranslation()
  const unit = value >= DAY && value % DAY === 0 ? DAY : HOUR
  return (
    <span className={classes['span']}>
      <NumberInput
        aria-label={label}
        size="xs"
        w={50}
        min={0.1}
        hideControls
        value={Math.round((value / unit) * 10) / 10}
        onChange={(count) => typeof count === 'number' && count > 0 && onChange(count * unit)}
      />
      <Select
        aria-label={label}
        size="xs"
        w={84}
        allowDeselect={false}
        value={String(unit)}
        onChange={(next) => next !== null && onChange(Math.max(1, Math.round(value / unit)) * Number(next))}
        data={[
          { value: String(HOUR), label: t('simulate.hours') },
          { value: String(DAY), label: t('simulate.daysUnit') },
        ]}
      />
    </span>
  )
}
