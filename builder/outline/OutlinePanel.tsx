import { ActionIcon } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useRegistry } from '../api/registry.tsx'
import type { CanvasStore } from '../canvas/canvas-store.ts'
import type { Card } from '../canvas/drawing.ts'
import type { Actions } from '../editor/canvas-actions.ts'
import { useEditing, useEditor } from '../editor/context.ts'
import type { CanvasKeys } from '../editor/use-canvas-keys.ts'
import { StepIcon } from '../theme/StepIcon.tsx'
import { stageColor } from '../theme/stages.ts'
import classes from './outline.module.css'
import { Notes } from './Notes.tsx'
import { Ways } from './Ways.tsx'

interface Props {
  canvas: CanvasStore
  actions: Actions
  keys: CanvasKeys
}

/**
 * The journey as a list by stage: everything the canvas shows and can do, for the keyboard, for screen readers and for
 * small screens. It shares selection and commands with the canvas.
 */
export function OutlinePanel({ canvas, actions, keys }: Props) {
  const { t } = useTranslation()
  const { bands, cards } = useStore(canvas, (state) => state.drawing)
  return (
    <div role="group" aria-label={t('editor.outline.label')}>
      <p className={classes['hint']}>{t('editor.outline.hint')}</p>
      {bands.map(({ lane }) => {
        const inLane = cards.filter((card) => card.lane === lane).sort((a, b) => a.index - b.index)
        return (
          <section key={lane}>
            <h2 className={classes['lane']} style={{ color: stageColor(lane) }}>
              {t(`common.stage.${lane}`)}
            </h2>
            {inLane.length === 0 && <p className={classes['hint']}>{t('editor.outline.empty')}</p>}
            <ul className={classes['list']}>
              {inLane.map((card) => (
                <Item key={card.step.id} card={card} actions={actions} keys={keys} />
              ))}
            </ul>
          </section>
        )
      })}
      <Notes keys={keys} />
    </div>
  )
}

function Item({ card, actions, keys }: { card: Card; actions: Actions; keys: CanvasKeys }) {
  const { t } = useTranslation()
  const registry = useRegistry()
  const { editor, ui } = useEditing()
  const { id, type } = card.step
  const isChosen = useEditor(({ selected }) => selected.has(id))
  const name = actions.nameOf(id)
  return (
    <li>
      <div className={classes['row']} data-chosen={isChosen || undefined}>
        <button
          type="button"
          aria-expanded={isChosen}
          className={classes['step']}
          onClick={() => {
            editor.select(isChosen ? [] : [id], id)
            keys.fitTo([id])
          }}
          onKeyDown={(event) => {
            if (event.key === 'Delete') actions.remove([id])
            if (event.key === 'm' || event.key === 'M') {
              editor.select([id], id)
              keys.askLane()
            }
          }}
        >
          <StepIcon name={registry.get(type)?.icon ?? 'puzzle'} size={16} />
          <span>{name}</span>
        </button>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={26}
          aria-label={`${t('editor.outline.addAfter')}: ${name}`}
          onClick={(event) => {
            const box = event.currentTarget.getBoundingClientRect()
            const path = actions.openWay(id)
            const after = path === null ? null : { from: id, path }
            ui.setState({ adding: { at: { x: box.right, y: box.bottom }, after, place: null } })
          }}
        >
          <IconPlus size={15} />
        </ActionIcon>
      </div>
      {isChosen && <Ways step={id} ports={card.ports} actions={actions} />}
    </li>
  )
}
