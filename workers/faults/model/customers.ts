import type { Customer } from '../../../engine/core/model/customer.ts'
import type { CustomerStore } from '../../../engine/store/port.ts'
import { whereaboutsOf } from '../../../engine/store/whereabouts.ts'

interface Row {
  rev: number
  wakeAt: number | null
  whereabouts: string[]
  body: string
}

/** Sees every commit, to hold it against the invariants. */
export type CommitWatch = (before: Customer | null, after: Customer) => void

/** Customers in memory, as a server would keep them: texts, so that no two readers ever share an object. */
export function createModelCustomers(watch: CommitWatch): CustomerStore & { earliest(): number | null } {
  const rows = new Map<string, Row>()
  const ids = (): string[] => [...rows.keys()].sort()
  const read = (id: string): Customer | null => {
    const row = rows.get(id)
    return row ? { ...(JSON.parse(row.body) as Customer), rev: row.rev } : null
  }
  const all = (): Customer[] => ids().map((id) => read(id) as Customer)
  const byWake = (): { id: string; wakeAt: number }[] =>
    ids()
      .flatMap((id) => {
        const wakeAt = rows.get(id)?.wakeAt
        return wakeAt === null || wakeAt === undefined ? [] : [{ id, wakeAt }]
      })
      .sort((a, b) => a.wakeAt - b.wakeAt)

  return {
    earliest() {
      let at: number | null = null
      for (const { wakeAt } of rows.values()) if (wakeAt !== null && (at === null || wakeAt < at)) at = wakeAt
      return at
    },
    load: async (wanted) => new Map(wanted.flatMap((id) => (rows.has(id) ? [[id, frozen(read(id) as Customer)]] : []))),
    async save(customers) {
      const lost = new Set<string>()
      for (const customer of customers) {
        const row = rows.get(customer.id)
        if ((row?.rev ?? 0) !== customer.rev) {
          lost.add(customer.id)
          continue
        }
        const before = read(customer.id)
        rows.set(customer.id, {
          rev: customer.rev + 1,
          wakeAt: customer.wakeAt,
          whereabouts: whereaboutsOf(customer),
          body: JSON.stringify(customer),
        })
        watch(before, read(customer.id) as Customer)
      }
      return lost
    },
    due: async (at, limit) =>
      byWake()
        .filter((row) => row.wakeAt <= at)
        .slice(0, limit)
        .map((row) => row.id),
    dueBetween: async (from, to, limit) =>
      byWake()
        .filter((row) => row.wakeAt > from && row.wakeAt <= to)
        .slice(0, limit),
    nextWake: async () => byWake()[0]?.wakeAt ?? null,
    scan: async (after, limit, inside) =>
      ids()
        .filter(
          (id) =>
            (after === null || id > after) &&
            (inside === undefined || rows.get(id)?.whereabouts.includes(`${inside}#active`)),
        )
        .slice(0, limit),
    async *each({ journeyId } = {}) {
      const found = all().filter(
        (customer) => journeyId === undefined || customer.enrollments.some((e) => e.journeyId === journeyId),
      )
      if (found.length > 0) yield found
    },
    list: async () => ({ items: all(), next: null }),
    count: async () => rows.size,
    countAt: async () => rows.size,
  }
}

/** Whoever changes what was loaded, instead of a draft of it, is told. */
function frozen<T>(value: T): T {
  if (value !== null && typeof value === 'object') Object.values(Object.freeze(value)).forEach(frozen)
  return value
}
