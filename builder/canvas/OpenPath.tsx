import { pathLabel, useRegistry } from '../api/registry.tsx'
import type { StepBody } from '../document/document.ts'
import { useText } from '../i18n/use-texts.ts'
import classes from './canvas.module.css'
import { useCanvas } from './context.ts'
import type { Port } from './drawing.ts'

/** The dashed stub of a way that leads nowhere yet: a button that asks what happens next. */
export function OpenPath({ step, port, isNamed }: { step: StepBody; port: Port; isNamed: boolean }) {
  const choose = useText('canvas.choose')
  const { actions } = useCanvas()
  const label = pathLabel(step.type, port.path, useRegistry())
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`${classes['open']} nodrag nopan`}
      style={{ left: port.x, top: port.y }}
      aria-label={`${label}: ${choose}`}
      title={choose}
      onClick={(event) => {
        event.stopPropagation()
        const box = event.currentTarget.getBoundingClientRect()
        actions.addAfter(step.id, port.path, { x: box.right, y: box.bottom })
      }}
    >
      {isNamed && (
        // Neighbours take turns, so that their names do not run into each other.
        <span className={classes['openLabel']} style={{ top: 23 + 12 * port.row, maxWidth: 86 }}>
          {label}
        </span>
      )}
    </button>
  )
}
