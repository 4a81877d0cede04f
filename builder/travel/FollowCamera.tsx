import { useReducedMotion } from '@mantine/hooks'
import { useEffect } from 'react'
import { useReactFlow } from '../canvas/adapter.ts'
import type { Drawing } from '../canvas/drawing.ts'
import { CARD } from '../document/card.ts'

/** Near enough to read a card, far enough to see where it leads. */
const ZOOM = 0.72

/** Keeps the step that the customer stands on in the middle of the canvas. */
export function FollowCamera({ drawing, step }: { drawing: Drawing; step: string | null }) {
  const flow = useReactFlow()
  const isStill = useReducedMotion()
  const place = drawing.cards.find((card) => card.step.id === step)?.place
  const [x, y] = [place?.x, place?.y]
  useEffect(() => {
    if (x === undefined || y === undefined) return
    // The canvas shows the whole journey once when it opens; this comes after that.
    const frame = requestAnimationFrame(() => {
      void flow.setCenter(x + CARD.width / 2, y + CARD.height / 2, { zoom: ZOOM, duration: isStill ? 0 : 280 })
    })
    return () => cancelAnimationFrame(frame)
  }, [flow, x, y, isStill])
  return null
}
