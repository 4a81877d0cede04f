import { ActionIcon, Combobox, Menu, Textarea, useCombobox } from '@mantine/core'
import { IconBraces } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldProps } from './fields.tsx'
import { complete, type Fragment, fragmentAt, optionsFor } from './liquid/complete.ts'
import { useLiquidPaths } from './liquid/paths.ts'

export const VARIABLES = {
  firstName: "{{ customer.firstName | default: 'friend' }}",
  lastName: '{{ customer.lastName }}',
  email: '{{ customer.email }}',
  id: '{{ customer.id }}',
  coupon: '{{ vars.coupon.code }}',
  event: '{{ event.$name }}',
  unsubscribe: '{{ links.unsubscribe }}',
} as const

/** A text with values of the customer in it: offered while one is being written, and by a menu. */
export function LiquidField({
  label,
  value,
  onChange,
  description,
  required,
  isLong = false,
}: FieldProps<string> & { isLong?: boolean }) {
  const { t } = useTranslation()
  const ref = useRef<HTMLTextAreaElement>(null)
  const paths = useLiquidPaths()
  const combobox = useCombobox()
  const [fragment, setFragment] = useState<Fragment | null>(null)
  const options = fragment === null ? [] : optionsFor(fragment, paths)
  const text = value ?? ''
  const { selectFirstOption } = combobox
  const offered = options.join(' ')

  // The first is chosen once it is there, so that Enter takes it.
  useEffect(() => {
    if (offered !== '') selectFirstOption()
  }, [offered, selectFirstOption])

  const look = (): void => {
    const { current: area } = ref
    const found =
      area === null || area.selectionStart !== area.selectionEnd ? null : fragmentAt(area.value, area.selectionStart)
    setFragment(found)
    if (found === null || optionsFor(found, paths).length === 0) combobox.closeDropdown()
    else combobox.openDropdown()
  }
  const put = (next: string, cursor: number): void => {
    onChange(next)
    combobox.closeDropdown()
    requestAnimationFrame(() => {
      ref.current?.focus()
      ref.current?.setSelectionRange(cursor, cursor)
    })
  }
  const insert = (variable: string): void => {
    const [from, to] = [ref.current?.selectionStart ?? text.length, ref.current?.selectionEnd ?? text.length]
    put(text.slice(0, from) + variable + text.slice(to), from + variable.length)
  }
  return (
    <Combobox
      store={combobox}
      position="bottom-start"
      width="target"
      onOptionSubmit={(chosen) => {
        if (fragment === null) return
        const done = complete(text, ref.current?.selectionStart ?? text.length, fragment, chosen)
        put(done.text, done.cursor)
      }}
    >
      <Combobox.Target withKeyboardNavigation={combobox.dropdownOpened} withAriaAttributes={combobox.dropdownOpened}>
        <Textarea
          ref={ref}
          label={label}
          description={description}
          required={required ?? false}
          autosize
          minRows={isLong ? 4 : 1}
          maxRows={16}
          value={text}
          onChange={({ currentTarget: { value: next } }) => {
            onChange(next === '' && required !== true ? undefined : next)
            look()
          }}
          onClick={look}
          onKeyDown={(event) => {
            // A subject is one line; while something is offered, Enter takes it.
            if (event.key === 'Enter' && !isLong && !event.nativeEvent.isComposing) event.preventDefault()
            if (event.key === 'Escape' && combobox.dropdownOpened) {
              event.stopPropagation()
              combobox.closeDropdown()
            }
          }}
          onBlur={() => combobox.closeDropdown()}
          rightSection={
            <Menu position="bottom-end" withinPortal>
              <Menu.Target>
                <ActionIcon variant="subtle" color="gray" size={26} aria-label={t('inspector.insertVariable')}>
                  <IconBraces size={16} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                {Object.entries(VARIABLES).map(([name, variable]) => (
                  <Menu.Item key={name} onClick={() => insert(variable)}>
                    {t(`inspector.message.variables.${name}`)}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          }
          rightSectionProps={{ style: { alignItems: 'flex-start', paddingTop: 5 } }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={options.length === 0}>
        <Combobox.Options>
          {options.map((option) => (
            <Combobox.Option key={option} value={option} ff="monospace" fz="xs">
              {option}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
