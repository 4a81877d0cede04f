import type { TFunction } from 'i18next'
import { number } from '../words/time.ts'
import type { Difference } from './use-results.ts'

/** Whether chance is an unlikely reason for a difference, and which way it goes. */
export function clarityOf({ low, high }: Pick<Difference, 'low' | 'high'>): 'better' | 'worse' | undefined {
  if (low === null || high === null || (low <= 0 && high >= 0)) return undefined
  return low > 0 ? 'better' : 'worse'
}

/** What can be said of a difference, as a sentence. */
export function verdict({ estimate, low, high }: Difference, goal: string, t: TFunction): string {
  if (estimate === null || low === null || high === null) return '–'
  switch (clarityOf({ low, high })) {
    case undefined:
      return t('analytics.unclear', { goal, low: points(low), high: points(high) })
    case 'better':
      return t('analytics.better', { by: points(estimate), goal, low: points(low), high: points(high) })
    case 'worse':
      return t('analytics.worse', { by: points(-estimate), goal, low: points(-high), high: points(-low) })
  }
}

/** The same in a few words; empty where nothing is known. */
export function shortVerdict({ estimate, low, high }: Difference, t: TFunction): string {
  if (estimate === null || low === null || high === null) return ''
  return t('analytics.againstHeld', { by: signed(estimate), low: signed(low), high: signed(high) })
}

/** With the true minus sign, which is as wide as the plus. */
const points = (share: number): string => number(Math.round(share * 1000) / 10).replace('-', '−')
const signed = (share: number): string => (share > 0 ? `+${points(share)}` : points(share))
