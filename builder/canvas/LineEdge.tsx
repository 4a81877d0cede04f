import { memo } from 'react'
import { AddOnLine } from './AddOnLine.tsx'
import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from './adapter.ts'
import classes from './canvas.module.css'
import { useCanvas, useTone } from './context.ts'
import type { CanvasEdge } from './flow.ts'
import { CountLabel, NameLabel, useLineWidth } from './LineLabel.tsx'
import { arrowHead, cornersOf, roomOn, roundedPath } from './routing.ts'

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
      <BaseEdge
        {...look}
        id={id}
        path={roundedPath(corners) + arrowHead(corners)}
        data-selected={selected || undefined}
        data-tone={tone}
      />
      <AddOnLine source={source} path={line.edge.path} at={roomOn(corners, line.named)} />
      {line.named && (
        <EdgeLabelRenderer>
          <NameLabel line={line} source={source} x={sourceX} y={sourceY} />
        </EdgeLabelRenderer>
      )}
    </>
  )
}

/** A line that says how many took it. */
function CountedLine({ id, source, sourceX, sourceY, targetX, targetY, data, selected }: EdgeProps<CanvasEdge>) {
  const tone = useTone(id)
  const strokeWidth = useLineWidth(source, data?.line.paths ?? [])
  if (data === undefined) return null
  const { line } = data
  const corners = cornersOf({ x: sourceX, y: sourceY }, { x: targetX, y: targetY }, line.route)
  return (
    <>
      <BaseEdge
        {...look}
        id={id}
        path={roundedPath(corners) + arrowHead(corners)}
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

const look = { interactionWidth: 18, className: classes['line'] ?? '' }
