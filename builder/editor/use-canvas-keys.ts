import { type KeyboardEvent, useCallback, useRef } from 'react'
import type { CanvasStore } from '../canvas/canvas-store.ts'
import { type Direction, reach, stepTowards } from '../canvas/walk.ts'
import type { Arrangement } from '../document/align.ts'
import { tidyAll } from '../document/commands/index.ts'
import type { Actions } from './canvas-actions.ts'
import { useEditing } from './context.ts'

/** What the screen around the canvas can do. Each part says what it can with `provide`; until then nothing happens. */
export interface CanvasAbilities {
  fit: () => void
  fitTo: (ids: readonly string[]) => void
  lifeSize: () => void
  /** Moves the view, in pixels of the screen. */
  pan: (x: number, y: number) => void
  goTo: (step: string) => void
  /** Gives the focus back to the card that had it, after something that lay over the canvas has closed. */
  refocus: () => void
  /** Puts the cursor into the form of what is chosen. */
  openForm: () => void
  find: () => void
  askLane: () => void
  addNote: () => void
}

export interface CanvasKeys extends CanvasAbilities {
  provide(abilities: Partial<CanvasAbilities>): void
}

export function createKeys(): CanvasKeys {
  let known: Partial<CanvasAbilities> = {}
  // The search is loaded after the canvas; whoever asks for it before gets it when it is there.
  let isFindWanted = false
  return {
    provide: (abilities) => {
      known = { ...known, ...abilities }
      if (!isFindWanted || abilities.find === undefined) return
      isFindWanted = false
      abilities.find()
    },
    fit: () => known.fit?.(),
    fitTo: (ids) => known.fitTo?.(ids),
    lifeSize: () => known.lifeSize?.(),
    pan: (x, y) => known.pan?.(x, y),
    goTo: (step) => known.goTo?.(step),
    refocus: () => known.refocus?.(),
    openForm: () => known.openForm?.(),
    find: () => {
      if (known.find === undefined) isFindWanted = true
      else known.find()
    },
    askLane: () => known.askLane?.(),
    addNote: () => known.addNote?.(),
  }
}

const ARROWS: Record<string, Direction> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}
const ARRANGED: Record<string, Arrangement> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'top',
  ArrowDown: 'bottom',
  h: 'across',
  H: 'across',
  v: 'down',
  V: 'down',
}
const BY: Record<Direction, [number, number]> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] }

