import { Button, Group, Select, TextInput } from '@mantine/core'
import { IconCopy, IconTrash } from '@tabler/icons-react'
import { memo, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { STAGES } from '../../engine/core/model/condition.ts'
import { pathLabel, textsOf, useRegistry } from '../api/registry.tsx'
import { useWordNames } from '../api/word-names.ts'
import { useReady } from '../app/part.ts'
import { moveToLane, renameStep } from '../document/commands/index.ts'
import type { StepBody } from '../document/document.ts'
import { pathsOf } from '../document/paths.ts'
import { ArrangeTools } from '../editor/ArrangeTools.tsx'
import type { Actions } from '../editor/canvas-actions.ts'
import { FORM, useEditing, useEditor, useUi } from '../editor/context.ts'
import editorClasses from '../editor/editor.module.css'
import { Ways } from '../outline/Ways.tsx'
import { StepIcon } from '../theme/StepIcon.tsx'
import { stageColor } from '../theme/stages.ts'
import { laneOf } from '../document/card.ts'
import { stepInWords } from '../words/step.ts'
import { ConfigForm } from './ConfigForm.tsx'
import classes from './inspector.module.css'
import { JourneyForm } from './JourneyForm.tsx'
import { CodeField } from './message/MessageFields.tsx'
import { StepProblems } from './StepProblems.tsx'

/** Their forms already end in a sentence. */
const SAYS_ITSELF = new Set(['wait', 'split', 'branch'])

/** Everything about what is chosen: one step, a line, several steps, or the journey itself. */
export function Inspector({ actions }: { actions: Actions }) {
  useReady(CodeField)
  const { t } = useTranslation()
  const { ui } = useEditing()
  const isSettingsOpen = useUi((state) => state.isSettingsOpen)
  const document = useEditor((state) => state.document)
  const selected = useChosen()
  const steps = [...selected].flatMap((id) => document.steps[id] ?? [])
  const line = document.edges.find(({ from, path, to }) => selected.has(`${from} ${path} ${to}`))
  const [step] = steps

  // Choosing something leaves the settings of the journey.
  useEffect(() => {
    if (selected.size > 0) ui.setState({ isSettingsOpen: false })
  }, [selected, ui])

  if (isSettingsOpen) {
    return (
      <aside id={FORM} className={editorClasses['right']} aria-label={t('inspector.settings.title')}>
        <JourneyForm />
      </aside>
    )
  }
  if (steps.length === 0 && line === undefined) return null
  return (
    <aside id={FORM} className={editorClasses['right']} aria-label={t('inspector.label')}>
      {steps.length === 1 && step !== undefined && <StepForm key={step.id} step={step} actions={actions} />}
      {steps.length > 1 && <Several count={steps.length} actions={actions} ids={steps.map(({ id }) => id)} />}
      {steps.length === 0 && line !== undefined && (
        <div className={classes['body']}>
          <div className={classes['headText']}>
            <h2>{t('inspector.line')}</h2>
            <p>
              <LineText {...line} actions={actions} />
            </p>
          </div>
          <Group>
            <Button
              variant="default"
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => actions.remove()}
            >
              {t('editor.remove')}
            </Button>
          </Group>
        </div>
      )}
    </aside>
  )
}

/** What is chosen; while something is dragged, what was chosen before: a form that opens then shifts what is aimed at. */
function useChosen(): ReadonlySet<string> {
  const selected = useEditor((state) => state.selected)
  const isCarrying = useUi((state) => state.isCarrying)
  const [chosen, setChosen] = useState(selected)
  if (!isCarrying && chosen !== selected) setChosen(selected)
  return chosen
}

function LineText({ from, path, to, actions }: { from: string; path: string; to: string; actions: Actions }) {
  const { t } = useTranslation()
  const registry = useRegistry()
  const type = useEditor(({ document }) => document.steps[from]?.type ?? '')
  const values = { from: actions.nameOf(from), path: pathLabel(type, path, registry), to: actions.nameOf(to) }
  return t('inspector.lineText', values)
}

