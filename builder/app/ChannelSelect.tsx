import { Select, type SelectProps } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { channelInWords } from '../words/condition.ts'

type Props = Omit<SelectProps, 'data' | 'onChange' | 'value'> & {
  /** Channels to offer, in their order. */
  channels: readonly string[]
  value: string | undefined
  onChange: (channel: string | undefined) => void
}

/** A channel by the name people give it. A workspace may have others than those that are known here: they are typed in. */
export function ChannelSelect({ channels, value, onChange, required, ...props }: Props) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  // Options that are new objects at every key would make the field forget what is being typed.
  const named = useMemo(() => {
    const known = new Set([...channels, ...(value === undefined || value === '' ? [] : [value])])
    return [...known].map((channel) => ({ value: channel, label: channelInWords(channel, t) }))
  }, [channels, value, t])
  const typed = search.trim().toLowerCase()
  const isOther = typed !== '' && !named.some(({ value, label }) => [value, label.toLowerCase()].includes(typed))
  const other = { value: typed, label: t('inspector.otherChannel', { name: typed }) }
  return (
    <Select
      {...props}
      searchable
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
