import { type MouseEvent as ReactMouseEvent, type RefObject, useMemo } from 'react'
import {
  type Connection,
  type FlowEdge,
  type FlowNode,
  type NodeChange,
  useReactFlow,
  useStoreApi,
} from '../canvas/adapter.ts'
import type { CanvasStore } from '../canvas/canvas-store.ts'
import type { CanvasNode } from '../canvas/flow.ts'
import type { ShowGuides } from '../canvas/Guides.tsx'
import { whyNot } from '../document/commands/index.ts'
import { CARD } from '../document/card.ts'
import type { Point } from '../document/document.ts'
import { useRegistry } from '../api/registry.tsx'
import type { Actions } from './canvas-actions.ts'
import { createCarry } from './carry.ts'
import { useEditing } from './context.ts'

/** Mouse and touch on the canvas, as commands. The callbacks keep their identity, or every card would render. */
export function useCanvasGestures(canvas: CanvasStore, actions: Actions, show: RefObject<ShowGuides>) {
  const { editor, ui } = useEditing()
  const registry = useRegistry()
  const flow = useReactFlow()
  const store = useStoreApi()

  return useMemo(() => {
    const carry = createCarry({ canvas, actions, editor, ui, flow: store, show })
    const select = (changes: readonly { type: string; id?: string; selected?: boolean }[]): void => {
      const chosen = changes.filter((change) => change.type === 'select')
      if (chosen.length === 0) return
      const next = new Set(editor.getState().selected)
      for (const { id = '', selected } of chosen) {
        if (selected === true) next.add(id)
        else next.delete(id)
      }
      editor.select(next)
    }

    const point = (event: MouseEvent | TouchEvent): Point => {
      const { clientX: x, clientY: y } = 'changedTouches' in event ? (event.changedTouches[0] as Touch) : event
      return { x, y }
    }

    // Labels of lines may lie over a card.
    const stepUnder = ({ x, y }: Point): string | null => {
      const cards = document.elementsFromPoint(x, y).map((element) => element.closest('[data-step-id]'))
      return cards.find((card) => card !== null)?.getAttribute('data-step-id') ?? null
    }

    return {
      onNodesChange: (changes: NodeChange[]): void => {
        select(changes)
        const moves = changes.filter((change) => change.type === 'position')
        if (moves.length > 0) canvas.drag(carry.pull(moves as NodeChange<CanvasNode>[]))
      },
      onEdgesChange: select as (changes: unknown[]) => void,
      onEdgeMouseEnter: (_: unknown, { id }: FlowEdge): void => canvas.point(id),
      onEdgeMouseLeave: (): void => canvas.point(null),
      onNodeDragStart: (event: { altKey: boolean }, node: FlowNode, nodes: FlowNode[]) =>
        carry.pickUp(event, node, nodes),
      onNodeDragStop: (_: unknown, __: unknown, nodes: FlowNode[]) => carry.putDown(nodes),
      onSelectionDragStop: (_: unknown, nodes: FlowNode[]) => carry.putDown(nodes),

      isValidConnection: ({ source, target }: Connection | FlowEdge): boolean =>
        whyNot({ from: source, to: target }, editor.getState().document, registry) === null,

      onConnect: ({ source, sourceHandle, target }: Connection): void => {
        if (sourceHandle !== null) actions.link({ from: source, path: sourceHandle, to: target })
      },

      onConnectEnd: (
        event: MouseEvent | TouchEvent,
        { isValid, fromHandle, fromNode }: { isValid: boolean | null; fromHandle: unknown; fromNode: unknown },
      ): void => {
        const from = (fromNode as { id?: string } | null)?.id
        const { id: path, type } = (fromHandle ?? {}) as { id?: string | null; type?: string }
        if (isValid === true || from === undefined || path == null || type !== 'source') return
        const at = point(event)
        const to = stepUnder(at)
        if (to !== null && to !== from) {
          actions.link({ from, path, to })
          return
        }
        if (to === from) return
        const place = flow.screenToFlowPosition(at)
        ui.setState({ adding: { at, after: { from, path }, place: { x: place.x - CARD.width / 2, y: place.y } } })
      },

      onReconnect: ({ data }: FlowEdge, { source, sourceHandle, target }: Connection): void => {
        const old = (data as { line?: { edge: { from: string; path: string; to: string } } } | undefined)?.line?.edge
        if (old !== undefined && sourceHandle !== null) {
          actions.relink(old, { from: source, path: sourceHandle, to: target })
        }
      },

      onDoubleClick: (event: ReactMouseEvent): void => {
        if (!(event.target as Element).classList.contains('react-flow__pane')) return
        const at = { x: event.clientX, y: event.clientY }
        const place = flow.screenToFlowPosition(at)
        ui.setState({ adding: { at, after: null, place: { x: place.x - CARD.width / 2, y: place.y - 20 } } })
      },
    }
  }, [editor, ui, registry, flow, canvas, actions, store, show])
}
