import { Modal, Select, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pathLabel, useRegistry } from '../api/registry.tsx'
import { useWordNames } from '../api/word-names.ts'
import { targetsOf } from '../document/commands/index.ts'
import type { Actions } from './canvas-actions.ts'
import { useEditing, useEditor, useUi } from './context.ts'
import { distinctNames } from './labels.ts'

/** Connecting without a mouse: which way on, and to which step. */
export function ConnectDialog({ actions }: { actions: Actions }) {
  const from = useUi((state) => state.connecting)
  return from === null ? null : <Dialog key={from} from={from} actions={actions} />
}

function Dialog({ from, actions }: { from: string; actions: Actions }) {
  const { t } = useTranslation()
  const registry = useRegistry()
  const { ui } = useEditing()
  const document = useEditor((state) => state.document)
  const ways = actions.waysOn(from)
  const [path, setPath] = useState(actions.openWay(from))
  const type = document.steps[from]?.type ?? ''
  const close = (): void => ui.setState({ connecting: null })
  const names = distinctNames(document, registry, t, useWordNames())
  const targets = targetsOf(from, document, registry).map((to) => ({ value: to, label: names.get(to) ?? to }))
  return (
    <Modal
      opened
      onClose={close}
      title={t('editor.connectTo', { name: actions.nameOf(from) })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack>
        {ways.length > 1 && (
          <Select
            label={t('editor.addWhich')}
            value={path}
            allowDeselect={false}
            data={ways.map((way) => ({ value: way, label: pathLabel(type, way, registry) }))}
            onChange={setPath}
          />
        )}
        <Select
          data-autofocus
          searchable
          label={t('editor.connectPlaceholder')}
          placeholder={t('editor.connectPlaceholder')}
          nothingFoundMessage={t('editor.findNothing')}
          data={targets}
          onChange={(to) => {
            if (to === null || path === null) return
            actions.link({ from, path, to })
            close()
          }}
        />
      </Stack>
    </Modal>
  )
}
