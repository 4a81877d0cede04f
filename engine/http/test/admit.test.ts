import { describe, expect, it } from 'vitest'
import { admitMessage, isFlood, refusalOf } from '../ingest/admit.ts'
import type { Message } from '../ingest/message.ts'
import { createRate } from '../rate.ts'

/** Takes in messages at a standing clock: two about each customer, one more per second. */
function door() {
  let now = 0
  const sayings = createRate(2, 1, () => now)
  const reading = { receivedAt: 0, mayConsent: true, channels: ['email'], newId: () => 'made' }
  return {
    admit: (value: object, type = 'track'): Message => admitMessage(value, type, reading, sayings),
    wait: (ms: number) => void (now += ms),
  }
}

const ping = (userId: string, more: object = {}): object => ({ userId, event: 'Ping', messageId: 'a', ...more })
const consent = (allowed: boolean): object => ({ userId: 'hot', messageId: 'b', consent: { email: { news: allowed } } })

function verdict(message: Message): string {
  if (!('problems' in message)) return 'taken'
  return isFlood(message) ? 'flood' : 'faulty'
}

describe('of whom more is said than one customer can do', () => {
  it('nothing is looked at until there is room again; others are taken', () => {
    const { admit, wait } = door()
    const faulty = ping('hot', { event: 7 })
    expect([ping('hot'), faulty, faulty, ping('hot'), ping('ada')].map((one) => verdict(admit(one)))).toEqual([
      'taken',
      'faulty',
      'flood',
      'flood',
      'taken',
    ])
    wait(1_000)
    expect(verdict(admit(ping('hot')))).toBe('taken')
  })

  it('a number and the other id name the same customer', () => {
    const { admit } = door()
    const same = [{ userId: 7 }, { userId: '7' }, { userId: null, anonymousId: '7' }, { userId: '', anonymousId: 7 }]
    expect(same.map((who) => verdict(admit(ping('', who))))).toEqual(['taken', 'taken', 'flood', 'flood'])
  })

  it('opt-outs are taken all the same, what gives consent is not', () => {
    const { admit } = door()
    const sent = [consent(false), ping('hot'), consent(true), consent(true), consent(false)]
    const types = ['identify', 'track', 'identify', 'identify', 'identify']
    expect(sent.map((one, i) => verdict(admit(one, types[i])))).toEqual(['taken', 'taken', 'taken', 'flood', 'taken'])
  })

  it('the refusal names the message, the customer and the seconds', () => {
    const { admit } = door()
    admit(ping('hot'))
    admit(ping('hot'))
    const refused = admit(ping('hot', { messageId: 'c' }))
    expect(refused).toMatchObject({ messageId: 'c', retryAfter: 1, problems: [{ pointer: '/userId' }] })
    expect(isFlood(refused) && refusalOf(refused)).toMatchObject({ status: 429, code: 'too-many-requests' })
  })

  it('who has used up everything is let through again in helpings of a second', () => {
    let now = 0
    const rate = createRate(20, 10, () => now, 10)
    const taken = (): number => Array.from({ length: 30 }, () => rate.take('hot')).filter(Boolean).length
    expect([taken(), rate.wait('hot'), rate.has('hot')]).toEqual([20, 1, false])
    now += 900
    expect([taken(), rate.wait('hot'), rate.has('hot')]).toEqual([0, 1, false])
    now += 100
    expect([rate.has('hot'), taken()]).toEqual([true, 10])
    now += 60_000
    expect([rate.take('hot'), rate.has('hot')]).toEqual([true, true])
  })

  it('who cannot be named has no rate: the message is faulty each time', () => {
    const { admit } = door()
    const nobody = [{}, { userId: 'x'.repeat(257) }, { userId: {} }, null, 7] as object[]
    for (const value of nobody) expect([1, 2, 3].map(() => verdict(admit(value)))).toEqual(Array(3).fill('faulty'))
  })
})
