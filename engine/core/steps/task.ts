import { z } from 'zod'
import { checkWaitingTime } from './checks.ts'
import { duration, shortText, text } from './fields.ts'
import { type Decision, defineStep, type StepContext } from './sdk.ts'
import { isDue, movedTimer, startTimer, type Timer, waitUntil } from './timer.ts'

const config = z.strictObject({
  queue: shortText,
  title: text.min(1).max(500),
  dueIn: duration.exactOptional(),
  waitForDone: z.boolean().exactOptional(),
})
type Config = z.infer<typeof config>

/** Gives colleagues something to do, and may wait until they have. */
export const task = defineStep({
  type: 'task',
  icon: 'checklist',
  group: 'message',
  texts: {
    en: {
      name: 'Task for a colleague',
      description: 'Puts a task for the customer into the list of sales, service or another team.',
      paths: { next: 'Then', done: 'Done', overdue: 'Not done in time' },
      fields: { queue: 'Team', title: 'What to do', dueIn: 'Due in', waitForDone: 'Wait until it is done' },
    },
    zh: {
      name: '人工任务',
      description: '在销售、客服或其他团队的任务列表中为客户新建一个任务。',
      paths: { next: '然后', done: '已完成', overdue: '逾期未完成' },
      fields: { queue: '团队', title: '任务内容', dueIn: '完成期限', waitForDone: '等待完成' },
      example: { queue: 'sales', title: '致电 {{ customer.firstName }}', dueIn: 'P2D' },
    },
  },
  config,
  example: { queue: 'sales', title: 'Call {{ customer.firstName }}', dueIn: 'P2D' },
  paths: ({ waitForDone }) => (waitForDone === true ? ['done', 'overdue'] : ['next']),

  check({ title, dueIn, waitForDone }, context) {
    context.text(title, '/title')
    if (dueIn !== undefined) checkWaitingTime(dueIn, '/dueIn', context)
    else if (waitForDone === true) {
      const message = `Step "${context.step.id}" waits for its task. Say how long with "dueIn".`
      context.report('missing-config', message, '/dueIn')
    }
  },

  arrive(context) {
    const { queue, title, dueIn, waitForDone } = context.config
    const timer = dueIn === undefined ? null : startTimer({ for: dueIn }, context)
    const dueAt = timer && new Date(timer.at).toISOString()
    const content = { queue, title: String(context.render(title)), dueAt }
    const interactionId = context.plan({ channel: 'task', topic: null, content, immediate: true })
    return waitForDone === true && timer !== null ? hold(timer, interactionId, context) : { leave: 'next' }
  },

  resume(context, signal) {
    const { waiting } = context.enrollment
    const interactionId = waiting?.interactionId
    if (interactionId === undefined || context.config.dueIn === undefined) return null
    if (signal.type === 'task') return signal.done && signal.interactionId === interactionId ? { leave: 'done' } : null
    if (signal.type === 'timer') return isDue(context) ? { leave: 'overdue' } : null
    const timer = movedTimer({ for: context.config.dueIn }, signal, context)
    return timer && hold(timer, interactionId, context)
  },
})

function hold(timer: Timer, interactionId: string, { config, now }: StepContext<Config>): Decision {
  if (timer.at <= now) return { leave: 'overdue' }
  return { wait: { ...waitUntil({ for: config.dueIn as string }, timer), inputs: true, interactionId } }
}
