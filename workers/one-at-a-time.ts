type Work = (ids: string[]) => Promise<void>
type Again = (ids: string[]) => Promise<unknown>

/**
 * Guards work on customers, so that each of them is worked on once at a time in this process: two turns of one customer
 * at once only spoil each other, and whoever is in the same batch waits for both. Who comes meanwhile is told to `again`
 * as soon as they are free.
 */
export function oneAtATime(): (work: Work, again: Again) => Work {
  const busy = new Set<string>()
  const waiting = new Map<Again, Set<string>>()
  return (work, again) => {
    const late = new Set<string>()
    waiting.set(again, late)
    return async (ids) => {
      const free = ids.filter((id) => !busy.has(id))
      for (const id of ids) (busy.has(id) ? late : busy).add(id)
      if (free.length === 0) return
      try {
        await work(free)
      } finally {
        for (const id of free) busy.delete(id)
        for (const [call, comers] of waiting) {
          const next = free.filter((id) => comers.delete(id))
          if (next.length > 0) await call(next)
        }
      }
    }
  }
}
