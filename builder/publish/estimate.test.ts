import { expect, it } from 'vitest'
import type { Journey } from '../../engine/core/model/journey.ts'
import { SEND_STATUSES } from '../../engine/core/model/interaction.ts'
import { messagesByStep, type Recording } from '../../engine/core/simulate/index.ts'
import { contactsOn } from '../simulate/contacts.ts'
import { estimateOf } from './use-estimate.ts'

const journey: Journey = { format: 1, id: 'gift', name: 'Gift', steps: [], edges: [] }
const CHANNELS = ['email', 'coupon', 'webhook', 'task']

/** One customer of two gets a mail, a code, a web call and a task in the same hour. */
function recording(): Recording {
  const accepted = SEND_STATUSES.indexOf('accepted')
  const each = (value: number): number[] => CHANNELS.map(() => value)
  const messages = {
    ...{ at: each(0), customer: each(0), status: each(accepted), reason: each(-1) },
    ...{ openedAt: each(Infinity), clickedAt: each(Infinity) },
    ...{ channel: CHANNELS.map((_, at) => at), step: CHANNELS.map((_, at) => at) },
  }
  return {
    ...{ messages, words: CHANNELS, steps: CHANNELS.map((channel) => `gift/${channel}`), customers: ['a', 'b'] },
    goals: { goal: [] },
  } as unknown as Recording
}

it('the estimate counts what customers get to see, not codes, web calls and tasks', () => {
  expect(estimateOf(recording(), journey)).toMatchObject({ perPerson: 0.5, busiest: 1 })
  expect(messagesByStep(recording()).map(({ step, isContact }) => [step, isContact])).toEqual([
    ['gift/email', true],
    ['gift/coupon', false],
    ['gift/webhook', false],
    ['gift/task', false],
  ])
  expect(contactsOn({ at: 0, byChannel: { email: 3, sms: 1, coupon: 5, webhook: 2 }, notSent: 0 })).toBe(4)
})
