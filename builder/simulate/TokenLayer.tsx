import { useEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import { useStoreApi } from '../canvas/adapter.ts'
import type { Drawing } from '../canvas/drawing.ts'
import { LANES, type LaneId } from '../theme/stages.ts'
import classes from './simulate.module.css'
import type { Simulation } from './store.ts'
import { SPAN_SECONDS } from './store.ts'
import { tokensAt, tracksOf } from './tokens.ts'

/** How long a dot is under way on the screen, at any speed. */
const WAY_SECONDS = 0.9

/** Customers as dots on their way, drawn on one canvas over the journey. It draws only while something moves. */
export function TokenLayer({
  simulation,
  drawing,
  journeyId,
}: {
  simulation: Simulation
  drawing: Drawing
  journeyId: string
}) {
  const ref = useRef<HTMLCanvasElement>(null)
  const flow = useStoreApi()
  const timeline = useStore(simulation, ({ result }) => result?.timeline ?? null)
  const tracks = useMemo(
    () => (timeline === null ? [] : tracksOf(drawing, timeline, journeyId)),
    [drawing, timeline, journeyId],
  )

  useEffect(() => {
    const canvas = ref.current
    const pen = canvas?.getContext('2d')
    if (canvas === null || pen === null || pen === undefined || timeline === null) return
    const colors = colorsOf(canvas)
    let asked = 0
    const draw = (): void => {
      asked = 0
      const { at, speed } = simulation.getState()
      const { transform, width, height } = flow.getState()
      const [x, y, zoom] = transform
      const dense = devicePixelRatio
      if (canvas.width !== Math.round(width * dense) || canvas.height !== Math.round(height * dense)) {
        canvas.width = Math.round(width * dense)
        canvas.height = Math.round(height * dense)
      }
      pen.setTransform(1, 0, 0, 1, 0, 0)
      pen.clearRect(0, 0, canvas.width, canvas.height)
      pen.setTransform(zoom * dense, 0, 0, zoom * dense, x * dense, y * dense)
      const travel = ((timeline.until - timeline.start) * speed * WAY_SECONDS) / SPAN_SECONDS
      const radius = Math.max(4, 3 / zoom)
      const tokens = tokensAt(tracks, at, travel)
      // One path per colour: filling is what costs.
      for (const lane of LANES) {
        pen.beginPath()
        for (const token of tokens) {
          if (token.lane !== lane) continue
          pen.moveTo(token.x + radius, token.y)
          pen.arc(token.x, token.y, radius, 0, 2 * Math.PI)
        }
        pen.fillStyle = colors[lane]
        pen.fill()
      }
    }
    const ask = (): void => {
      asked ||= requestAnimationFrame(draw)
    }
    ask()
    const stops = [simulation.subscribe(ask), flow.subscribe(ask)]
    return () => {
      cancelAnimationFrame(asked)
      for (const stop of stops) stop()
    }
  }, [flow, simulation, timeline, tracks])

  return <canvas ref={ref} className={classes['tokens']} aria-hidden />
}

function colorsOf(element: Element): Record<LaneId, string> {
  const style = getComputedStyle(element)
  return Object.fromEntries(LANES.map((lane) => [lane, style.getPropertyValue(`--stage-${lane}`)])) as Record<
    LaneId,
    string
  >
}
