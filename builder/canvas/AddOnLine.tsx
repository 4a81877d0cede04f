import { useCallback } from 'react'
import { createPortal } from 'react-dom'
import type { Point } from '../document/document.ts'
import { useText } from '../i18n/use-texts.ts'
import { ViewportPortal } from './adapter.ts'
import classes from './canvas.module.css'
import { useCanvas } from './context.ts'

/**
 * The plus in the middle of a line. All of them are shapes of one drawing over the journey: hundreds of boxes would be laid out
 * and painted one by one at every move.
 */
export function AddOnLine({ source, path, at: { x, y } }: { source: string; path: string; at: Point }) {
  const label = useText('canvas.insert')
  const { actions, pluses } = useCanvas()
  if (pluses === null) return null
  return createPortal(
    <g
      role="button"
      tabIndex={-1}
      className={`${classes['addOnLine']} nodrag nopan`}
      aria-label={label}
      onClick={(event) => {
        event.stopPropagation()
        actions.addAfter(source, path, { x: event.clientX, y: event.clientY })
      }}
    >
      <title>{label}</title>
      <path className={classes['aim']} d={circle(x, y, 12)} />
      <path className={classes['disc']} d={circle(x, y, 9)} />
      <path className={classes['cross']} d={`M${x - 4} ${y}h8M${x} ${y - 4}v8`} />
    </g>,
    pluses,
  )
}

const circle = (x: number, y: number, radius: number): string =>
  `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0`

/** The drawing that holds them. It is there before the first line, so that no line has to wait for it. */
export const createPluses = (): SVGSVGElement => document.createElementNS('http://www.w3.org/2000/svg', 'svg')

export function Pluses() {
  const { pluses } = useCanvas()
  const hold = useCallback(
    (box: HTMLDivElement | null) => {
      if (pluses !== null) box?.append(pluses)
    },
    [pluses],
  )
  return (
    <ViewportPortal>
      <div ref={hold} className={classes['pluses']} />
    </ViewportPortal>
  )
}