/** Keys that work while the canvas has the focus. Never while somebody writes, never while text is being composed. */
export function useCanvasKeys(canvas: CanvasStore, actions: Actions, keys: CanvasKeys) {
  const { editor, ui } = useEditing()
  const isAligning = useRef(false)

  return useCallback(
    (event: KeyboardEvent): void => {
      if (event.nativeEvent.isComposing || isWriting(event.target) || event.ctrlKey || event.metaKey) return
      const { focused, selected } = editor.getState()
      const { drawing } = canvas.getState()
      const direction = ARROWS[event.key]
      // After Q the next key says how: an arrow, H or V.
      const how = isAligning.current ? ARRANGED[event.key] : undefined
      isAligning.current = false
      const isHandled = ((): boolean => {
        if (how !== undefined) {
          actions.align(how)
          return true
        }
        if (direction !== undefined) return arrow(direction)
        switch (event.key) {
          case 'Enter':
          case ' ':
            if (!isStep(event.target) || focused === null) return false
            if (selected.has(focused)) keys.openForm()
            else editor.select([focused], focused)
            return true
          case 'Escape':
            ui.setState({ adding: null, connecting: null })
            editor.select([])
            return true
          case 'Delete':
          case 'Backspace':
            remove()
            return true
          case '<':
          case '>':
            if (focused === null) return false
            actions.reorder(focused, event.key === '<' ? 'earlier' : 'later')
            keys.goTo(focused)
            return true
          case 'q':
          case 'Q':
            isAligning.current = selected.size > 1
            return true
          case 'a':
          case 'A':
            return add()
          case 'c':
          case 'C':
            if (focused === null) return false
            ui.setState({ connecting: focused })
            return true
          case 'm':
          case 'M':
            keys.askLane()
            return true
          case 'n':
          case 'N':
            keys.addNote()
            return true
          case 'f':
          case 'F':
            keys.find()
            return true
          case 'T':
            editor.run(tidyAll())
            return true
          case '0':
            keys.lifeSize()
            return true
          case '1':
            keys.fit()
            return true
          case '2':
            keys.fitTo([...selected])
            return true
          case '3': {
            const lane = drawing.cards.find(({ step }) => step.id === focused)?.lane
            keys.fitTo(drawing.cards.filter((card) => card.lane === lane).map(({ step }) => step.id))
            return true
          }
          case 'Home':
          case 'End':
            return jump(event.key === 'End')
          case '[':
          case ']':
            return sibling(event.key === ']' ? 1 : -1)
          case '?':
            ui.setState({ isHelpOpen: true })
            return true
          default:
            return false
        }
      })()
      if (!isHandled) return
      event.preventDefault()
      event.stopPropagation()

      function arrow(direction: Direction): boolean {
        // What is chosen is moved; from a card the arrow goes along the journey, with Alt always; else the view moves.
        const isOnStep = isStep(event.target)
        const { steps, notes } = editor.getState().document
        const isMovable = [...selected].some((id) => steps[id] !== undefined || notes[id] !== undefined)
        const [x, y] = BY[direction]
        if (isMovable && !event.altKey && (!isOnStep || selected.has(focused ?? ''))) {
          const size = event.shiftKey ? 32 : 8
          actions.nudge({ x: x * size, y: y * size }, drawing)
          return true
        }
        if (!isOnStep) {
          const far = event.shiftKey ? 320 : 80
          keys.pan(-x * far, -y * far)
          return true
        }
        const next = focused === null ? null : stepTowards(drawing, focused, direction)
        if (next === null) return true
        if (event.shiftKey) editor.select([...selected, next], next)
        keys.goTo(next)
        return true
      }

      function add(): boolean {
        const from = isStep(event.target) || selected.has(focused ?? '') ? focused : null
        const path = from === null ? null : actions.openWay(from)
        const card = from === null ? null : document.querySelector(`[data-step-id="${CSS.escape(from)}"]`)
        const box = (card ?? event.currentTarget).getBoundingClientRect()
        const at =
          card === null
            ? { x: box.left + box.width / 2, y: box.top + 80 }
            : { x: box.right, y: Math.min(box.bottom, innerHeight - 80) }
        ui.setState({
          adding: {
            at,
            after: from === null || path === null ? null : { from, path },
            place: null,
          },
        })
        return true
      }

      function jump(toEnd: boolean): boolean {
        if (event.shiftKey && focused !== null) {
          editor.select(reach(drawing, focused, toEnd ? 'down' : 'up'), focused)
          return true
        }
        const target = toEnd ? drawing.cards.at(-1) : drawing.cards.find((card) => card.isEntry)
        if (target !== undefined) keys.goTo(target.step.id)
        return true
      }

      function sibling(by: 1 | -1): boolean {
        const from = drawing.lines.find(({ edge }) => edge.to === focused)?.edge.from
        const ways = drawing.lines.filter(({ edge }) => edge.from === from).map(({ edge }) => edge.to)
        const next = ways[ways.indexOf(focused ?? '') + by]
        if (next !== undefined) keys.goTo(next)
        return true
      }

      function remove(): void {
        const gone = selected.size === 0 && focused !== null && isStep(event.target) ? [focused] : [...selected]
        const [only] = gone
        if (gone.length === 1 && only !== undefined && actions.waysToChoose(only).length > 0) {
          ui.setState({ removing: only })
          return
        }
        actions.remove(gone)
        refocus()
      }

      function refocus(): void {
        const next = editor.getState().focused
        if (next !== null) keys.goTo(next)
      }
    },
    [editor, ui, canvas, actions, keys],
  )
}

export const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    (['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) && !(target as HTMLInputElement).readOnly))

const isStep = (target: EventTarget | null): boolean => target instanceof Element && target.hasAttribute('data-step-id')
