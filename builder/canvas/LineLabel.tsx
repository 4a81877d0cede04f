import type { CSSProperties } from 'react'
import { pathLabel, useRegistry } from '../api/registry.tsx'
import { useTexts } from '../i18n/use-texts.ts'
import { percent, shortNumber } from '../words/time.ts'
import classes from './canvas.module.css'
import { useBusiest, useCanvas, usePassed, useStepCounts } from './context.ts'
import type { Line } from './drawing.ts'
import { useStepType } from './use-step-type.ts'

interface Props {
  line: Line
  source: string
  /** Where the line leaves its card. */
  x: number
  y: number
}

/** The name of the path that a line takes. */
export function NameLabel({ line: { port }, source, x, y }: Props) {
  const label = useLabel(source, port.path)
  return (
    <div className={classes['lineLabel']} data-side={port.side} aria-hidden title={label} style={placed(port, x, y)}>
      {label}
    </div>
  )
}

/** How many took the path, or which share of those who went on; its name where several ways lead on. */
export function CountLabel({ line: { port, paths, named }, source, x, y }: Props) {
  const t = useTexts()
  const label = useLabel(source, port.path)
  const count = usePassed(source, paths)
  const left = useStepCounts(source)
  const { shares } = useCanvas()
  if (!named && count === undefined) return null
  const passed = Object.values(left?.paths ?? {}).reduce((sum, each) => sum + each, 0)
  return (
    <div
      className={classes['lineLabel']}
      data-side={port.side}
      data-counted={count !== undefined || undefined}
      data-shares={(shares === true && named && count !== undefined) || undefined}
      aria-hidden
      title={
        count === undefined
          ? label
          : t('canvas.share', { label, count, share: passed === 0 ? '' : percent(count / passed) })
      }
      style={placed(port, x, y)}
    >
      {named && <span className={classes['lineName']}>{label}</span>}
      {count !== undefined && <b>{shares === true && passed > 0 ? percent(count / passed) : shortNumber(count)}</b>}
    </div>
  )
}

/** What a path is called in the language of the page, also when that changes. */
function useLabel(source: string, path: string): string {
  useTexts()
  return pathLabel(useStepType(source), path, useRegistry())
}

const ROOM = 60

/** Beside the port, or centred under it. By its edges, not by a transform: each of those is painted for itself. */
function placed({ side, row }: Line['port'], x: number, y: number): CSSProperties {
  if (side === 'right') return { left: x + 5, top: y - 10 }
  return { left: x - ROOM, right: `calc(100% - ${x + ROOM}px)`, top: y + 7 + row * 20 }
}

/** From 1.4 to 4.2 pixels, by the share of the busiest path. */
export function useLineWidth(source: string, paths: readonly string[]): number {
  const busiest = useBusiest()
  const count = usePassed(source, paths) ?? 0
  return busiest === 0 ? 1.4 : 1.4 + 2.8 * Math.sqrt(Math.min(1, count / busiest))
}
