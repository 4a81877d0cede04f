import { Autocomplete, type AutocompleteProps, type ComboboxItem, type OptionsFilter, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTopics } from '../api/topics.ts'

type Props = Omit<AutocompleteProps, 'data' | 'filter' | 'renderOption'> & {
  /** Topics to offer beside those of the workspace. */
  others: readonly string[]
}

/**
 * A topic: those of the workspace are offered and found by their names, any other may be written. What is kept is the id;
 * the name stands below it.
 */
export function TopicField({ others, description, value = '', onChange, ...props }: Props) {
  const [isTyped, setIsTyped] = useState(false)
  const topics = useTopics()
  const names = useMemo(() => new Map(topics.map(({ id, name }) => [id, name])), [topics])
  const data = useMemo(() => [...new Set([...names.keys(), ...others])], [names, others])
  const name = names.get(value)
  const filter: OptionsFilter = ({ options, search, limit }) => {
    const asked = search.trim().toLowerCase()
    const found = (options as ComboboxItem[]).filter(
      ({ value: id }) => id.toLowerCase().includes(asked) || names.get(id)?.toLowerCase().includes(asked),
    )
    // Who comes back to what is chosen wants to see the others, and so does who looks at what a new step begins with.
    return (isTyped && !names.has(search) ? found : (options as ComboboxItem[])).slice(0, limit)
  }
  return (
    <Autocomplete
      {...props}
      data={data}
      limit={20}
      value={value}
      filter={filter}
      onChange={(text) => {
        setIsTyped(true)
        onChange?.(text)
      }}
      onDropdownClose={() => setIsTyped(false)}
      description={name === undefined || name === value ? description : name}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      renderOption={({ option }) => (
        <span>
          {names.get(option.value) ?? option.value}
          {(names.get(option.value) ?? option.value) !== option.value && (
            <Text size="xs" c="var(--ink-soft)" component="span" display="block">
              {option.value}
            </Text>
          )}
        </span>
      )}
    />
  )
}
