import { Button, List, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { Journey } from '../../engine/core/model/journey.ts'
import { useCreateJourney } from '../api/hooks.ts'
import { pathLabel, textsOf, useRegistry } from '../api/registry.tsx'
import { useWordNames } from '../api/word-names.ts'
import { tell, tellError } from '../app/toasts.ts'
import { laneOf } from '../document/card.ts'
import { differences } from '../document/diff.ts'
import { openJourney, toJourney } from '../document/document.ts'
import type { Editor } from '../document/editor.ts'
import { freshCopy } from '../document/fresh.ts'
import { saveJourneyFile } from '../journeys/files.ts'
import { listOf } from '../words/list.ts'
import { stepInWords } from '../words/step.ts'
import type { Autosave } from './autosave.ts'

/** Two drafts of one journey: what differs, in sentences, and three ways out. None loses anything. */
export function ConflictDialog({ editor, autosave }: { editor: Editor; autosave: Autosave }) {
  const state = useStore(autosave)
  if (state.kind !== 'conflict' || state.isPutOff) return null
  return (
    <Dialog
      editor={editor}
      autosave={autosave}
      theirs={state.theirs}
      rev={state.rev}
      onLater={() => autosave.putOff(true)}
    />
  )
}

interface Props {
  editor: Editor
  autosave: Autosave
  theirs: Journey
  rev: number
  onLater: () => void
}

function Dialog({ editor, autosave, theirs, rev, onLater }: Props) {
  const { t } = useTranslation()
  const registry = useRegistry()
  const create = useCreateJourney()
  const names = useWordNames()
  const document = useStore(editor, (state) => state.document)
  const mine = toJourney(document)
  const list = differences(mine, theirs, {
    name: (step) => step.name ?? textsOf(step.type, registry).name,
    does: (step) => stepInWords(step, t, names),
    stage: (step) => t(`common.stage.${laneOf(step)}`),
    path: (step, path) => pathLabel(step.type, path, registry),
    fields: ({ type }, keys) => listOf(keys.map((key) => textsOf(type, registry).fields?.[key] ?? key)),
    settings: (keys) => listOf(keys.map((key) => t(`editor.diff.setting.${key}`, { defaultValue: key }))),
  })
  const takeTheirs = (): void => {
    editor.replace(openJourney(theirs))
    autosave.settle(rev, 'theirs')
  }
  const choices = [
    {
      key: 'mine',
      act: () => {
        saveJourneyFile(theirs)
        autosave.settle(rev, 'mine')
      },
    },
    {
      key: 'theirs',
      act: () => {
        saveJourneyFile(mine)
        takeTheirs()
      },
    },
    {
      key: 'copy',
      act: () => {
        const copy = freshCopy(mine, t('journeys.copyName', { name: mine.name }))
        create.mutate(copy, {
          onSuccess: () => {
            takeTheirs()
            tell(t('editor.conflict.copied', { name: copy.name }))
          },
          onError: tellError,
        })
      },
    },
  ] as const
  return (
    <Modal
      opened
      onClose={onLater}
      size="lg"
      title={t('editor.conflict.title')}
      closeButtonProps={{ 'aria-label': t('editor.conflict.later') }}
    >
      <Text size="sm">{t('editor.conflict.lead', { rev })}</Text>
      <Text fw={640} size="sm" mt="md" mb={6}>
        {t('editor.conflict.differences')}
      </Text>
      {list.length === 0 ? (
        <Text size="sm" c="var(--ink-soft)">
          {t('editor.conflict.same')}
        </Text>
      ) : (
        <List size="sm" spacing={4} mah={240} style={{ overflowY: 'auto' }} tabIndex={0}>
          {list.map(({ key, values }, at) => (
            <List.Item key={`${key} ${at}`}>{t(`editor.diff.${key}`, { ...values })}</List.Item>
          ))}
        </List>
      )}
      <Stack gap="xs" mt="lg">
        {choices.map(({ key, act }, at) => (
          <Button
            key={key}
            variant={at === 0 ? 'filled' : 'default'}
            justify="flex-start"
            h="auto"
            py={8}
            onClick={act}
            styles={{
              label: {
                whiteSpace: 'normal',
                textAlign: 'start',
                display: 'block',
                height: 'auto',
                lineHeight: 1.45,
                overflow: 'visible',
              },
            }}
          >
            {t(`editor.conflict.${key}`)}
            <Text span display="block" size="xs" fw={400}>
              {t(`editor.conflict.${key}Hint`)}
            </Text>
          </Button>
        ))}
      </Stack>
    </Modal>
  )
}
