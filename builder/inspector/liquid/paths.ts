import { useMemo } from 'react'
import type { JsonObject } from '../../../engine/core/model/json.ts'
import type { StepBody } from '../../document/document.ts'
import { useEditor } from '../../editor/context.ts'
import { useSuggestions } from '../suggestions.ts'

/** Names a template may print: what this journey uses and fills in, then what is common. */
export function useLiquidPaths(): string[] {
  const fields = useSuggestions('field')
  const steps = useEditor((state) => state.document.steps)
  return useMemo(() => {
    const own = Object.values(steps).flatMap(filledIn)
    // Scores are for conditions; templates do not have them.
    const printed = fields.filter((path) => !path.startsWith('score.'))
    return [...new Set([...own, ...printed, 'customer.id', 'links.unsubscribe', 'now'])]
  }, [fields, steps])
}

/** Notes of the journey that a step writes. */
function filledIn({ type, config }: StepBody): string[] {
  if (type === 'coupon') return ['vars.coupon.code', 'vars.coupon.value', 'vars.coupon.expires']
  if (type === 'webhook' && typeof config['saveAs'] === 'string') return [`vars.${config['saveAs']}`]
  const { set, increment } = config as { set?: JsonObject; increment?: JsonObject }
  return type === 'update'
    ? Object.keys({ ...set, ...increment }).map((key) => (key.startsWith('vars.') ? key : `customer.${key}`))
    : []
}
