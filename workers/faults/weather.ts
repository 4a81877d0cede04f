import type { ProviderMode } from './judge.ts'
import { createRandom } from './random.ts'
import { DAY, HOUR, type Reference, START } from './reference.ts'
import type { FaultPlan, Mode, Scheduler } from './scheduler.ts'
import type { Weather } from './simulate.ts'

const PROVIDER_FAULTS: readonly ProviderMode[] = [
  'refuse',
  'throttle',
  'taken-silent',
  'dropped-silent',
  'taken-throws',
  'late',
]

/** Weather that a seed fixes: faults at any call, hints that misbehave, providers in all their moods, an order of its own. */
export function weatherOf(seed: number): Weather {
  const random = createRandom(seed * 7_919 + 1)
  // Some lives meet one fault, some a storm.
  const chance = [0.002, 0.01, 0.03][Math.floor(random() * 3)] as number
  const modes: readonly Mode[] =
    random() < 0.3 ? ['fail', 'lost'] : ['crash', 'crash', 'pause', 'fail', 'fail', 'lost', 'lost']
  const plan: FaultPlan = () => (random() < chance ? (modes[Math.floor(random() * modes.length)] as Mode) : null)
  const moody = random() < 0.5 ? 0.15 : 0
  // More refusals than these would put a message off for hours, and with it everything the outside does meanwhile.
  let moods = 2
  return {
    seed,
    plan,
    slowMs: random() < 0.5 ? 4_000 : 0,
    hints: random() < 0.6 ? { lost: 0.2, doubled: 0.2, shifted: 0.1 } : { lost: 0, doubled: 0, shifted: 0 },
    provider: (scheduler: Scheduler) => {
      if (moods === 0 || scheduler.now() > START + DAY || random() >= moody) return 'ok'
      moods -= 1
      return PROVIDER_FAULTS[Math.floor(random() * PROVIDER_FAULTS.length)] as ProviderMode
    },
  }
}

/** The same life, with the queue emptied and away at times. */
export function withQueueTrouble(reference: Reference, seed: number): Reference {
  const random = createRandom(seed + 3)
  if (random() < 0.5) return reference
  const flushes = [1, 2, 3].map(() => ({ at: Math.floor(random() * 12 * HOUR), act: 'flush' as const }))
  const downAt = Math.floor(random() * 6 * HOUR)
  const down = [
    { at: downAt, act: 'queue' as const, down: true },
    { at: downAt + 10 * 60_000, act: 'queue' as const, down: false },
  ]
  return { ...reference, acts: [...reference.acts, ...flushes, ...down] }
}
