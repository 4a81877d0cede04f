import { Group, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Json, JsonObject } from '../../engine/core/model/json.ts'
import { Rows } from './Rows.tsx'

interface Props {
  label: string
  value: JsonObject
  onChange: (value: JsonObject) => void
  /** What a new entry holds. */
  first?: Json
}

/** Names and values: traits to set, headers, details of an event. Numbers and yes/no are recognised; `"1"` stays a text. */
export function RecordField({ label, value, onChange, first = '' }: Props) {
  const { t } = useTranslation()
  const entries = Object.entries(value)
  const set = (next: [string, Json][]): void => onChange(Object.fromEntries(next))
  return (
    <Rows
      label={label}
      addLabel={t('inspector.addField')}
      onAdd={() => set([...entries, [freeKey(value), first]])}
      onRemove={(at) => set(entries.filter((_, index) => index !== at))}
      rows={entries.map(([key, entry], at) => (
        <Group key={at} gap={6} wrap="nowrap" style={{ flex: 1 }}>
          <TextInput
            size="sm"
            aria-label={`${label}: ${t('inspector.key')} ${at + 1}`}
            value={key}
            style={{ flex: 1 }}
            onChange={({ currentTarget: { value: next } }) =>
              Object.hasOwn(value, next)
                ? undefined
                : set(entries.map((other, index) => (index === at ? [next, entry] : other)))
            }
          />
          <TextInput
            size="sm"
            aria-label={`${label}: ${t('inspector.value')} ${at + 1}`}
            value={shown(entry)}
            style={{ flex: 1 }}
            onChange={({ currentTarget: { value: next } }) =>
              set(entries.map((other, index) => (index === at ? [key, read(next)] : other)))
            }
          />
        </Group>
      ))}
    />
  )
}

function freeKey(value: JsonObject): string {
  for (let number = entriesOf(value) + 1; ; number++) {
    const key = `field${number}`
    if (!Object.hasOwn(value, key)) return key
  }
}

const entriesOf = (value: JsonObject): number => Object.keys(value).length

/** Texts that look like something else get quotes, so that what is shown reads back as the same. */
function shown(value: Json): string {
  if (typeof value !== 'string') return JSON.stringify(value)
  return read(value) === value ? value : JSON.stringify(value)
}

function read(text: string): Json {
  if (!/^(-?\d|true$|false$|null$|"|\[|\{(?!\{))/.test(text)) return text
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}
