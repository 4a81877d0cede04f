import type { CountedJourney } from '../core/counts/index.ts'
import { createKept } from './kept.ts'
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

const GLANCE_MS = 500

export function createCountsReader({ journeys, clock }: Pick<Ports, 'journeys' | 'clock'>): CountsReader {
  const kept = createKept<CountsAsOf>(Infinity, clock)
  const read = (journeyId: string): Promise<CountsAsOf> =>
    kept.read(journeyId, async () => ({ asOf: clock.now(), counts: await journeys.counts(journeyId) }))

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
