import { useStore } from 'zustand'
import { ViewportPortal } from '../canvas/adapter.ts'
import { useCanvas } from '../canvas/context.ts'
import type { Drawing } from '../canvas/drawing.ts'
import { CARD } from '../document/card.ts'
import classes from './analytics.module.css'

export type Heat = 'off' | 'volume' | 'drop'

/** A glow around each step, the stronger the more customers came, or the larger the share that left the journey there. */
export function HeatLayer({ drawing, heat }: { drawing: Drawing; heat: Exclude<Heat, 'off'> }) {
  const { counts } = useCanvas()
  const steps = useStore(counts, (state) => state.counts?.steps)
  const warmth = drawing.cards.map(({ step, place }) => {
    const count = steps?.[step.id]
    const isEnd = step.type === 'exit'
    const value =
      count === undefined
        ? 0
        : heat === 'volume'
          ? count.arrived
          : isEnd || count.arrived === 0
            ? 0
            : count.exited / count.arrived
    return { id: step.id, place, value }
  })
  const most = Math.max(0, ...warmth.map(({ value }) => value))
  const color = heat === 'volume' ? 'var(--accent)' : 'var(--danger)'
  return (
    <ViewportPortal>
      {warmth.map(({ id, place, value }) =>
        value === 0 ? null : (
          <div
            key={id}
            aria-hidden
            className={classes['glow']}
            style={{
              left: place.x - (252 - CARD.width) / 2,
              top: place.y - (116 - CARD.height) / 2,
              background: `color-mix(in srgb, ${color} ${Math.round(8 + (Math.sqrt(value / most) || 0) * 34)}%, transparent)`,
            }}
          />
        ),
      )}
    </ViewportPortal>
  )
}
