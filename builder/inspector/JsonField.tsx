import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Json } from '../../engine/core/model/json.ts'
import type { FieldProps } from './fields.tsx'

/** Any value as JSON. What cannot be read yet stays in the field and is not taken over. */
export function JsonField({ label, value, onChange, required }: FieldProps<Json>) {
  const { t } = useTranslation()
  const told = value === undefined ? '' : JSON.stringify(value, null, 2)
  const [draft, setDraft] = useState<{ text: string; from: string } | null>(null)
  const text = draft !== null && draft.from === told ? draft.text : told
  const fault = faultOf(text)
  return (
    <Textarea
      label={label}
      required={required ?? false}
      autosize
      minRows={2}
      maxRows={14}
      ff="monospace"
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12.5 } }}
      spellCheck={false}
      value={text}
      error={fault === null ? null : t('inspector.badJson', { detail: fault })}
      onChange={({ currentTarget: { value: next } }) => {
        if (next.trim() === '') {
          setDraft(null)
          onChange(undefined)
        } else if (faultOf(next) === null) {
          const parsed = JSON.parse(next) as Json
          // Spaces are the writer's own: they stay as typed while the value is the same.
          setDraft({ text: next, from: JSON.stringify(parsed, null, 2) })
          onChange(parsed)
        } else setDraft({ text: next, from: told })
      }}
    />
  )
}

function faultOf(text: string): string | null {
  if (text.trim() === '') return null
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
