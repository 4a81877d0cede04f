import { Kbd, Modal, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditing, useUi } from './context.ts'
import classes from './editor.module.css'

const KEYS: readonly (readonly [string, ...string[]])[] = [
  ['add', 'A'],
  ['connect', 'C'],
  ['remove', 'Delete'],
  ['choose', 'Enter'],
  ['form', 'Enter'],
  ['follow', '← ↑ ↓ →'],
  ['ends', 'Home', 'End'],
  ['sibling', '[', ']'],
  ['more', 'Shift + ← ↑ ↓ →'],
  ['reach', 'Shift + Home', 'End'],
  ['all', 'Ctrl + A'],
  ['move', '← ↑ ↓ →'],
  ['moveFar', 'Shift + ← ↑ ↓ →'],
  ['free', 'Alt'],
  ['pan', '← ↑ ↓ →'],
  ['lane', 'M'],
  ['order', '<', '>'],
  ['align', 'Q', '← ↑ ↓ →', 'H', 'V'],
  ['tidy', 'Shift + T'],
  ['note_', 'N'],
  ['copy', 'Ctrl + C', 'X', 'V'],
  ['duplicate', 'Ctrl + D'],
  ['duplicateLinked', 'Ctrl + Shift + D'],
  ['undo', 'Ctrl + Z', 'Ctrl + Y'],
  ['fit', '1', '2', '3', '0'],
  ['find', 'F'],
  ['palette', 'Ctrl + K'],
  ['problem', 'F8', 'Shift + F8'],
  ['escape', 'Esc'],
  ['help', '?'],
]

/** Every key that works here; found by what it does, or by the key itself. */
export function HelpDialog() {
  const { t } = useTranslation()
  const { ui } = useEditing()
  const isOpen = useUi((state) => state.isHelpOpen)
  const [search, setSearch] = useState('')
  return (
    <Modal
      opened={isOpen}
      onClose={() => ui.setState({ isHelpOpen: false })}
      title={t('editor.shortcuts.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Text size="sm" c="var(--ink-soft)" mb="sm">
        {t('editor.shortcuts.note')}
      </Text>
      <TextInput
        data-autofocus
        aria-label={t('common.search')}
        placeholder={t('common.search')}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <dl className={classes['keys']}>
        {KEYS.filter((row) => matches(row, search, t)).map(([what, ...keys]) => (
          <div key={what} style={{ display: 'contents' }}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key} ml={4}>
                  {key}
                </Kbd>
              ))}
            </dt>
            <dd>{t(`editor.shortcuts.${what}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}

function matches([what, ...keys]: readonly [string, ...string[]], search: string, t: TFunction): boolean {
  const wanted = search.trim().toLowerCase()
  return [t(`editor.shortcuts.${what}`), ...keys].some((text) => text.toLowerCase().includes(wanted))
}
