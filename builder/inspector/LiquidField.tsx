import { ActionIcon, Menu, Textarea } from '@mantine/core'
import { IconBraces } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldProps } from './fields.tsx'

export const VARIABLES = {
  firstName: "{{ customer.firstName | default: 'friend' }}",
  lastName: '{{ customer.lastName }}',
  email: '{{ customer.email }}',
  id: '{{ customer.id }}',
  coupon: '{{ vars.coupon.code }}',
  event: '{{ event.name }}',
} as const

/** A text with values of the customer in it, which a menu puts where the cursor stands. */
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
  const insert = (text: string): void => {
    const area = ref.current
    const [from, to] = [area?.selectionStart ?? 0, area?.selectionEnd ?? 0]
    const before = value ?? ''
    onChange(before.slice(0, from) + text + before.slice(to))
    requestAnimationFrame(() => {
      area?.focus()
      area?.setSelectionRange(from + text.length, from + text.length)
    })
  }
  return (
    <Textarea
      ref={ref}
      label={label}
      description={description}
      required={required ?? false}
      autosize
      minRows={isLong ? 4 : 1}
      maxRows={16}
      value={value ?? ''}
      onChange={(event) =>
        onChange(event.currentTarget.value === '' && required !== true ? undefined : event.currentTarget.value)
      }
      rightSection={
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size={26} aria-label={t('inspector.insertVariable')}>
              <IconBraces size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {Object.entries(VARIABLES).map(([name, text]) => (
              <Menu.Item key={name} onClick={() => insert(text)}>
                {t(`inspector.message.variables.${name}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      }
      rightSectionProps={{ style: { alignItems: 'flex-start', paddingTop: 5 } }}
    />
  )
}