function Several({ count, ids, actions }: { count: number; ids: readonly string[]; actions: Actions }) {
  const { t } = useTranslation()
  const { editor } = useEditing()
  return (
    <div className={classes['body']}>
      <div className={classes['headText']}>
        <h2>{t('inspector.many', { count })}</h2>
      </div>
      <Select
        label={t('editor.moveTo')}
        data={STAGES.map((value) => ({ value, label: t(`common.stage.${value}`) }))}
        value={null}
        onChange={(stage) => stage !== null && editor.run(moveToLane(ids, stage))}
      />
      <ArrangeTools actions={actions} />
      <StepButtons actions={actions} />
    </div>
  )
}

const StepButtons = memo(function StepButtons({ actions }: { actions: Actions }) {
  const { t } = useTranslation()
  return (
    <Group gap="xs">
      <Button
        size="sm"
        variant="default"
        leftSection={<IconCopy size={16} aria-hidden />}
        onClick={() => actions.duplicate()}
      >
        {t('editor.duplicate')}
      </Button>
      <Button
        size="sm"
        variant="default"
        leftSection={<IconTrash size={16} aria-hidden />}
        onClick={() => actions.remove()}
      >
        {t('editor.remove')}
      </Button>
    </Group>
  )
})

function StepForm({ step, actions }: { step: StepBody; actions: Actions }) {
  const { t } = useTranslation()
  const registry = useRegistry()
  const { editor, problems: store } = useEditing()
  const edges = useEditor((state) => state.document.edges)
  const problems = useStore(store, (state) => state.problems).filter(({ at }) => at === step.id)
  const type = registry.get(step.type)
  const texts = textsOf(step.type, registry)
  const ref = useWantedField(step.id)
  const words = stepInWords(step, t, useWordNames())
  const lane = laneOf(step)
  return (
    <div className={classes['body']} ref={ref}>
      <div className={classes['head']}>
        <span className={classes['headIcon']} style={{ color: stageColor(lane) }}>
          <StepIcon name={type?.icon ?? 'puzzle'} size={21} />
        </span>
        <div className={classes['headText']}>
          <h2>{texts.name}</h2>
          <p>{type === undefined ? t('inspector.unknown') : texts.description}</p>
        </div>
      </div>
      <StepProblems problems={problems} />
      <Group gap="sm" grow align="flex-start">
        <TextInput
          label={t('inspector.name')}
          placeholder={texts.name}
          value={step.name ?? ''}
          maxLength={200}
          onChange={(event) => editor.run(renameStep(step.id, event.currentTarget.value))}
        />
        <StageField id={step.id} stage={step.stage} />
      </Group>
      {type !== undefined && (
        <section className={classes['section']}>
          <ConfigForm step={step} type={type} />
          {words !== '' && !SAYS_ITSELF.has(step.type) && <p className={classes['words']}>{words}</p>}
        </section>
      )}
      <section className={classes['section']}>
        <h3>{t('inspector.leads')}</h3>
        <Ways step={step.id} ports={pathsOf(step, edges, registry).map((path) => ({ path }))} actions={actions} />
      </section>
      <section className={classes['section']}>
        <StepButtons actions={actions} />
        <p className={classes['soft']}>{t('inspector.id', { id: step.id })}</p>
      </section>
    </div>
  )
}

const StageField = memo(function StageField({ id, stage }: { id: string; stage: StepBody['stage'] | undefined }) {
  const { t } = useTranslation()
  const { editor } = useEditing()
  return (
    <Select
      label={t('inspector.stage')}
      data={STAGES.map((value) => ({ value, label: t(`common.stage.${value}`) }))}
      value={stage ?? null}
      placeholder={t('common.stage.none')}
      allowDeselect={false}
      onChange={(next) => next !== null && editor.run(moveToLane([id], next))}
    />
  )
})

/** Brings the field a problem speaks of into view and gives it the focus. */
function useWantedField(step: string) {
  const ref = useRef<HTMLDivElement>(null)
  const wanted = useUi((state) => state.wanted)
  useEffect(() => {
    if (wanted === null || wanted.step !== step) return
    const parts = wanted.field.split('/')
    let place: HTMLElement | null | undefined = null
    while (parts.length > 1 && place == null) {
      place = ref.current?.querySelector<HTMLElement>(`[data-pointer="${CSS.escape(parts.join('/'))}"]`)
      parts.pop()
    }
    if (place == null) return
    place.scrollIntoView({ block: 'center' })
    place.classList.add(classes['wanted'] ?? 'wanted')
    place.querySelector<HTMLElement>('input, textarea, select, button')?.focus()
  }, [wanted, step])
  return ref
}
