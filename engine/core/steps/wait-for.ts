import { z } from 'zod'
import type { WaitConfig } from '../calendar/index.ts'
import type { Condition } from '../model/condition.ts'
import type { CustomerEvent } from '../model/input.ts'
import { checkDate, checkOneOf, checkWaitingTime } from './checks.ts'
import { condition, duration, eventName, id, path, shortText, until, untilField } from './fields.ts'
import { type CheckContext, type Decision, defineStep, type StepContext } from './sdk.ts'
import { isDue, movedTimer, startTimer, type Timer, waitUntil } from './timer.ts'

const branch = z.strictObject({
  path,
  event: eventName.exactOptional(),
  where: condition.exactOptional(),
  condition: condition.exactOptional(),
  interaction: z.strictObject({ step: id, outcome: shortText }).exactOptional(),
})
const config = z.strictObject({
  branches: z.array(branch).min(1).max(50),
  timeout: z.union([
    duration,
    z.strictObject({ until: until.exactOptional(), untilField: untilField.exactOptional() }),
  ]),
  counts: z.enum(['after-arrival', 'since-entry']).exactOptional(),
})
type Branch = z.infer<typeof branch>
type Config = z.infer<typeof config>
type Context = StepContext<Config>

/** Holds the customer until one of several things happens, or until the timeout. */
export const waitFor = defineStep({
  type: 'wait-for',
  icon: 'hourglass',
  group: 'timing',
  texts: {
    en: {
      name: 'Wait for something',
      description: 'Waits until the customer does something or a condition becomes true, at most until the timeout.',
      paths: { timeout: 'Too late' },
      fields: {
        branches: 'What to wait for',
        path: 'Name of the path',
        event: 'The customer does',
        where: 'Only if',
        condition: 'This becomes true',
        interaction: 'What became of a message',
        step: 'Message of step',
        outcome: 'Outcome',
        timeout: 'Wait at most',
        until: 'Until',
        weekdays: 'On weekdays',
        at: 'At local time',
        untilField: 'Until a date of the customer',
        field: 'Field with the date',
        offset: 'Earlier or later by',
        counts: 'Which events count',
      },
    },
    zh: {
      name: '等待事件',
      description: '等到客户做出某个行为或某个条件成立，最迟等到超时为止。',
      paths: { timeout: '超时' },
      fields: {
        branches: '等待什么',
        path: '路径名称',
        event: '客户做了',
        where: '附加条件',
        condition: '此条件成立',
        interaction: '消息的结果',
        step: '步骤的消息',
        outcome: '结果',
        timeout: '最长等待',
        until: '等到',
        weekdays: '星期',
        at: '当地时间',
        untilField: '等到客户的某个日期',
        field: '日期字段',
        offset: '提前或推后',
        counts: '哪些事件有效',
      },
      example: { branches: [{ path: '已下单', event: 'Order Completed' }], timeout: 'P7D' },
    },
  },
  config,
  example: { branches: [{ path: 'bought', event: 'Order Completed' }], timeout: 'P7D' },
  paths: ({ branches }) => [...branches.map((branch) => branch.path), 'timeout'],
  waits: true,

  check(config, context) {
    config.branches.forEach((branch, index) => checkBranch(branch, `/branches/${index}`, context))
    checkTimeout(config.timeout, context)
  },

  conditions: ({ branches }) => branches.flatMap((branch) => [asked(branch) ?? [], branch.where ?? []].flat()),

  arrive(context) {
    const { branches, counts } = context.config
    const past = counts === 'since-entry' ? context.eventsSinceEntry() : []
    for (const branch of branches) {
      const decision = branchIsTrue(branch, context) ?? firstMatch(branch, past, context)
      if (decision) return decision
    }
    const rule = ruleOf(context.config)
    return rule === null ? { wait: { dueAt: null, inputs: true } } : hold(startTimer(rule, context), rule, context)
  },

  resume(context, signal) {
    const events = signal.type === 'event' ? [signal.event] : []
    for (const branch of context.config.branches) {
      const decision = branchIsTrue(branch, context) ?? firstMatch(branch, events, context)
      if (decision) return decision
    }
    if (signal.type === 'timer') return isDue(context) ? { leave: 'timeout' } : null
    const rule = ruleOf(context.config)
    const timer = rule && movedTimer(rule, signal, context)
    return timer && hold(timer, rule, context)
  },
})

/** What a branch asks of the customer's state; null if it waits for an event. */
function asked(branch: Branch): Condition | null {
  if (branch.condition !== undefined) return branch.condition
  return branch.interaction === undefined ? null : { interaction: branch.interaction }
}

function branchIsTrue(branch: Branch, context: Context): Decision | null {
  const condition = asked(branch)
  return condition !== null && context.test(condition) ? { leave: branch.path } : null
}

function firstMatch(branch: Branch, events: readonly CustomerEvent[], context: Context): Decision | null {
  const event = events.find(
    (event) => event.name === branch.event && (branch.where === undefined || context.test(branch.where, event)),
  )
  return event ? { leave: branch.path, event, why: { event: event.id } } : null
}

/** The timeout as a wait; null = never. */
function ruleOf({ timeout }: Config): WaitConfig | null {
  if (timeout === 'never') return null
  return typeof timeout === 'string' ? { for: timeout } : (timeout as WaitConfig)
}

function hold(timer: Timer, rule: WaitConfig, { now }: Context): Decision {
  return timer.past || timer.at <= now ? { leave: 'timeout' } : { wait: { ...waitUntil(rule, timer), inputs: true } }
}

function checkBranch(branch: Branch, field: string, context: CheckContext): void {
  if (!checkOneOf(branch, ['event', 'condition', 'interaction'], field, context)) return
  const { where, condition, interaction } = branch
  if (condition !== undefined) context.condition(condition, `${field}/condition`)
  if (interaction !== undefined) context.condition({ interaction }, field)
  if (where === undefined) return
  if (branch.event !== undefined) context.condition(where, `${field}/where`)
  else {
    const message = `Path "${branch.path}" of step "${context.step.id}" has "where" without an event. Remove it.`
    context.report('invalid-config', message, `${field}/where`)
  }
}

function checkTimeout(timeout: Config['timeout'], context: CheckContext): void {
  if (timeout === 'never') {
    const message = `Step "${context.step.id}" has no timeout, so customers may stay there for good.`
    context.report('timeout-never', message, '/timeout', 'warning')
  } else if (typeof timeout === 'string') checkWaitingTime(timeout, '/timeout', context)
  else if (checkOneOf(timeout, ['until', 'untilField'], '/timeout', context)) checkDate(timeout, '/timeout', context)
}
