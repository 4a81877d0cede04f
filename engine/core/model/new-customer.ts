import type { Customer } from './customer.ts'

/** A customer nobody has heard of before. Instants are epoch milliseconds. */
export function newCustomer(id: string, createdAt: number, ordinal: number): Customer {
  return {
    id,
    rev: 0,
    createdAt,
    ordinal,
    traits: {},
    tags: [],
    timeZone: null,
    stage: null,
    stageAt: null,
    consent: {},
    suppressed: {},
    points: { balance: 0, earned: 0, lots: [] },
    tier: null,
    enrollments: [],
    entries: {},
    sends: [],
    sent: [],
    triggers: {},
    heldEntries: [],
    outbox: [],
    applied: [],
    recheckAt: null,
    seq: 0,
    wakeAt: null,
  }
}
