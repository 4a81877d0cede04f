import { memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { pathLabel, useRegistry } from '../api/registry.tsx'
import { useWordNames } from '../api/word-names.ts'
import { LongSelect } from '../app/LongSelect.tsx'
import type { Port } from '../canvas/drawing.ts'
import { disconnect, targetsOf } from '../document/commands/index.ts'
import type { Actions } from '../editor/canvas-actions.ts'
import type { JourneyDocument } from '../document/document.ts'
import { useEditing, useEditor } from '../editor/context.ts'
import { distinctNames } from '../editor/labels.ts'
import classes from './outline.module.css'

interface Props {
  step: string
  ports: readonly Pick<Port, 'path'>[]
  actions: Actions
}

/** The ways on from a step, each with the step it leads to: connecting by choosing from a list. */
export const Ways = memo(WaysOn, (before, now) => {
  const isSame = before.step === now.step && before.actions === now.actions
  return isSame && before.ports.map(({ path }) => path).join('\n') === now.ports.map(({ path }) => path).join('\n')
})

function WaysOn({ step, ports, actions }: Props) {
  const { t } = useTranslation()
  const registry = useRegistry()
  const { editor } = useEditing()
  const document = useDocumentAround(step)
  const type = document.steps[step]?.type ?? ''
  const fallbacks = registry.get(type)?.fallbacks ?? {}
  const placeholder = (path: string): string => {
    const followed = fallbacks[path]
    if (followed === undefined) return t('editor.outline.nowhere')
    return t('editor.outline.follows', { path: pathLabel(type, followed, registry) })
  }
  const words = useWordNames()
  const names = useMemo(() => distinctNames(document, registry, t, words), [document, registry, t, words])
  const targets = useMemo(() => new Set(targetsOf(step, document, registry)), [step, document, registry])
  if (ports.length === 0) return <p className={classes['hint']}>{t('editor.outline.end')}</p>
  return (
    <div className={classes['ways']}>
      {ports.map(({ path }) => {
        const edge = document.edges.find((edge) => edge.from === step && edge.path === path)
        const options = document.order
          .filter((to) => to === edge?.to || targets.has(to))
          .map((to) => ({ value: to, label: names.get(to) ?? to }))
        return (
          <LongSelect
            key={path}
            size="xs"
            searchable
            clearable
            label={t('editor.outline.leadsTo', { path: pathLabel(type, path, registry) })}
            placeholder={placeholder(path)}
            nothingFoundMessage={t('editor.findNothing')}
            clearButtonProps={{ 'aria-label': t('common.remove'), tabIndex: -1 }}
            data={options}
            value={edge?.to ?? null}
            onChange={(to) => {
              if (to !== null) actions.link({ from: step, path, to })
              else if (edge !== undefined) editor.run(disconnect([edge]))
            }}
          />
        )
      })}
    </div>
  )
}

/** The journey, as it was before while only the name of this step changes: it is in none of its own lists. */
const useDocumentAround = (step: string): JourneyDocument => useEditor(useMemo(() => documentAround(step), [step]))

function documentAround(step: string): (state: { document: JourneyDocument }) => JourneyDocument {
  let known: JourneyDocument | null = null
  return ({ document }) => {
    if (known === null || !isSameAround(step, known, document)) known = document
    return known
  }
}

function isSameAround(step: string, before: JourneyDocument, now: JourneyDocument): boolean {
  if (before === now) return true
  if (before.order !== now.order || before.edges !== now.edges) return false
  return now.order.every((id) => {
    const [was, is] = [before.steps[id], now.steps[id]]
    return was === is || (id === step && was?.type === is?.type && was?.config === is?.config)
  })
}
