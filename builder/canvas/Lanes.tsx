import { type RefObject, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { LaneId } from '../theme/stages.ts'
import { STAGE_PATTERN, stageColor } from '../theme/stages.ts'
import { shortNumber } from '../words/time.ts'
import type { Band } from '../document/placement.ts'
import { useStoreApi, ViewportPortal } from './adapter.ts'
import classes from './canvas.module.css'
import { useCanvas } from './context.ts'
import type { Card } from './drawing.ts'

const FAR = 20_000

/** The six lanes, painted once behind the journey. They are no nodes: a step only names its stage. */
export function LaneBands({ bands }: { bands: readonly Band[] }) {
  return (
    <ViewportPortal>
      {bands.map(({ lane, left, width }) => (
        <div
          key={lane}
          className={classes['band']}
          style={{ left, width, top: -FAR, height: 2 * FAR, color: stageColor(lane) }}
          aria-hidden
        />
      ))}
    </ViewportPortal>
  )
}

/** Names of the lanes, always in sight. They follow the canvas by themselves, without rendering. */
export function LaneHeaders({ bands, cards }: { bands: readonly Band[]; cards: readonly Card[] }) {
  const { t } = useTranslation()
  const ref = useRef<HTMLDivElement>(null)
  useFollow(ref, bands)
  return (
    <div className={classes['headers']}>
      <div ref={ref} className={classes['headerRow']}>
        {bands.map(({ lane }) => {
          const inLane = cards.filter((card) => card.lane === lane)
          return (
            <div key={lane} className={classes['header']} style={{ color: stageColor(lane) }}>
              <span className={classes['swatch']} style={{ background: STAGE_PATTERN[lane] }} aria-hidden />
              <span className={classes['headerName']}>{t(`common.stage.${lane}`)}</span>
              <LaneNumbers lane={lane} steps={inLane} />
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** Widths follow the zoom in steps: between them names are only moved, and nothing has to be laid out anew. */
const ZOOM_STEP = Math.log(1.1)
const inSteps = (zoom: number): number => Math.exp(Math.floor(Math.log(zoom) / ZOOM_STEP + 1e-6) * ZOOM_STEP)
/** Below it a name stands alone, without a number. */
const WIDE = 210

/** Each name stays over the middle of its lane. */
function useFollow(ref: RefObject<HTMLDivElement | null>, bands: readonly Band[]): void {
  const flow = useStoreApi()
  useLayoutEffect(() => {
    const row = ref.current as HTMLDivElement
    const headers = [...row.children] as HTMLElement[]
    let [pan, scale, room] = [Number.NaN, Number.NaN, Number.NaN]
    const follow = ({ transform: [x, , zoom] }: { transform: [number, number, number] }): void => {
      if (x !== pan) row.style.transform = `translateX(${x}px)`
      pan = x
      if (zoom === scale) return
      scale = zoom
      for (const [at, { left, width }] of bands.entries()) {
        const middle = (left + width / 2) * zoom
        ;(headers[at] as HTMLElement).style.transform = `translateX(${middle}px) translateX(-50%)`
      }
      if (inSteps(zoom) === room) return
      room = inSteps(zoom)
      for (const [at, { width }] of bands.entries()) {
        const header = headers[at] as HTMLElement
        header.style.width = `${width * room}px`
        header.toggleAttribute('data-narrow', width * room < WIDE)
      }
    }
    follow(flow.getState())
    return flow.subscribe(follow)
  }, [ref, bands, flow])
}

function LaneNumbers({ steps }: { lane: LaneId; steps: readonly Card[] }) {
  const { t } = useTranslation()
  const { mode, counts } = useCanvas()
  const inside = useStore(counts, (state) =>
    state.counts === null
      ? null
      : steps.reduce((sum, { step }) => sum + (state.counts?.steps[step.id]?.waiting ?? 0), 0),
  )
  const text =
    mode === 'view' && inside !== null && steps.length > 0
      ? t('canvas.laneInside', { count: inside, shown: shortNumber(inside) })
      : t('canvas.laneSteps', { count: steps.length })
  return <span className={classes['headerCount']}>{text}</span>
}
