import { useEffect, useRef } from 'react'
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

/** Names of the lanes, always in sight. They follow the canvas by CSS variables, without rendering. */
export function LaneHeaders({ bands, cards }: { bands: readonly Band[]; cards: readonly Card[] }) {
  const { t } = useTranslation()
  const ref = useRef<HTMLDivElement>(null)
  const flow = useStoreApi()

  useEffect(() => {
    const follow = ({ transform: [x, , zoom] }: { transform: [number, number, number] }): void => {
      ref.current?.style.setProperty('--pan', String(x))
      ref.current?.style.setProperty('--zoom', String(zoom))
    }
    follow(flow.getState())
    return flow.subscribe(follow)
  }, [flow])

  return (
    <div ref={ref} className={classes['headers']}>
      {bands.map(({ lane, left, width }) => {
        const inLane = cards.filter((card) => card.lane === lane)
        return (
          <div
            key={lane}
            className={classes['header']}
            style={{ '--left': left, '--width': width, color: stageColor(lane) } as React.CSSProperties}
          >
            <span className={classes['swatch']} style={{ background: STAGE_PATTERN[lane] }} aria-hidden />
            <span className={classes['headerName']}>{t(`common.stage.${lane}`)}</span>
            <LaneNumbers lane={lane} steps={inLane} />
          </div>
        )
      })}
    </div>
  )
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
