import {
  createSpotlight,
  Spotlight,
  type SpotlightActionData,
  type SpotlightActionGroupData,
  type SpotlightProps,
  useSpotlight,
} from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { textsOf, useRegistry } from '../api/registry.tsx'
import { useWordNames } from '../api/word-names.ts'
import type { CanvasStore } from '../canvas/canvas-store.ts'
import { tidyAll } from '../document/commands/index.ts'
import { StepIcon } from '../theme/StepIcon.tsx'
import { isChinese, usePinyin } from '../words/pinyin.ts'
import { stepInWords } from '../words/step.ts'
import type { Actions } from './canvas-actions.ts'
import { useEditing, useEditor } from './context.ts'
import { foundByText, textsIn } from './found.ts'
import type { CanvasKeys } from './use-canvas-keys.ts'

const [store, spotlight] = createSpotlight()

/** What is given was found already. */
const asFound: NonNullable<SpotlightProps['filter']> = (_, found) => found

interface Props {
  canvas: CanvasStore
  actions: Actions
  keys: CanvasKeys
}

/** One field for everything: steps of this journey by name, and what can be done with it. */
export function FindAnything({ canvas, actions, keys }: Props) {
  const { t } = useTranslation()
  const registry = useRegistry()
  const { editor, ui } = useEditing()
  const names = useWordNames()
  const document = useEditor((state) => state.document)
  const [query, setQuery] = useState('')
  useEffect(() => {
    keys.provide({ find: spotlight.toggle })
  }, [keys])

  // While it is closed, nobody looks at a list that every key would make anew.
  const { opened } = useSpotlight(store)
  const steps = (opened ? document.order : []).flatMap((id): SpotlightActionData[] => {
    const step = document.steps[id]
    if (step === undefined) return []
    return [
      {
        id: `step ${id}`,
        label: actions.nameOf(id),
        description: stepInWords(step, t, names),
        keywords: [id, step.type, textsOf(step.type, registry).name, ...textsIn(step.config)],
        leftSection: <StepIcon name={registry.get(step.type)?.icon ?? 'puzzle'} />,
        onClick: () => {
          editor.select([id], id)
          keys.goTo(id)
        },
      },
    ]
  })
  const does: [string, () => void][] = [
    [t('editor.undo'), editor.undo],
    [t('editor.redo'), editor.redo],
    [t('editor.tidy'), () => editor.run(tidyAll())],
    [t('canvas.fit'), () => keys.fit()],
    [t('editor.addNote'), () => keys.addNote()],
    [t('editor.problems.title'), () => ui.setState({ isProblemsOpen: true })],
    [t('editor.settings'), () => ui.setState({ isSettingsOpen: true })],
    [t('editor.keys'), () => ui.setState({ isHelpOpen: true })],
    ...registry.all().map(({ type }): [string, () => void] => [
      `${t('editor.addStep')}: ${textsOf(type, registry).name}`,
      () => {
        const id = actions.add(type, { drawing: canvas.getState().drawing })
        if (id !== null) keys.goTo(id)
      },
    ]),
  ]
  const deeds = does.map(([label, onClick]): SpotlightActionData => ({ id: `do ${label}`, label, onClick }))
  const sounds = usePinyin(
    query,
    [...steps, ...deeds].some(({ label = '' }) => isChinese(label)),
  )
  const groups: SpotlightActionGroupData[] = [
    { group: t('editor.findSteps'), actions: query === '' ? steps.slice(0, 8) : foundByText(steps, query, sounds) },
    { group: t('editor.findActions'), actions: foundByText(deeds, query, sounds) },
  ].filter(({ actions }) => actions.length > 0)
  return (
    <Spotlight
      store={store}
      actions={groups}
      filter={asFound}
      query={query}
      onQueryChange={setQuery}
      returnFocus={false}
      onSpotlightClose={() => {
        setQuery('')
        keys.refocus()
      }}
      shortcut={null}
      limit={30}
      scrollable
      maxHeight={460}
      highlightQuery
      nothingFound={t('editor.findNothing')}
      attributes={{ content: { 'aria-label': t('editor.find') } }}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: t('editor.findPlaceholder'),
        'aria-label': t('editor.findPlaceholder'),
      }}
    />
  )
}
