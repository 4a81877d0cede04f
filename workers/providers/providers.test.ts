import { describe, expect, it } from 'vitest'
import type { Answer } from '../../engine/channels/index.ts'
import type { Send } from '../../engine/core/model/interaction.ts'
import { UNOBSERVED } from '../runtime.ts'
import { type ChannelLimits, createProviders } from './index.ts'

const send = (id: string, channel = 'email', url?: string): Send =>
  ({ id, channel, content: url === undefined ? {} : { url } }) as unknown as Send

const TIMEOUT: Answer = { answer: 'timeout', detail: 'no answer' }
const ACCEPT: Answer = { answer: 'accept' }

/** Providers under a clock that is moved by hand. */
function open(
  limits: Record<string, ChannelLimits> = { email: { inFlight: 20 }, webhook: { inFlight: 50, inFlightEach: 2 } },
) {
  let at = 0
  const seen: string[] = []
  const observe = {
    ...UNOBSERVED,
    deferred: (channel: string, cause: string) => void seen.push(`${channel} ${cause}`),
    opened: (channel: string) => void seen.push(`${channel} opened`),
  }
  const providers = createProviders(limits, () => at, observe)
  let n = 0
  return {
    providers,
    seen,
    move: (ms: number) => void (at += ms),
    call(answer: Answer | null, channel = 'email', url?: string) {
      const one = send(`s${n++}`, channel, url)
      const slot = providers.take(one)
      if (slot !== true) return slot
      if (answer) providers.answered(one, answer)
      providers.release(one)
      return true
    },
  }
}

describe('a provider that fails', () => {
  const answers: [what: string, answer: Answer, cut: boolean][] = [
    ['says nothing', TIMEOUT, true],
    ['cannot be reached', { answer: 'refuse', detail: 'ECONNREFUSED' }, true],
    ['breaks', { answer: 'throttle', detail: 'HTTP 503', status: 503 }, true],
    ['greylists', { answer: 'throttle', detail: '451 later' }, false],
    ['asks for patience', { answer: 'throttle', detail: 'HTTP 429', status: 429 }, false],
    ['refuses messages', { answer: 'reject', detail: '550 no' }, false],
    ['accepts', ACCEPT, false],
  ]
  it.each(answers)('%s: %j cuts it off: %s', (_, answer, cut) => {
    const { call, seen } = open()
    for (let i = 0; i < 5; i += 1) expect(call(answer)).toBe(true)
    if (cut) expect(call(answer)).toEqual({ until: expect.any(Number) as number, reason: 'provider-down' })
    else expect(call(answer)).toBe(true)
    expect(seen).toEqual(cut ? ['email opened', 'email breaker'] : [])
  })

  it('is left alone, then asked by one call alone, whose answer decides', () => {
    const { providers, call, move } = open()
    for (let i = 0; i < 5; i += 1) call(TIMEOUT)
    move(9_999)
    expect(call(ACCEPT)).not.toBe(true)
    move(1)
    const probe = send('probe')
    expect(providers.take(probe)).toBe(true)
    expect(providers.take(send('other'))).toMatchObject({ reason: 'provider-down' })
    providers.answered(probe, ACCEPT)
    providers.release(probe)
    expect(call(ACCEPT)).toBe(true)
    expect(providers.troubled()).toEqual([])
  })

  it('stays away twice as long each time it fails again, five minutes at most', () => {
    const { call, move, seen } = open()
    for (let i = 0; i < 5; i += 1) call(TIMEOUT)
    for (const rest of [10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000]) {
      move(rest - 1)
      expect(call(TIMEOUT)).not.toBe(true)
      move(1)
      expect(call(TIMEOUT)).toBe(true)
    }
    expect(seen.filter((line) => line === 'email opened')).toHaveLength(8)
  })

  it('is probed again where the probe was given back unused', () => {
    const { call, move } = open()
    for (let i = 0; i < 5; i += 1) call(TIMEOUT)
    move(10_000)
    expect(call(null)).toBe(true)
    expect(call(ACCEPT)).toBe(true)
  })

  it('is told with what it said last', () => {
    const { providers, call } = open()
    for (let i = 0; i < 5; i += 1) call({ answer: 'refuse', detail: '535 login' })
    expect(providers.troubled()).toEqual([
      { provider: 'email', state: 'open', failures: 5, until: 10_000, detail: '535 login' },
    ])
    expect(providers.load()).toContainEqual({ channel: 'email', inFlight: 0, open: 1 })
  })

  it('has its backlog come back over time, not in one go', () => {
    const { call } = open()
    for (let i = 0; i < 5; i += 1) call(TIMEOUT)
    const instants = Array.from({ length: 1_000 }, () => (call(TIMEOUT) as { until: number }).until)
    expect(Math.min(...instants)).toBeGreaterThanOrEqual(10_000)
    expect(Math.max(...instants)).toBe(12_000)
  })

  it('does not concern other receivers of webhooks', () => {
    const { call } = open()
    for (let i = 0; i < 6; i += 1) call(TIMEOUT, 'webhook', 'https://a.example/x')
    expect(call(ACCEPT, 'webhook', 'https://a.example/y')).not.toBe(true)
    expect(call(ACCEPT, 'webhook', 'https://b.example/x')).toBe(true)
  })
})

