import { memo } from 'react'
import { CARD } from '../document/card.ts'
import { Handle, type NodeProps, Position, useFlow } from './adapter.ts'
import { CardBody } from './CardBody.tsx'
import classes from './canvas.module.css'
import { useCanvas } from './context.ts'
import { IN, type StepFlowNode } from './flow.ts'
import { OpenPath } from './OpenPath.tsx'

/**
 * A card: React Flow renders it at every move. All that a person reads is in `CardBody`, which only renders when the step
 * itself changes. Nothing here keeps state: a card that leaves the screen is thrown away.
 */
export const StepNode = memo(function StepNode({ data: { card } }: NodeProps<StepFlowNode>) {
  const { mode } = useCanvas()
  if (mode === 'view') return <CardBody card={card} />
  return (
    <>
      <CardBody card={card} />
      {!card.isEntry && <WaysIn />}
      {card.ports.map((port) => (
        <Handle
          key={port.path}
          id={port.path}
          type="source"
          position={port.side === 'right' ? Position.Right : Position.Bottom}
          className={classes['port'] ?? ''}
          data-quiet={port.quiet || undefined}
          style={{ left: port.x - 0.5, top: port.y - 0.5 }}
        />
      ))}
      {card.ports
        .filter((port) => !port.connected && !port.quiet)
        .map((port) => (
          <OpenPath key={port.path} step={card.step} port={port} isNamed={card.ports.length > 1} />
        ))}
    </>
  )
})

/** Where a line can be let go: there while one is being drawn, because a journey has hundreds of cards. */
function WaysIn() {
  const isDrawing = useFlow((flow) => flow.connection.inProgress || flow.connectionClickStartHandle !== null)
  if (!isDrawing) return null
  return (
    <>
      <Handle
        id={IN.top}
        type="target"
        position={Position.Top}
        className={classes['in'] ?? ''}
        style={{ left: CARD.width / 2 - 0.5, top: -0.5 }}
      />
      <Handle
        id={IN.left}
        type="target"
        position={Position.Left}
        className={classes['in'] ?? ''}
        style={{ left: -0.5, top: CARD.height / 2 - 0.5 }}
      />
    </>
  )
}
