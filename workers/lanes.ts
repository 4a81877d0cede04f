/**
 * A way through the queue, with workers of its own, so that neither waits for the other.
 * `share`: how many batches at once, and how many customers in each while somebody acts, compared with the settings. Small
 * batches, because what one process does at a time is what everybody else in it waits for.
 */
export interface Lane {
  advance: 'advance' | 'advance-crowd'
  deliver: 'deliver' | 'deliver-crowd'
  share: number
}

/** What somebody has just done. */
export const LIVE: Lane = { advance: 'advance', deliver: 'deliver', share: 1 }
/** What time, a broadcast or an import brings, perhaps for very many at once. */
export const CROWD: Lane = { advance: 'advance-crowd', deliver: 'deliver-crowd', share: 0.25 }

export const LANES: readonly Lane[] = [LIVE, CROWD]
