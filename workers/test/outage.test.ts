import { describe, expect, test } from 'vitest'
import type { Channel } from '../../engine/channels/index.ts'
import { end, happened, HOUR, journeyOf, mail, onEvent, type Reference, START } from '../faults/reference.ts'
import { simulate, type Weather } from '../faults/simulate.ts'
import { mayRepeat } from '../providers/repeat.ts'

const CUSTOMERS = 150
const campaign: Reference = {
  name: 'campaign',
  journeys: [journeyOf('campaign', [onEvent('Go'), mail('offer'), end('done')])],
  customers: Array.from({ length: CUSTOMERS }, (_, n) => ({ id: `c${n}` })),
  acts: Array.from({ length: CUSTOMERS }, (_, n) => happened(n * 1_000, `c${n}`, 'Go')),
  until: 6 * HOUR,
}

/** For the first hour every call meets the same trouble. */
const during = (mode: 'dropped-silent' | 'refuse'): Weather => ({
  prompt: true,
  provider: (scheduler) => (scheduler.now() < START + HOUR ? mode : 'ok'),
})

describe('an hour without a provider', () => {
  test('that says nothing costs a few unknown messages, not the campaign', async () => {
    const { end: result, violations } = await simulate(campaign, during('dropped-silent'))
    expect(violations).toEqual([])
    const statuses = result.ledger.map(({ status }) => status)
    const unknown = statuses.filter((status) => status === 'unknown').length
    // Two workers: what was under way before each noticed, and their probes, which come ever more seldom.
    expect(unknown).toBeGreaterThan(0)
    expect(unknown).toBeLessThan(60)
    expect(statuses.filter((status) => status === 'accepted')).toHaveLength(CUSTOMERS - unknown)
  })

  test('that cannot be reached costs nothing but time: no message uses up its attempts', async () => {
    const { end: result, violations } = await simulate(campaign, during('refuse'))
    expect(violations).toEqual([])
    expect(result.ledger.map(({ status }) => status)).toEqual(Array.from({ length: CUSTOMERS }, () => 'accepted'))
    const attempts = result.ledger.reduce((sum, row) => sum + row.attempts, 0)
    expect(attempts).toBeLessThan(CUSTOMERS + 60)
  })
})

describe('a message whose answer was lost', () => {
  const channel = (repeats?: Channel['repeats']): Channel =>
    ({ name: 'email', ...(repeats && { repeats }), send: async () => ({ answer: 'accept' }) }) satisfies Channel
  const keyed = channel({ class: 'keyed', forMs: 10 * HOUR })
  const cases: [what: string, channel: Channel | undefined, idempotent: boolean, hours: number, may: boolean][] = [
    ['in the time of the key', keyed, false, 7, true],
    ['near the end of that time', keyed, false, 8, false],
    ['after it, whatever the author says', keyed, true, 9, false],
    ['where the receiver folds', channel({ class: 'receiver-dedup' }), false, 99, true],
    ['where nobody folds', channel({ class: 'blind' }), false, 0, false],
    ['where nobody folds and the author does not mind', channel({ class: 'blind' }), true, 0, true],
    ['where the channel does not know', channel(), false, 0, false],
    ['where there is no channel any more', undefined, true, 0, true],
  ]
  test.each(cases)('%s', (_, given, idempotent, hours, may) => {
    expect(mayRepeat(given, { idempotent, unsureSince: START }, START + hours * HOUR)).toBe(may)
  })
})
