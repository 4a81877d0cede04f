import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createHeap } from '../heap.ts'
import { createMemoryQueue } from '../memory.ts'
import { systemClock, virtualClock } from '../timer.ts'

describe('heap', () => {
  test('gives its values in order, whatever the order of pushes and pops', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer(), { freq: 3 })), (steps) => {
        const heap = createHeap<number>((a, b) => a < b)
        let model: number[] = []
        for (const step of steps) {
          if (step !== null) {
            heap.push(step)
            model = [...model, step].sort((a, b) => a - b)
          } else {
            expect(heap.pop()).toBe(model.shift())
          }
          expect(heap.peek()).toBe(model[0])
        }
      }),
    )
  })
})

describe('virtual clock', () => {
  test('rings due alarms in order, each at its own instant, also those set on the way', () => {
    const clock = virtualClock(1_000)
    const rung: [string, number][] = []
    const ring = (name: string) => () => void rung.push([name, clock.now()])
    clock.setTimer(1_300, ring('c'))
    clock.setTimer(1_100, () => {
      ring('a')()
      clock.setTimer(1_200, ring('b'))
    })
    clock.setTimer(1_300, ring('d'))
    clock.setTimer(1_250, ring('cancelled'))()
    clock.setTimer(9_000, ring('far'))
    expect(clock.next()).toBe(1_100)
    clock.advanceTo(2_000)
    expect(rung).toEqual([
      ['a', 1_100],
      ['b', 1_200],
      ['c', 1_300],
      ['d', 1_300],
    ])
    expect(clock.now()).toBe(2_000)
    clock.advanceTo(500)
    expect(clock.now()).toBe(2_000)
    expect(clock.next()).toBe(9_000)
  })
})

describe('system clock', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 0 }))
  afterEach(() => void vi.useRealTimers())

  test('rings after months, longer than setTimeout can sleep', () => {
    const days = 24 * 60 * 60 * 1_000
    const ring = vi.fn()
    systemClock().setTimer(60 * days, ring)
    vi.advanceTimersByTime(60 * days - 1)
    expect(ring).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(ring).toHaveBeenCalledTimes(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('goes by its own now: it sleeps again when rung early, and notices a jump within half a minute', () => {
    let now = 0
    const ring = vi.fn()
    const clock = systemClock(() => now)
    clock.setTimer(1_000, ring)
    vi.advanceTimersByTime(1_000)
    expect(ring).not.toHaveBeenCalled()
    now = 1_000
    vi.advanceTimersByTime(1_000)
    expect(ring).toHaveBeenCalledTimes(1)

    clock.setTimer(3_600_000, ring)
    now = 4_000_000
    vi.advanceTimersByTime(30_000)
    expect(ring).toHaveBeenCalledTimes(2)
  })

  test('a clock that is set back by an hour holds nobody up for an hour', () => {
    let now = 5_000_000
    const ring = vi.fn()
    const clock = systemClock(() => now)
    const pass = (seconds: number): void => {
      for (let n = 0; n < seconds; n += 1) {
        now += 1_000
        vi.advanceTimersByTime(1_000)
      }
    }
    clock.setTimer(now + 2_000, ring)
    clock.setTimer(now + 60_000, ring)
    now -= 3_600_000
    pass(2)
    expect(ring).toHaveBeenCalledTimes(1)
    pass(57)
    expect(ring).toHaveBeenCalledTimes(1)
    pass(1)
    expect(ring).toHaveBeenCalledTimes(2)
  })

  test('a cancelled alarm leaves nothing behind', () => {
    systemClock().setTimer(100_000, () => {})()
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('memory queue in virtual time', () => {
  test('a year of daily waits of 1,000 customers, each woken exactly when asked for', async () => {
    const day = 24 * 60 * 60 * 1_000
    const start = Date.UTC(2026, 0, 1)
    const clock = virtualClock(start)
    const queue = createMemoryQueue({ clock })
    const customers = Array.from({ length: 1_000 }, (_, index) => `customer-${index}`)
    let woken = 0
    queue.consume(
      'advance',
      async (ids) => {
        woken += ids.length
        expect((clock.now() - start) % day).toBe(0)
        if (clock.now() < start + 365 * day) await queue.hint('advance', ids, clock.now() + day)
      },
      { concurrency: 4, batch: 256 },
    )
    await queue.hint('advance', customers, start + day)
    for (let at = clock.next(); at !== undefined; at = clock.next()) {
      clock.advanceTo(at)
      await queue.idle()
    }
    expect(woken).toBe(365 * 1_000)
    await queue.close()
  })

  test('the same hint given again for the same instant is held once', async () => {
    const clock = virtualClock(0)
    const queue = createMemoryQueue({ clock })
    for (let sweep = 0; sweep < 3; sweep++) await queue.hint('advance', ['a', 'b'], 1_000)
    expect((await queue.depth()).advance.delayed).toBe(2)
    await queue.close()
    expect(clock.next()).toBeUndefined()
  })
})
