import { useCallback, useEffect, useMemo } from 'react'
import { useReactFlow, useStoreApi } from '../canvas/adapter.ts'
import type { CanvasStore } from '../canvas/canvas-store.ts'
import { glide } from '../canvas/glide.ts'
import { CARD } from '../document/card.ts'
import { viewWith } from '../canvas/view-with.ts'
import type { PlacedProblem } from '../problems/problems.ts'
import type { Actions } from './canvas-actions.ts'
import { FORM, useEditing } from './context.ts'
import type { CanvasKeys } from './use-canvas-keys.ts'

export interface Navigation {
  goTo: (step: string) => void
  /** Opens the search for everything. */
  find: () => void
  /** Leads to the place of a problem, down to its field. */
  onGo: (problem: PlacedProblem) => void
}

/** Brings steps into view and gives them the focus, also those that were not drawn because they were out of sight. */
export function useNavigation(canvas: CanvasStore, actions: Actions, keys: CanvasKeys): Navigation {
  const flow = useReactFlow()
  const store = useStoreApi()
  const { editor, ui } = useEditing()

  const goTo = useCallback(
    (step: string): void => {
      editor.focus(step)
      const card = canvas.getState().drawing.cards.find((card) => card.step.id === step)
      if (card === undefined) return
      const { width, height, transform } = store.getState()
      const [x, y, zoom] = transform
      const left = card.place.x * zoom + x
      const top = card.place.y * zoom + y
      const isInView =
        zoom >= 0.5 &&
        left > 16 &&
        top > 56 &&
        left + CARD.width * zoom < width - 16 &&
        top + CARD.height * zoom < height - 16
      if (!isInView) {
        const centre = { x: card.place.x + CARD.width / 2, y: card.place.y + CARD.height / 2 }
        void flow.setCenter(centre.x, centre.y, { zoom: Math.max(zoom, 0.8), duration: glide(150) })
      }
      focusWhenThere(step)
    },
    [editor, canvas, flow, store],
  )

  const onGo = useCallback(
    ({ at, field }: PlacedProblem): void => {
      if (at === null) {
        ui.setState({ isSettingsOpen: true })
        editor.select([])
        return
      }
      editor.select([at], at)
      goTo(at)
      if (field !== '') ui.setState(({ wanted }) => ({ wanted: { step: at, field, seq: (wanted?.seq ?? 0) + 1 } }))
    },
    [editor, ui, goTo],
  )

  // A form that opens takes room from the canvas; what was chosen does not disappear under it.
  useEffect(
    () =>
      store.subscribe(({ width, transform: [x, y, zoom] }, before) => {
        const { focused, selected } = editor.getState()
        if (width >= before.width || focused === null || !selected.has(focused)) return
        const place = canvas.getState().drawing.cards.find(({ step }) => step.id === focused)?.place
        if (place === undefined) return
        const hidden = (place.x + CARD.width) * zoom + x - (width - 24)
        if (hidden <= 0) return
        void flow.setViewport({ x: x - hidden, y, zoom }, { duration: glide(150) })
        // A card that was out of sight for a moment was thrown away, and its focus with it.
        requestAnimationFrame(() => document.activeElement === document.body && focusWhenThere(focused))
      }),
    [editor, canvas, flow, store],
  )

  // A card whose stage is changed in its form goes to another lane: the view goes along, the focus stays in the form.
  useEffect(
    () =>
      canvas.subscribe(({ drawing }, before) => {
        const { focused, selected } = editor.getState()
        if (drawing === before.drawing || focused === null || !selected.has(focused)) return
        const [card, was] = [drawing, before.drawing].map(({ cards }) => cards.find(({ step }) => step.id === focused))
        if (card === undefined || was === undefined || card.lane === was.lane) return
        const { width, height, transform } = store.getState()
        const view = viewWith(card.place, { width, height }, transform)
        if (view !== null) void flow.setViewport(view, { duration: glide(150) })
      }),
    [editor, canvas, flow, store],
  )

  useEffect(() => {
    const pan = (x: number, y: number): void => {
      const view = flow.getViewport()
      void flow.setViewport({ ...view, x: view.x + x, y: view.y + y }, { duration: glide(100) })
    }
    const lifeSize = (): void => void flow.zoomTo(1, { duration: glide(150) })
    const fitTo = (ids: readonly string[]): void =>
      void flow.fitView({ nodes: ids.map((id) => ({ id })), duration: glide(200), maxZoom: 1, padding: 0.2 })
    const addNote = (): void => {
      const { width, height } = store.getState()
      const box = document.querySelector('.react-flow')?.getBoundingClientRect()
      const centre = { x: (box?.left ?? 0) + width / 2, y: (box?.top ?? 0) + height / 2 }
      actions.note(flow.screenToFlowPosition(centre))
    }
    const refocus = (): void => {
      const { focused } = editor.getState()
      if (focused !== null) focusWhenThere(focused, 1)
    }
    keys.provide({ goTo, refocus, openForm, lifeSize, pan, fitTo, addNote })
  }, [editor, keys, goTo, flow, store, actions])

  return useMemo(() => ({ goTo, onGo, find: keys.find }), [goTo, onGo, keys])
}

/** At once where the form is there already: the next key belongs into it. */
function openForm(): void {
  const focus = (): boolean => {
    const field = document.querySelector<HTMLElement>(`#${FORM} :is(input, textarea, button)`)
    field?.focus()
    return field !== null
  }
  if (!focus()) requestAnimationFrame(focus)
}

/** A card that was out of sight is drawn some frames later. */
function focusWhenThere(step: string, tries = 20): void {
  const card = document.querySelector<HTMLElement>(`[data-step-id="${CSS.escape(step)}"]`)
  if (card !== null) card.focus({ preventScroll: true })
  else if (tries > 0) requestAnimationFrame(() => focusWhenThere(step, tries - 1))
}
