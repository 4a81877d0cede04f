import type { RefObject } from 'react'
import type { FlowNode, NodeChange, useStoreApi } from '../canvas/adapter.ts'
import type { CanvasStore } from '../canvas/canvas-store.ts'
import type { Line } from '../canvas/drawing.ts'
import type { CanvasNode } from '../canvas/flow.ts'
import type { ShowGuides } from '../canvas/Guides.tsx'
import { guide } from '../canvas/guides.ts'
import { NEAR, nearestPart, type Part, partsOf } from '../canvas/nearest.ts'
import { CARD } from '../document/card.ts'
import type { Point } from '../document/document.ts'
import type { Editor } from '../document/editor.ts'
import type { Actions } from './canvas-actions.ts'
import { createGlow } from './glow.ts'
import type { Ui } from './ui.ts'

/** What is known of a card from the moment it is picked up: the others stand still meanwhile. */
interface Carried {
  id: string
  others: readonly Point[]
  /** Parts of the lines it can be put into. */
  parts: readonly Part[]
  /** How near a line it has to come; a step that is connected is not rewired by coming past one. */
  reach: number
  isFree: boolean
  into: Line | null
}

/** Pixels of the screen within which a card jumps into line. */
const PULL = 6

interface Around {
  canvas: CanvasStore
  actions: Actions
  editor: Editor
  ui: Ui
  flow: ReturnType<typeof useStoreApi>
  show: RefObject<ShowGuides>
}

/**
 * One card being dragged: guides pull it into line with others, and a line that it is held over lights up and takes it in
 * between. With Alt it moves freely. Several cards, and notes, only move.
 */
export function createCarry({ canvas, actions, editor, ui, flow, show }: Around) {
  const glow = createGlow()
  let carried: Carried | null = null

  const pickUp = (event: { altKey: boolean }, node: FlowNode, nodes: readonly FlowNode[]): void => {
    carried = null
    ui.setState({ isCarrying: true })
    // A second finger ends a drag, and nothing is told of it.
    addEventListener('pointerdown', letGo, true)
    setFree(event.altKey)
    addEventListener('keydown', onAlt)
    addEventListener('keyup', onAlt)
    if (nodes.length > 1 || node.type !== 'step') return
    const { drawing } = canvas.getState()
    const { id } = node
    const isConnected = editor.getState().document.edges.some(({ from, to }) => from === id || to === id)
    carried = {
      id,
      others: drawing.cards.filter(({ step }) => step.id !== id).map(({ place }) => place),
      parts: actions.wayInto(id) === null ? [] : partsOf(drawing, id),
      reach: isConnected ? NEAR / 2 : NEAR,
      isFree: event.altKey,
      into: null,
    }
  }

  /** React Flow asks its own store for the grid at every move; it says nothing of moves that the grid swallows. */
  const setFree = (isFree: boolean): void => {
    if (carried !== null) carried.isFree = isFree
    if (isFree) show.current([], 1)
    if (flow.getState().snapToGrid === isFree) flow.setState({ snapToGrid: !isFree })
  }

  const letGo = (): void => {
    ui.setState({ isCarrying: false })
    removeEventListener('pointerdown', letGo, true)
  }

  const onAlt = (event: KeyboardEvent): void => {
    if (event.key !== 'Alt') return
    // On some systems Alt alone opens the menu of the window.
    event.preventDefault()
    setFree(event.type === 'keydown')
  }

  /** The moves as they shall be shown. */
  const pull = (moves: NodeChange<CanvasNode>[]): NodeChange<CanvasNode>[] => {
    const [move] = moves
    if (carried === null || moves.length > 1 || move?.type !== 'position' || move.position === undefined) return moves
    if (move.id !== carried.id || move.dragging !== true) return moves
    const [, , zoom] = flow.getState().transform
    const { position } = move
    const pulled = carried.isFree ? { place: position, guides: [] } : guide(position, carried.others, PULL / zoom)
    const { place } = pulled
    const middle = { x: place.x + CARD.width / 2, y: place.y + CARD.height / 2 }
    carried.into = nearestPart(carried.parts, middle, carried.reach)
    glow(carried.into?.id ?? null)
    show.current(pulled.guides, zoom)
    return [{ ...move, position: place }]
  }

  const putDown = (nodes: readonly FlowNode[]): void => {
    const { drawing, nodes: shown } = canvas.getState()
    const dropped = new Set(nodes.map(({ id }) => id))
    const places = Object.fromEntries(
      shown.filter(({ id }) => dropped.has(id)).map(({ id, position }): [string, Point] => [id, position]),
    )
    const { id = '', into = null } = carried ?? {}
    const place = places[id]
    carried = null
    letGo()
    removeEventListener('keydown', onAlt)
    removeEventListener('keyup', onAlt)
    glow(null)
    show.current([], 1)
    setFree(false)
    if (into !== null && place !== undefined && actions.putInto(id, into.edge, place, drawing)) return
    actions.drop(places, drawing)
  }

  return { pickUp, pull, putDown }
}
