import type { Condition, FieldCondition } from '../model/condition.ts'
import { dateOperators } from './dates.ts'
import { eventTest } from './events.ts'
import { fieldReader } from './field.ts'
import { isDateOperator, isValueOperator, valueOperators } from './operators.ts'
import { hasOutcome, mayReach } from './outcome.ts'
import type { ConditionScope, Frame, Test } from './scope.ts'

/**
 * A condition made ready to run: paths split, operators looked up. Kept for as long as the condition object lives, which
 * therefore must not be changed afterwards. An object that is no condition is never true.
 */
export function testOf(condition: Condition): Test {
  const known = ready.get(condition)
  if (known !== undefined) return known
  const test = compile(condition)
  ready.set(condition, test)
  return test
}

const ready = new WeakMap<Condition, Test>()

function compile(condition: Condition): Test {
  if ('all' in condition) return several(condition.all.map(testOf), true)
  if ('any' in condition) return several(condition.any.map(testOf), false)
  if ('not' in condition) return negated(testOf(condition.not))
  if ('field' in condition) return fieldTest(condition)
  if ('event' in condition) return eventTest(condition, condition.where === undefined ? null : testOf(condition.where))
  if ('segment' in condition) return segmentTest(condition.segment)
  if ('stage' in condition) return { holds: ({ scope }) => scope.customer.stage === condition.stage }
  if ('tag' in condition) return { holds: ({ scope }) => scope.customer.tags.includes(condition.tag) }
  if ('interaction' in condition) {
    const { step, outcome } = condition.interaction
    return { holds: ({ scope }) => scope.enrollment !== null && hasOutcome(scope.enrollment, step, outcome) }
  }
  if ('consent' in condition) {
    const { channel, topic } = condition.consent
    return { holds: ({ scope }) => mayReach(scope.customer, channel, topic) }
  }
  return { holds: () => false }
}

/** `all` or, with false, `any`: one test that says otherwise decides the answer. */
function several(tests: readonly Test[], all: boolean): Test {
  const holds = (frame: Frame): boolean => {
    for (const test of tests) if (test.holds(frame) !== all) return !all
    return all
  }
  if (tests.every((test) => test.until === undefined)) return { holds }
  const until = (frame: Frame): number => {
    const deciding = tests.filter((test) => test.holds(frame) !== all)
    // While one that decides stays, so does the answer; if none decides, the first to change may.
    return deciding.length > 0
      ? Math.max(...deciding.map((test) => test.until?.(frame) ?? Infinity))
      : Math.min(...tests.map((test) => test.until?.(frame) ?? Infinity))
  }
  return { holds, until }
}

function negated(test: Test): Test {
  const holds = (frame: Frame): boolean => !test.holds(frame)
  return test.until === undefined ? { holds } : { holds, until: test.until }
}

function fieldTest({ field, op, value, valueField }: FieldCondition): Test {
  const read = fieldReader(field)
  if (op === 'exists') return { holds: ({ scope, event }) => (read(scope, event) ?? null) !== null }
  if (op === 'missing') return { holds: ({ scope, event }) => (read(scope, event) ?? null) === null }
  const readOther = valueField === undefined ? () => value : fieldReader(valueField)

  if (isValueOperator(op)) {
    const compare = valueOperators[op]
    const ifMissing = op === 'ne' || op === 'nin'
    return {
      holds: ({ scope, event }) => {
        const [actual, expected] = [read(scope, event), readOther(scope, event)]
        return actual === undefined || expected === undefined ? ifMissing : compare(actual, expected)
      },
    }
  }
  if (!isDateOperator(op)) return { holds: () => false }
  const { holds, until } = dateOperators[op]
  return {
    holds: ({ scope, event, now }) => {
      const actual = read(scope, event)
      return actual !== undefined && holds(actual, readOther(scope, event) ?? null, now, scope.zone)
    },
    until: ({ scope, event, now }) => {
      const actual = read(scope, event)
      return actual === undefined ? Infinity : until(actual, readOther(scope, event) ?? null, now, scope.zone)
    },
  }
}

/** A segment says the same about a customer everywhere: it sees nothing of the enrollment that asks, nor of its key. */
function segmentTest(id: string): Test {
  const inside = (frame: Frame): { test: Test; frame: Frame } | null => {
    if (frame.segments.includes(id)) return null
    const condition = frame.scope.segment(id)
    if (condition === undefined) return null
    const segments = [...frame.segments, id]
    return { test: testOf(condition), frame: { ...frame, scope: customerOnly(frame.scope), event: null, segments } }
  }
  return {
    holds: (frame) => {
      const segment = inside(frame)
      return segment !== null && segment.test.holds(segment.frame)
    },
    until: (frame) => {
      const segment = inside(frame)
      return segment?.test.until?.(segment.frame) ?? Infinity
    },
  }
}

function customerOnly(scope: ConditionScope): ConditionScope {
  const { customer, now, zone, enteredAt } = scope
  return {
    customer,
    now,
    zone,
    enteredAt,
    event: null,
    entry: null,
    vars: {},
    enrollment: null,
    entryEvent: null,
    key: null,
    history: () => scope.history(),
    segment: (id) => scope.segment(id),
  }
}
