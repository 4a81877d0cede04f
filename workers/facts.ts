import { parseDuration, periodNumber } from '../engine/core/calendar/index.ts'
import type { Facts, Need } from '../engine/core/env.ts'
import type { CustomerEvent } from '../engine/core/model/input.ts'
import type { Store } from '../engine/store/port.ts'
import type { Catalog } from './catalog.ts'

/** Facts fetched for one batch of turns. */
export interface FactBox extends Facts {
  /** Fetches what turns asked for; claims (codes, places) are idempotent by their derived id. */
  fetch(needs: readonly Need[]): Promise<void>
}

export function createFactBox(store: Store, catalog: Catalog): FactBox {
  const histories = new Map<string, readonly CustomerEvent[]>()
  const codes = new Map<string, string | null>()
  const places = new Map<string, boolean>()
  return {
    history: (customerId) => histories.get(customerId),
    code: (claimId) => codes.get(claimId),
    limit: (claimId) => places.get(claimId),
    async fetch(needs) {
      const customers = needs.flatMap((need) => (need.kind === 'history' ? [need.customerId] : []))
      if (customers.length > 0) {
        const found = await store.inputs.history(customers)
        for (const id of customers) histories.set(id, found.get(id) ?? [])
      }
      // One after another: the order in which customers asked is the order in which they are served.
      for (const need of needs) {
        if (need.kind === 'version') await catalog.loadVersion(need.journeyId, need.version)
        else if (need.kind === 'code')
          codes.set(need.claimId, await store.claims.code(need.pool, need.claimId, need.customerId))
        else if (need.kind === 'limit')
          places.set(need.claimId, await store.claims.place(windowOf(need), need.claimId, need.max))
      }
    },
  }
}

/** Entry limits count per fixed period: all customers share one count, which starts anew with the next. */
function windowOf(need: Extract<Need, { kind: 'limit' }>): string {
  const per = parseDuration(need.per)
  if (!per) return `${need.journeyId}/${need.step}`
  return `${need.journeyId}/${need.step}/${need.per}/${periodNumber(per, need.at, need.zone)}`
}
