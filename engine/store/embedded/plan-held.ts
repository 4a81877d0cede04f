import { encode } from './codec.ts'
import { type Condition, conjuncts, implies, isPlain } from './conditions.ts'
import type { Held } from './held.ts'
import { keyOf } from './key.ts'
import { columnNamed, type Shape } from './shape.ts'
import type { SortOrder } from './sort.ts'
import type { Doc, Key } from './types.ts'

/**
 * A search that an index in memory answers: the rows with these first keys. `exact`: nothing else is asked of them.
 * `ordered`: they come in the order wanted.
 */
export type Places = { held: Held; firsts: Key[]; exact: boolean; ordered: boolean }

/** The index in memory that knows which rows may match, if one does. */
export function planHeld(
  { shape, held }: { shape: Shape; held: readonly Held[] },
  filter: Doc,
  order: SortOrder,
): Places | undefined {
  if (held.length === 0) return undefined
  const conditions = conjuncts(filter)
  for (const one of held) {
    const { spec } = one.index
    const first = conditions.find((condition) => condition.path === Object.keys(spec.key)[0] && namesKeys(condition))
    if (!first || !(spec.partialFilterExpression === undefined || implies(conditions, spec))) continue
    const said = conjuncts(spec.partialFilterExpression ?? {}).map((condition) => encode({ ...condition }))
    const rest = conditions.filter((condition) => condition !== first && !said.includes(encode({ ...condition })))
    const operands = (first.operator === '$in' ? first.operand : [first.operand]) as unknown[]
    return {
      held: one,
      firsts: operands.map(keyOf),
      exact: rest.length === 0 && isPlain(filter),
      ordered: servesOrder(shape, one, order),
    }
  }
  return undefined
}

/** Whether a condition lists the keys it finds: texts and plain numbers are their own keys. */
function namesKeys({ operator, operand }: Condition): boolean {
  const isKey = (value: unknown): boolean => typeof value === 'string' || Number.isFinite(value)
  return operator === '$eq' ? isKey(operand) : operator === '$in' && Array.isArray(operand) && operand.every(isKey)
}

function servesOrder(shape: Shape, { index }: Held, order: SortOrder): boolean {
  const keys = Object.entries(index.spec.key)
  return order.every(([path, direction], i) => {
    const [key, along] = keys[i] ?? []
    return path === key && direction === 1 && along === 1 && !columnNamed(shape, index.columns[i] ?? '').unordered
  })
}
