import type { CountedJourney } from '../core/counts/index.ts'
import type { Ports } from './ports.ts'

/** Counts of one journey as of an instant (epoch milliseconds). */
export interface CountsAsOf {
  asOf: number
  counts: CountedJourney
}

export interface CountsReader {
  /** Counted now, or a moment ago where counting takes long; however many ask, they are counted once. */
  read(journeyId: string): Promise<CountsAsOf>
  /** The same, or null if it takes longer than lists can wait; the next time it may be known. */
  glance(journeyId: string): Promise<CountsAsOf | null>
}

/** Counting may take this share of the time at most: the slower it is, the longer its result is kept. */
const SHARE = 0.2
const GLANCE_MS = 500

export function createCountsReader({ journeys, clock }: Pick<Ports, 'journeys' | 'clock'>): CountsReader {
  const known = new Map<string, { until: number; result: Promise<CountsAsOf> }>()

  async function count(journeyId: string): Promise<CountsAsOf> {
    const asOf = clock.now()
    const counts = await journeys.counts(journeyId)
    known.set(journeyId, {
      until: clock.now() + (clock.now() - asOf) / SHARE,
      result: Promise.resolve({ asOf, counts }),
    })
    return { asOf, counts }
  }

  function read(journeyId: string): Promise<CountsAsOf> {
    const last = known.get(journeyId)
    if (last && clock.now() < last.until) return last.result
    const result = count(journeyId)
    known.set(journeyId, { until: Infinity, result })
    result.catch(() => known.delete(journeyId))
    return result
  }

  return {
    read,
    glance(journeyId) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => resolve(null), GLANCE_MS)
        read(journeyId)
          .then(resolve, reject)
          .finally(() => clearTimeout(timer))
      })
    },
  }
}
