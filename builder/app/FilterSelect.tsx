import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface Props {
  label: string
  value: string | null
  onChange: (value: string | null) => void
  data: { value: string; label: string }[]
}

/** One thing a list can be narrowed to; empty = everything. */
export function FilterSelect({ label, data, ...rest }: Props) {
  const { t } = useTranslation()
  return (
    <Select
      {...rest}
      data={data}
      aria-label={label}
      placeholder={label}
      clearable
      searchable={data.length > 8}
      nothingFoundMessage={t('common.none')}
      w={200}
      clearButtonProps={{ 'aria-label': t('common.clearFilter', { filter: label }), tabIndex: -1 }}
    />
  )
}
