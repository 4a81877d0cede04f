import { expect, test } from 'vitest'
import { virtualClock } from '../../engine/queue/index.ts'
import { watchPressure } from '../pressure.ts'
import { type Runtime, UNOBSERVED } from '../runtime.ts'

function watched({ stale, trouble = () => null }: { stale: () => Promise<string[]>; trouble?: () => string | null }) {
  const clock = virtualClock(Date.UTC(2026, 0, 1))
  const store = { inputs: { stale }, settings: { pause: () => Promise.resolve(null) } }
  const rt = { clock, store, observe: UNOBSERVED, onError() {} } as unknown as Runtime
  const watch = watchPressure(rt, trouble)
  /** Time passes, and answers arrive. */
  const pass = async (ms: number): Promise<void> => {
    clock.advanceTo(clock.now() + ms)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { pass, ...watch }
}

test('a store that hangs is told to clients before every one of them hangs', async () => {
  const { pass, level, stop } = watched({ stale: () => new Promise(() => {}) })
  await pass(4_000)
  expect(level().level).toBe('free')
  await pass(2_000)
  expect(level()).toEqual({ level: 'full', retryAfter: 5, reason: 'The store does not answer.' })
  stop()
})

test('a store that can be read and not written takes nothing in', async () => {
  let full: string | null = 'The disk of the store is full.'
  const { pass, level, stop } = watched({ stale: () => Promise.resolve([]), trouble: () => full })
  await pass(0)
  expect(level()).toMatchObject({ level: 'full', reason: 'The disk of the store is full.' })
  full = null
  await pass(2_000)
  expect(level()).toEqual({ level: 'free' })
  stop()
})
