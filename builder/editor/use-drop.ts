import { type DragEvent, useMemo } from 'react'
import { useReactFlow } from '../canvas/adapter.ts'
import type { CanvasStore } from '../canvas/canvas-store.ts'
import { lineNear } from '../canvas/nearest.ts'
import { CARD } from '../document/card.ts'
import type { Actions } from './canvas-actions.ts'
import { createGlow } from './glow.ts'

export const STEP_TYPE = 'application/x-perennial-step'

/** Steps dragged in from the list: onto a line they are inserted there, elsewhere they stand alone. */
export function useDropFromPanel(canvas: CanvasStore, actions: Actions) {
  const flow = useReactFlow()

  return useMemo(() => {
    const glow = createGlow()
    const lineAt = (event: DragEvent) => {
      const point = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })
      return { point, line: lineNear(canvas.getState().drawing, point) }
    }
    return {
      onDragOver: (event: DragEvent): void => {
        if (!event.dataTransfer.types.includes(STEP_TYPE)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
        glow(lineAt(event).line?.id ?? null)
      },
      onDragLeave: () => glow(null),
      onDrop: (event: DragEvent): void => {
        const type = event.dataTransfer.getData(STEP_TYPE)
        glow(null)
        if (type === '') return
        event.preventDefault()
        const { point, line } = lineAt(event)
        const after = line === null ? null : { from: line.edge.from, path: line.edge.path }
        const at = { x: point.x - CARD.width / 2, y: point.y - CARD.height / 2 }
        actions.add(type, { after, at, drawing: canvas.getState().drawing })
      },
    }
  }, [flow, canvas, actions])
}