describe('a provider that asks for time', () => {
  it('gets it, on all messages', () => {
    const { call, move, seen } = open()
    expect(call({ answer: 'throttle', detail: 'HTTP 429', status: 429, retryAfterMs: 30_000 })).toBe(true)
    expect(call(ACCEPT)).toEqual({ until: 30_002, reason: 'provider-busy' })
    move(30_000)
    expect(call(ACCEPT)).toBe(true)
    expect(seen).toEqual(['email retry-after'])
  })

  it('gets an hour at most', () => {
    const { providers, call } = open()
    call({ answer: 'throttle', detail: 'HTTP 429', status: 429, retryAfterMs: 6 * 3_600_000 })
    expect(providers.troubled()).toMatchObject([{ state: 'held', until: 3_600_000 }])
  })
})

describe('limits', () => {
  it('of calls under way', () => {
    const { providers } = open({ email: { inFlight: 2 } })
    expect(['a', 'b', 'c'].map((id) => providers.take(send(id)))).toEqual([true, true, false])
    providers.release(send('a'))
    expect(providers.take(send('c'))).toBe(true)
  })

  it('of calls under way to one receiver, so that one that hangs leaves room', () => {
    const { providers } = open({ webhook: { inFlight: 3, inFlightEach: 2 } })
    const at = (id: string, host: string): Send => send(id, 'webhook', `https://${host}/`)
    const [a, b, c, d, e] = [at('1', 'a'), at('2', 'a'), at('3', 'a'), at('4', 'b'), at('5', 'b')]
    expect([a, b, c, d, e].map((one) => providers.take(one))).toEqual([true, true, false, true, false])
  })

  it('of calls per second: who comes too early is told when to come, one behind the other', () => {
    const { call, move } = open({ email: { inFlight: 20, perSecond: 2 } })
    expect([call(ACCEPT), call(ACCEPT)]).toEqual([true, true])
    expect([call(ACCEPT), call(ACCEPT)]).toEqual([
      { until: 500, reason: 'provider-rate' },
      { until: 1_000, reason: 'provider-rate' },
    ])
    move(500)
    expect(call(ACCEPT)).toBe(true)
    expect(call(ACCEPT)).toEqual({ until: 1_500, reason: 'provider-rate' })
  })

  it('do not count calls that were not made', () => {
    const { call } = open({ email: { inFlight: 20, perSecond: 1 } })
    expect([call(null), call(null), call(ACCEPT)]).toEqual([true, true, true])
    expect(call(ACCEPT)).not.toBe(true)
  })
})

describe('a crowd', () => {
  it('leaves places for whoever has just done something', () => {
    const { providers } = open({ email: { inFlight: 10 } })
    const taken = Array.from({ length: 10 }, (_, n) => providers.take(send(`crowd-${n}`), true))
    expect(taken.filter((slot) => slot === true).length).toBe(8)
    expect([providers.take(send('ada')), providers.take(send('ben'))]).toEqual([true, true])
    expect(providers.take(send('cem'))).toBe(false)
  })

  it('leaves some of the rate, however slow the provider is', () => {
    const { providers, move } = open({ email: { inFlight: 100, perSecond: 10 }, sms: { inFlight: 100, perSecond: 1 } })
    move(1)
    const taken = Array.from({ length: 12 }, (_, n) => providers.take(send(`crowd-${n}`), true))
    expect(taken.filter((slot) => slot === true).length).toBe(8)
    expect(providers.take(send('ada'))).toBe(true)
    expect(providers.take(send('slow', 'sms'), true)).toBe(true)
  })
})
