import { Select } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { channelInWords } from '../words/condition.ts'
import type { FieldProps } from './fields.tsx'
import { useSuggestions } from './suggestions.ts'

/** A channel by the name people give it. A workspace may have others than those that are known here: they are typed in. */
export function ChannelField({ value, onChange, label, description, required }: FieldProps<string>) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const suggested = useSuggestions('channel')
  // Options that are new objects at every key would make the field forget what is being typed.
  const named = useMemo(() => {
    const known = new Set([...suggested, ...(value === undefined || value === '' ? [] : [value])])
    return [...known].map((channel) => ({ value: channel, label: channelInWords(channel, t) }))
  }, [suggested, value, t])
  const typed = search.trim().toLowerCase()
  const isOther = typed !== '' && !named.some(({ value, label }) => [value, label.toLowerCase()].includes(typed))
  const other = { value: typed, label: t('inspector.otherChannel', { name: typed }) }
  return (
    <Select
      searchable
      label={label}
      description={description}
      required={required ?? false}
      clearable={required !== true}
      allowDeselect={required !== true}
      placeholder={t('inspector.chooseChannel')}
      data={isOther ? [...named, other] : named}
      value={value === undefined || value === '' ? null : value}
      searchValue={search}
      onSearchChange={setSearch}
      onChange={(channel) => onChange(channel ?? (required === true ? '' : undefined))}
      clearButtonProps={{ 'aria-label': t('common.remove'), tabIndex: -1 }}
    />
  )
}
