import type { Store } from '../../engine/store/port.ts'

/** How everybody ended, without instants and how often a call was begun: those differ from run to run. */
export interface Ends {
  customers: Map<string, string>
  /** Messages by customer and step, with what became of each. */
  ledger: Map<string, string>
  messages: number
}

const MOST = 30

export async function endsOf(store: Store): Promise<Ends> {
  const customers = new Map<string, string>()
  for await (const lot of store.customers.each()) {
    for (const { id, traits, enrollments, sends, outbox } of lot) {
      const passages = enrollments.map(({ status, exit, history, stepsRun }) => ({
        status,
        reason: exit?.reason ?? null,
        way: history.map(({ step, visit, path }) => `${step}.${visit}>${path ?? ''}`).join(' '),
        stepsRun,
      }))
      customers.set(id, JSON.stringify({ traits, passages, open: sends.length, owed: outbox.length }))
    }
  }
  const ledger = new Map<string, string>()
  let messages = 0
  for await (const lot of store.interactions.each()) {
    for (const { customerId, step, status } of lot) {
      messages += 1
      const place = `${customerId} ${step}`
      const before = ledger.get(place)
      ledger.set(place, `${before === undefined ? '' : `${before}, `}${status}`)
    }
  }
  return { customers, ledger, messages }
}

/** What differs, at most thirty sentences of it. */
export function compareEnds(calm: Ends, other: Ends): string[] {
  const differences = [...differing(calm.customers, other.customers), ...differing(calm.ledger, other.ledger)]
  return differences.length > MOST
    ? [...differences.slice(0, MOST), `and ${differences.length - MOST} more`]
    : differences
}

function differing(calm: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string[] {
  const names = new Set([...calm.keys(), ...other.keys()])
  return [...names].flatMap((name) => {
    const [one, two] = [calm.get(name) ?? 'nothing', other.get(name) ?? 'nothing']
    return one === two ? [] : [`${name}: ${one} without faults, ${two} with them`]
  })
}
