import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface Props {
  label: string
  value: string
  /** Names already taken by other ways of the step. */
  taken: readonly string[]
  onRename: (name: string) => void
}

/**
 * The name of a way on. Taken over when the field is left, so that a line is not torn off by a half-written name; one that
 * another way has stays in the field, with the reason why it does not count.
 */
export function PathName({ label, value, taken, onRename }: Props) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<string | null>(null)
  const name = (draft ?? value).trim()
  const isFree = name !== '' && (name === value || !taken.includes(name))
  const settle = (): void => {
    if (draft !== null && isFree && name !== value) onRename(name)
    if (isFree || name === '') setDraft(null)
  }
  return (
    <TextInput
      size="sm"
      aria-label={label}
      value={draft ?? value}
      error={isFree ? false : name === '' ? true : t('inspector.pathTaken')}
      maxLength={64}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && settle()}
      style={{ flex: 1 }}
    />
  )
}

/** A name for another way: the first free one of `way`, `way 2`, ... */
export function freeName(stem: string, taken: readonly string[]): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? stem : `${stem}-${number}`
    if (!taken.includes(name)) return name
  }
}
