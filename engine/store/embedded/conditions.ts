import { encode } from './codec.ts'
import { compareValues, typeRank } from './compare.ts'
import { compileFilter, isOperators } from './match.ts'
import type { IndexSpec } from './shape.ts'
import { type Doc, isDoc } from './types.ts'

/** `element`: the $elemMatch it stands in; conditions of one $elemMatch are met by one and the same element. */
export type Condition = { path: string; operator: string; operand: unknown; element?: Doc }

/** The conditions that must all hold, with nested $and laid flat; other logic is left out (see `isPlain`). */
export function conjuncts(filter: Doc): Condition[] {
  return Object.entries(filter).flatMap(([path, condition]) => {
    if (path === '$and') return (condition as Doc[]).flatMap(conjuncts)
    if (path.startsWith('$')) return []
    return operatorsOf(condition).flatMap(([operator, operand]): Condition[] => {
      if (operator !== '$elemMatch' || !isDoc(operand) || isOperators(operand)) return [{ path, operator, operand }]
      return conjuncts(operand).map((inner) => ({ ...inner, path: `${path}.${inner.path}`, element: operand }))
    })
  })
}

/** True when a filter says no more than its conjuncts. */
export function isPlain(filter: Doc): boolean {
  return Object.entries(filter).every(([path, condition]) =>
    path === '$and' ? (condition as Doc[]).every(isPlain) : !path.startsWith('$'),
  )
}

export function operatorsOf(condition: unknown): [string, unknown][] {
  return isOperators(condition) ? Object.entries(condition) : [['$eq', condition]]
}

/** True when every document that meets the conditions is held by a sparse or partial index. */
export function implies(conditions: Condition[], { partialFilterExpression, key }: IndexSpec): boolean {
  if (!partialFilterExpression) {
    return Object.keys(key).some((path) => impliedBy(conditions, { path, operator: '$exists', operand: true }))
  }
  return (
    isPlain(partialFilterExpression) && conjuncts(partialFilterExpression).every((one) => impliedBy(conditions, one))
  )
}

function impliedBy(conditions: Condition[], wanted: Condition): boolean {
  return conditions.some(({ path, operator, operand }) => path === wanted.path && impliesOne(operator, operand, wanted))
}

function impliesOne(operator: string, operand: unknown, wanted: Condition): boolean {
  if (operator === wanted.operator && encode({ v: operand }) === encode({ v: wanted.operand })) return true
  const holds = compileFilter({ v: { [wanted.operator]: wanted.operand } })
  const proves = (value: unknown): boolean => isScalar(value) && holds({ v: value })
  if (operator === '$eq') return proves(operand)
  if (operator === '$in') return Array.isArray(operand) && operand.length > 0 && operand.every(proves)
  if (!RANGES.has(operator) || !isScalar(operand)) return false
  if (wanted.operator === '$exists') return Boolean(wanted.operand)
  if (typeRank(operand) !== typeRank(wanted.operand) || side(operator) !== side(wanted.operator)) return false
  const order = compareValues(operand, wanted.operand) * (side(operator) === '$g' ? 1 : -1)
  return order > 0 || (order === 0 && (operator === wanted.operator || wanted.operator.endsWith('e')))
}

const RANGES = new Set(['$gt', '$gte', '$lt', '$lte'])

function side(operator: string): string {
  return operator.slice(0, 2)
}

function isScalar(value: unknown): boolean {
  return value !== null && value !== undefined && !Array.isArray(value) && !isDoc(value) && !(value instanceof RegExp)
}
