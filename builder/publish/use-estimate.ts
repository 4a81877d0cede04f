import { useQuery } from '@tanstack/react-query'
import type { Journey } from '../../engine/core/model/journey.ts'
import { goalsOf, isContact, messagesByStep, type Recording } from '../../engine/core/simulate/index.ts'
import { runSimulation } from '../simulate/run.ts'
import { usePlan } from '../simulate/use-plan.ts'

export const ESTIMATED = { count: 300, days: 30 } as const

/** What a small simulation says about a journey that is to be published. */
export interface Estimate {
  perPerson: number
  busiest: number
  withoutConsent: number
  held: number
  goals: { goal: string; share: number }[]
}

export function useEstimate(journey: Journey) {
  const { plan, requestOf } = usePlan(journey)
  return useQuery({
    queryKey: ['estimate', journey],
    enabled: plan !== null,
    staleTime: Infinity,
    retry: false,
    queryFn: async ({ signal }): Promise<Estimate | null> => {
      if (plan === null) return null
      const population = { ...plan.population, count: ESTIMATED.count, arriveOver: 3 * 86_400_000 }
      const request = requestOf({ ...plan, population, days: ESTIMATED.days }, [])
      return estimateOf(await runSimulation(request, () => {}, signal), journey)
    },
  })
}

/** Counts what customers get to see: what else a journey sets off fills nobody's inbox. */
export function estimateOf(recording: Recording, journey: Journey): Estimate {
  const { messages, customers, words } = recording
  const total = Math.max(1, customers.length)
  const sums = messagesByStep(recording).filter((sum) => sum.isContact)
  const count = (of: (sum: (typeof sums)[number]) => number): number => sums.reduce((all, sum) => all + of(sum), 0)
  const perDay = new Map<string, number>()
  let busiest = 0
  for (let i = 0; i < messages.at.length; i += 1) {
    if (messages.status[i] !== 2 || !isContact(words[messages.channel[i] as number] ?? '')) continue
    const key = `${messages.customer[i]} ${Math.floor((messages.at[i] as number) / 86_400_000)}`
    const sent = (perDay.get(key) ?? 0) + 1
    perDay.set(key, sent)
    busiest = Math.max(busiest, sent)
  }
  const reasons = (...codes: string[]): number =>
    count((sum) =>
      Object.entries(sum.reasons).reduce(
        (all, [reason, each]) => all + (codes.some((code) => reason.startsWith(code)) ? each : 0),
        0,
      ),
    )
  return {
    perPerson: count((sum) => sum.statuses['accepted'] ?? 0) / total,
    busiest,
    withoutConsent: reasons('no-consent', 'suppressed'),
    held: reasons('cap', 'workspace-cap', 'quiet-hours'),
    goals: goalsOf(recording, journey).map(({ goal, reached }) => ({ goal, share: reached / total })),
  }
}
