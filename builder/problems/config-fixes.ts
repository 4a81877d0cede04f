import { approxMs, parseDuration } from '../../engine/core/calendar/index.ts'
import { pathOf, valueAt } from '../../engine/core/format/pointer.ts'
import type { Json } from '../../engine/core/model/json.ts'
import { freeId } from '../document/document.ts'
import { changeAt } from './fix-commands.ts'
import type { Fix, Fixer, Surroundings } from './fixes.ts'
import type { PlacedProblem } from './problems.ts'

/** Fixes of settings, by the code of the problem. */
export const configFixes: Readonly<Record<string, Fixer>> = {
  'duplicate-id': ({ pointer }, { document: { settings } }) => {
    const [list, index] = pathOf(pointer)
    if (list !== 'goals' && list !== 'exits') return null
    const rules = settings[list] ?? []
    const id = rules[Number(index)]?.id
    if (id === undefined || rules.filter((rule) => rule.id === id).length < 2) return null
    const free = freeId(id, Object.fromEntries(rules.map((rule) => [rule.id, true])))
    return {
      key: 'callIt',
      values: { id: free },
      command: changeAt(pointer, null, '', (holder) => void (holder['id'] = free)),
    }
  },

  'unknown-key': (problem, around) => {
    // In a condition a key too many is a question too many: which of them is meant, only a person knows.
    return /\/(when|where|condition)\//.test(problem.pointer) ? null : removesKey(problem, around)
  },

  'invalid-config': (problem, around) =>
    // Where the engine itself says so: what is there means nothing.
    /^The operator ".*" compares with nothing|Remove it\.$/.test(problem.message) ? removesKey(problem, around) : null,

  'unseen-name': (problem, around) => {
    const [, typed, meant] = /named "(.*)" has come in yet; did you mean "(.*)"\?$/.exec(problem.message) ?? []
    const value = valueOf(problem, around)
    if (typed === undefined || meant === undefined || typeof value !== 'string') return null
    const changed = value === typed ? meant : value.replaceAll(asPath(typed), () => meant)
    if (changed === value) return null
    const { at, pointer } = problem
    const name = at === null ? '' : around.nameOf(at)
    const command = changeAt(pointer, at, name, (holder, key) => void (holder[key] = changed))
    return { key: 'useName', values: { name: meant }, command }
  },

  'bad-weights': ({ at, pointer }, { document, nameOf }) => {
    const arms = at === null ? undefined : document.steps[at]?.config['arms']
    if (at === null || !Array.isArray(arms)) return null
    const weights = arms.map((arm) => Number(valueAt(arm, ['weight'])))
    if (weights.some((weight) => weight > 0) && weights.every((weight) => weight >= 0)) return null
    const share = Math.max(1, Math.floor(100 / arms.length))
    const command = changeAt(pointer.replace(/\/arms.*$/, '/arms'), at, nameOf(at), (config) => {
      for (const arm of config['arms'] as Record<string, Json>[]) arm['weight'] = share
    })
    return { key: 'shareEqually', command }
  },

  'bad-duration': (problem, around) => {
    const { at, pointer, field } = problem
    const value = valueOf(problem, around)
    const name = at === null ? '' : around.nameOf(at)
    if (typeof value === 'string' && /^-P/.test(value) && parseDuration(value.slice(1)) !== null) {
      const forward = value.slice(1)
      return { key: 'removeMinus', command: changeAt(pointer, at, name, (holder, key) => void (holder[key] = forward)) }
    }
    const between = at === null ? undefined : valueAt(around.document.steps[at]?.config, pathOf(field).slice(0, -1))
    if (!field.endsWith('/between/max') || !isUpsideDown(between)) return null
    const { min, max } = between
    return {
      key: 'swapEnds',
      command: changeAt(pointer, at, name, (holder) => void Object.assign(holder, { min: max, max: min })),
    }
  },
}

/** A path where it stands alone in a text, not as a part of a longer one. */
const asPath = (path: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}_$.])${path.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}_$])`, 'gu')

function isUpsideDown(between: unknown): between is { min: string; max: string } {
  const [min, max] = [parseDuration(valueAt(between, ['min'])), parseDuration(valueAt(between, ['max']))]
  return min !== null && max !== null && approxMs(min) > approxMs(max)
}

function removesKey(problem: PlacedProblem, around: Surroundings): Fix | null {
  if (valueOf(problem, around) === undefined) return null
  const { at, pointer } = problem
  const key = pathOf(pointer).at(-1) ?? ''
  const name = at === null ? '' : around.nameOf(at)
  return {
    key: 'removeKey',
    values: { key },
    command: changeAt(pointer, at, name, (holder) => void delete holder[key]),
  }
}

/** What stands at the place of a problem now. */
function valueOf({ at, field, pointer }: PlacedProblem, { document }: Surroundings): unknown {
  if (at === null) return valueAt(document.settings, pathOf(pointer))
  return field === '' ? undefined : valueAt(document.steps[at]?.config, pathOf(field))
}
