import { memo } from 'react'
import { useText } from '../i18n/use-texts.ts'
import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from './adapter.ts'
import classes from './canvas.module.css'
import { useCanvas, useTone } from './context.ts'
import type { CanvasEdge } from './flow.ts'
import { CountLabel, NameLabel, useLineWidth } from './LineLabel.tsx'
import { cornersOf, roomOn, roundedPath } from './routing.ts'

/** A line from a path of one step to the next step. */
export const LineEdge = memo(function LineEdge(props: EdgeProps<CanvasEdge>) {
  const { mode } = useCanvas()
  return mode === 'edit' ? <EditedLine {...props} /> : <CountedLine {...props} />
})

/** A line with a button for a step in between. */
function EditedLine({ id, source, sourceX, sourceY, targetX, targetY, data, selected }: EdgeProps<CanvasEdge>) {
  const tone = useTone(id)
  if (data === undefined) return null
  const { line } = data
  const corners = cornersOf({ x: sourceX, y: sourceY }, { x: targetX, y: targetY }, line.route)
  return (
    <>
      <BaseEdge {...look} id={id} path={roundedPath(corners)} data-selected={selected || undefined} data-tone={tone} />
      <EdgeLabelRenderer>
        {line.named && <NameLabel line={line} source={source} x={sourceX} y={sourceY} />}
        <AddOnLine source={source} path={line.edge.path} at={roomOn(corners, line.named)} />
      </EdgeLabelRenderer>
    </>
  )
}

/** A line that says how many took it. */
function CountedLine({ id, source, sourceX, sourceY, targetX, targetY, data, selected }: EdgeProps<CanvasEdge>) {
  const tone = useTone(id)
  const strokeWidth = useLineWidth(source, data?.line.edge.path ?? '')
  if (data === undefined) return null
  const { line } = data
  const corners = cornersOf({ x: sourceX, y: sourceY }, { x: targetX, y: targetY }, line.route)
  return (
    <>
      <BaseEdge
        {...look}
        id={id}
        path={roundedPath(corners)}
        data-selected={selected || undefined}
        data-tone={tone}
        style={{ strokeWidth }}
      />
      <EdgeLabelRenderer>
        <CountLabel line={line} source={source} x={sourceX} y={sourceY} />
      </EdgeLabelRenderer>
    </>
  )
}

const look = { markerEnd: 'url(#perennial-arrow)', interactionWidth: 18, className: classes['line'] ?? '' }

function AddOnLine({ source, path, at }: { source: string; path: string; at: { x: number; y: number } }) {
  const label = useText('canvas.insert')
  const { actions } = useCanvas()
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`${classes['addOnLine']} nodrag nopan`}
      aria-label={label}
      title={label}
      style={{ left: at.x - 12, top: at.y - 12 }}
      onClick={(event) => {
        event.stopPropagation()
        actions.addAfter(source, path, { x: event.clientX, y: event.clientY })
      }}
    />
  )
}
