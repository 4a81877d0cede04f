import { IconPlus } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { pathLabel, useRegistry } from '../api/registry.tsx'
import { percent, shortNumber } from '../words/time.ts'
import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from './adapter.ts'
import classes from './canvas.module.css'
import { useBusiest, useCanvas, usePathCount, useStepCounts, useTone } from './context.ts'
import type { CanvasEdge } from './flow.ts'
import { cornersOf, roomOn, roundedPath } from './routing.ts'
import { useStepType } from './use-step-type.ts'

/** A line from a path of one step to the next step. */
export const LineEdge = memo(function LineEdge(props: EdgeProps<CanvasEdge>) {
  const { id, source, sourceX, sourceY, targetX, targetY, data, selected } = props
  const line = data?.line
  const { mode } = useCanvas()
  const width = useWidth(source, line?.edge.path ?? '')
  const tone = useTone(id)
  if (line === undefined) return null
  const corners = cornersOf({ x: sourceX, y: sourceY }, { x: targetX, y: targetY }, line.route)
  return (
    <>
      <BaseEdge
        id={id}
        path={roundedPath(corners)}
        markerEnd="url(#perennial-arrow)"
        interactionWidth={18}
        className={classes['line'] ?? ''}
        data-selected={selected || undefined}
        data-tone={tone}
        style={mode === 'view' ? { strokeWidth: width } : {}}
      />
      <EdgeLabelRenderer>
        <LineLabel line={line} source={source} x={sourceX} y={sourceY} />
        {mode === 'edit' && <AddOnLine source={source} path={line.edge.path} at={roomOn(corners, line.named)} />}
      </EdgeLabelRenderer>
    </>
  )
})

/** From 1.4 to 4.2 pixels, by the share of the busiest path. */
function useWidth(source: string, path: string): number {
  const busiest = useBusiest()
  const count = usePathCount(source, path) ?? 0
  return busiest === 0 ? 1.4 : 1.4 + 2.8 * Math.sqrt(count / busiest)
}

interface LabelProps {
  line: NonNullable<CanvasEdge['data']>['line']
  source: string
  x: number
  y: number
}

function LineLabel({ line: { port, named }, source, x, y }: LabelProps) {
  const { t } = useTranslation()
  const registry = useRegistry()
  const type = useStepType(source)
  const count = usePathCount(source, port.path)
  const left = useStepCounts(source)
  const { shares } = useCanvas()
  if (!named && count === undefined) return null
  const passed = Object.values(left?.paths ?? {}).reduce((sum, each) => sum + each, 0)
  const label = pathLabel(type, port.path, registry)
  const isRight = port.side === 'right'
  return (
    <div
      className={classes['lineLabel']}
      data-shares={(shares === true && named) || undefined}
      aria-hidden
      title={
        count === undefined
          ? label
          : t('canvas.share', { label, count, share: passed === 0 ? '' : percent(count / passed) })
      }
      style={{
        transform: isRight
          ? `translate(${x + 5}px, ${y}px) translateY(-50%)`
          : `translate(${x}px, ${y + 7 + port.row * 20}px) translateX(-50%)`,
      }}
    >
      {named && <span className={classes['lineName']}>{label}</span>}
      {count !== undefined && <b>{shares === true && passed > 0 ? percent(count / passed) : shortNumber(count)}</b>}
    </div>
  )
}

function AddOnLine({ source, path, at }: { source: string; path: string; at: { x: number; y: number } }) {
  const { t } = useTranslation()
  const { actions } = useCanvas()
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`${classes['addOnLine']} nodrag nopan`}
      aria-label={t('canvas.insert')}
      title={t('canvas.insert')}
      style={{ transform: `translate(${at.x}px, ${at.y}px) translate(-50%, -50%)` }}
      onClick={(event) => {
        event.stopPropagation()
        actions.addAfter(source, path, { x: event.clientX, y: event.clientY })
      }}
    >
      <span className={classes['plus']}>
        <IconPlus size={11} stroke={2.6} aria-hidden />
      </span>
    </button>
  )
}
