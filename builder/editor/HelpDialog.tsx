import { Kbd, Modal, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useEditing, useUi } from './context.ts'
import classes from './editor.module.css'

const KEYS: readonly (readonly [string, ...string[]])[] = [
  ['add', 'A'],
  ['connect', 'C'],
  ['remove', 'Delete'],
  ['follow', '← ↑ ↓ →'],
  ['move', '← ↑ ↓ →'],
  ['moveFar', 'Shift + ← ↑ ↓ →'],
  ['sibling', '[ ]'],
  ['lane', 'M'],
  ['note_', 'N'],
  ['copy', 'Ctrl + C', 'X', 'V'],
  ['duplicate', 'Ctrl + D'],
  ['all', 'Ctrl + A'],
  ['undo', 'Ctrl + Z', 'Ctrl + Y'],
  ['fit', '1', '2', '0'],
  ['tidy', 'Shift + T'],
  ['find', 'F'],
  ['palette', 'Ctrl + K'],
  ['problem', 'F8', 'Shift + F8'],
  ['escape', 'Esc'],
  ['help', '?'],
]

/** Every key that works here. */
export function HelpDialog() {
  const { t } = useTranslation()
  const { ui } = useEditing()
  const isOpen = useUi((state) => state.isHelpOpen)
  return (
    <Modal
      opened={isOpen}
      onClose={() => ui.setState({ isHelpOpen: false })}
      title={t('editor.shortcuts.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Text size="sm" c="var(--ink-soft)">
        {t('editor.shortcuts.note')}
      </Text>
      <dl className={classes['keys']}>
        {KEYS.map(([what, ...keys]) => (
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
