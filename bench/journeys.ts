import type { Condition } from '../engine/core/model/condition.ts'
import type { Journey, Step } from '../engine/core/model/journey.ts'

/** Steps one after another, each followed on its first path by the next. */
function chain(id: string, steps: readonly Step[], more: Partial<Journey> = {}): Journey {
  const edges = steps.slice(1).map((step, i) => ({ from: steps[i]?.id ?? '', path: firstPath(steps[i]), to: step.id }))
  return { format: 1, id, name: id, steps: [...steps], edges, ...more }
}

const firstPath = (step: Step | undefined): string => (step?.type === 'branch' ? 'yes' : 'next')

const start: Step = { id: 'start', type: 'entry', config: { trigger: { type: 'event', event: 'Started' } } }
const end: Step = { id: 'end', type: 'exit', config: { reason: 'done' } }
const wait = (id: string, duration: string): Step => ({ id, type: 'wait', config: { for: duration } })
const send = (id: string): Step => ({
  id,
  type: 'send',
  config: {
    channel: 'email',
    topic: 'news',
    content: { subject: 'Hello {{ customer.firstName }}', text: 'Your plan is {{ customer.plan }}.' },
  },
})
const branch = (id: string, when: Condition): Step => ({
  id,
  type: 'branch',
  config: { branches: [{ path: 'yes', when }] } as never,
})

const isBasic: Condition = { field: 'customer.plan', op: 'eq', value: 'basic' }

/** Waits one after another: every wake-up ends one and begins the next. */
export function waitingJourney(duration: string, waits = 60): Journey {
  return chain('waiting', [start, ...Array.from({ length: waits }, (_, i) => wait(`wait-${i}`, duration)), end])
}

/** Two waits in a circle. */
export function endlessJourney(duration: string): Journey {
  const steps = [start, wait('wait-1', duration), wait('wait-2', duration)]
  const journey = chain('endless', steps)
  return { ...journey, edges: [...journey.edges, { from: 'wait-2', path: 'next', to: 'wait-1' }] }
}

/** Every wait ends at nine o'clock, for everybody at once. */
export const dailyJourney: Journey = chain('daily', [
  start,
  ...Array.from(
    { length: 30 },
    (_, i): Step => ({ id: `wait-${i}`, type: 'wait', config: { for: 'P1D', at: '09:00' } }),
  ),
  end,
])

/** The small journey that other engines were measured with: entry, branch, send, wait 1 s, branch, send, exit. */
export const smallJourney: Journey = chain('small', [
  start,
  branch('branch-1', isBasic),
  send('send-1'),
  wait('wait', 'PT1S'),
  branch('branch-2', { field: 'customer.country', op: 'eq', value: 'DE' }),
  send('send-2'),
  end,
])

/** The same with updates in place of its messages. */
export const noteJourney: Journey = {
  ...smallJourney,
  id: 'notes',
  steps: smallJourney.steps.map(
    (step): Step =>
      step.type === 'send' ? { id: step.id, type: 'update', config: { set: { [step.id]: true } } } : step,
  ),
}

/** Entry, one message, exit. */
export const sendingJourney: Journey = chain('sending', [start, send('send'), end])

/** Messages, waits by the calendar, questions, a goal, exits, quiet hours and caps: everything that can slow a step down. */
export function policyJourney(rounds = 8): Journey {
  const capped = (id: string): Step => {
    const message = send(id)
    return { ...message, config: { ...message.config, cap: { max: 20, per: 'P30D', over: 'defer' } } }
  }
  const steps = Array.from({ length: rounds }, (_, i): Step[] => [
    branch(`ask-${i}`, { any: [isBasic, { event: 'Ordered', within: 'P30D', count: { gte: 2 } }] }),
    { id: `note-${i}`, type: 'update', config: { set: { [`seen${i}`]: true } } },
    capped(`send-${i}`),
    { id: `wait-${i}`, type: 'wait', config: { for: 'P2D', at: '09:30' } },
  ]).flat()
  return chain('policies', [start, ...steps, end], {
    goals: [{ id: 'ordered', event: 'Ordered', where: { field: 'event.total', op: 'gt', value: 100 }, within: 'P60D' }],
    exits: [
      { id: 'gone', event: 'Account Deleted' },
      { id: 'unwanted', when: { tag: 'unwanted' } },
    ],
    quietHours: { from: '21:00', to: '08:00' },
  })
}

/** `count` steps in lanes of questions, waits and messages, with a join after each. */
export function largeJourney(count: number): Journey {
  const steps: Step[] = [start]
  for (let i = 1; steps.length < count - 1; i += 1) {
    const kind = i % 4
    if (kind === 0) steps.push(wait(`wait-${i}`, 'P1D'))
    else if (kind === 2) steps.push(send(`send-${i}`))
    else steps.push(branch(`ask-${i}`, { field: `customer.field${i}`, op: 'gt', value: i }))
  }
  steps.push(end)
  const journey = chain('large', steps)
  // The other answer skips a step, so that the graph is no mere line.
  const skips = steps.flatMap((step, i) => {
    const to = steps[Math.min(i + 2, steps.length - 1)]
    return step.type === 'branch' && to ? [{ from: step.id, path: 'else', to: to.id }] : []
  })
  return { ...journey, edges: [...journey.edges, ...skips] }
}

/** What the event log of P7 is replayed through. */
export const replayJourney: Journey = {
  format: 1,
  id: 'win-back',
  name: 'win-back',
  steps: [
    { id: 'start', type: 'entry', config: { trigger: { type: 'event', event: 'Order Completed' } } },
    wait('settle', 'PT336H'),
    {
      id: 'again',
      type: 'wait-for',
      config: { branches: [{ path: 'event', event: 'Order Completed' }], timeout: 'PT720H' },
    },
    end,
  ],
  edges: [
    { from: 'start', path: 'next', to: 'settle' },
    { from: 'settle', path: 'next', to: 'again' },
    { from: 'again', path: 'event', to: 'end' },
    { from: 'again', path: 'timeout', to: 'end' },
  ],
}
