import { expect, test } from 'vitest'
import { validateJourney } from '../index.ts'
import { goodJourney, lookup } from './good-journey.ts'

const problems = (channels?: string[]) =>
  validateJourney(
    { ...goodJourney, quietHours: { from: '22:00', to: '06:00', channels: ['email', 'fax'] } },
    { ...lookup, ...(channels && { channels: new Set(channels) }) },
  )
const at = (step: string): number => goodJourney.steps.findIndex(({ id }) => id === step)

test('a channel nothing can leave by is a warning wherever it is sent by, counted or kept quiet', () => {
  expect(problems(['sms', 'fax']).map(({ code, pointer, severity }) => `${severity} ${code} ${pointer}`)).toEqual([
    'warning unknown-channel /quietHours/channels/0',
    ...['thanks', 'winback', 'score'].map((step) => `warning unknown-channel /steps/${at(step)}/config/channel`),
  ])
})

test('names the step, and the channels there are', () => {
  expect(problems(['sms', 'fax'])[1]?.message).toBe(
    'Step "thanks" names the channel "email", which is not known here; choose one of sms, fax.',
  )
})

test.each([[['email', 'fax']], [undefined]])('%j: no problem', (channels) => expect(problems(channels)).toEqual([]))
