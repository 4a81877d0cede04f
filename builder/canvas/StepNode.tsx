import { memo } from 'react'
import { CARD } from '../document/card.ts'
import { Handle, type NodeProps, Position } from './adapter.ts'
import { CardBody } from './CardBody.tsx'
import classes from './canvas.module.css'
import { useCanvas } from './context.ts'
import { IN, type StepFlowNode } from './flow.ts'
import { OpenPath } from './OpenPath.tsx'

/**
 * The frame of a card: React Flow renders it at every move. All that a person reads is in `CardBody`, which only renders
 * when the step itself changes. Nothing here keeps state: a card that leaves the screen is thrown away.
 */
export const StepNode = memo(function StepNode({ data: { card }, selected }: NodeProps<StepFlowNode>) {
  const { mode } = useCanvas()
  const isEditable = mode === 'edit'
  return (
    <div className={classes['frame']} data-selected={selected || undefined} data-lane={card.lane}>
      {!card.isEntry && (
        <>
          <Handle
            id={IN.top}
            type="target"
            position={Position.Top}
            isConnectable={isEditable}
            className={classes['in'] ?? ''}
          />
          <Handle
            id={IN.left}
            type="target"
            position={Position.Left}
            isConnectable={isEditable}
            className={classes['in'] ?? ''}
          />
        </>
      )}
      <CardBody card={card} />
      {card.ports.map((port) => (
        <Handle
          key={port.path}
          id={port.path}
          type="source"
          position={port.side === 'right' ? Position.Right : Position.Bottom}
          isConnectable={isEditable}
          className={classes['port'] ?? ''}
          data-quiet={port.quiet || undefined}
          data-open={!port.connected || undefined}
          style={
            port.side === 'right'
              ? { top: port.y, left: CARD.width }
              : { left: port.x, top: CARD.height, bottom: 'auto' }
          }
        />
      ))}
      {isEditable &&
        card.ports
          .filter((port) => !port.connected && !port.quiet)
          .map((port) => <OpenPath key={port.path} step={card.step} port={port} isNamed={card.ports.length > 1} />)}
    </div>
  )
})
