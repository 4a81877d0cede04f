import { createStore, type StoreApi } from 'zustand/vanilla'
import type { JourneyCounts } from '../api/types.ts'

export interface LiveState {
  counts: JourneyCounts | null
  /** How fresh the numbers are kept. */
  mode: 'waiting' | 'live' | 'polling'
}

export type CountsStore = StoreApi<LiveState>

export const createCountsStore = (): CountsStore => createStore<LiveState>(() => ({ counts: null, mode: 'waiting' }))

/** Takes in new numbers. Steps whose numbers are the same keep their object, so that their cards do not render. */
export function takeCounts(store: CountsStore, news: Partial<JourneyCounts>, mode: LiveState['mode']): void {
  const { counts } = store.getState()
  const steps = { ...counts?.steps }
  for (const [id, step] of Object.entries(news.steps ?? {})) {
    if (JSON.stringify(steps[id]) !== JSON.stringify(step)) steps[id] = step
  }
  const empty = { entered: 0, active: 0, completed: 0, exited: 0, failed: 0, parked: 0, holdout: 0, asOf: '' }
  store.setState({ mode, counts: { ...empty, ...counts, ...news, steps } })
}
