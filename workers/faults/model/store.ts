import type { PointsEntry, Refused } from '../../../engine/core/model/customer.ts'
import type { Enrollment, Visit } from '../../../engine/core/model/enrollment.ts'
import type {
  ClaimStore,
  ErasureStore,
  ProcessStore,
  RecordStore,
  SettingsStore,
  Store,
} from '../../../engine/store/port.ts'
import { type CommitWatch, createModelCustomers } from './customers.ts'
import { createModelInputs } from './inputs.ts'
import { createModelInteractions } from './interactions.ts'
import { createModelJourneys } from './journeys.ts'

export interface ModelStore extends Store {
  /** The earliest obligations, seen from outside: no process asked, nothing takes time. */
  peek(): { wakeAt: number | null; acceptedAt: number | null; broadcasting: boolean }
}

/** A store in memory that keeps the store's promises and nothing more. Every method does its work at once, in one step. */
export function createModelStore(now: () => number, watch: CommitWatch = () => {}): ModelStore {
  const customers = createModelCustomers(watch)
  const inputs = createModelInputs(now)
  const journeys = createModelJourneys()
  return {
    peek: () => ({
      wakeAt: customers.earliest(),
      acceptedAt: inputs.earliest(),
      broadcasting: journeys.broadcasting(),
    }),
    customers,
    inputs,
    interactions: createModelInteractions(),
    journeys,
    records: createModelRecords(),
    claims: createModelClaims(),
    settings: createModelSettings(journeys.touchCatalog),
    processes: NOBODY,
    names: { learn: async () => {}, all: async () => ({ fields: [], events: [], full: false }) },
    erasures: NOTHING,
    now: async () => now(),
    prepare: async () => {},
    drop: async () => {},
    close: async () => {},
  }
}

function createModelRecords(): RecordStore {
  const refused = new Map<string, Refused>()
  const points = new Map<string, PointsEntry>()
  const enrollments = new Map<string, Enrollment & { customerId: string }>()
  const visits = new Map<string, { enrollmentId: string; from: number; rows: Visit[] }>()
  const keep = <T>(rows: Map<string, T>, id: string, row: T): void => {
    if (!rows.has(id)) rows.set(id, row)
  }
  return {
    refused: async (rows) => rows.forEach((row) => keep(refused, row.id, row)),
    listRefused: async () => ({ items: [...refused.values()], next: null }),
    points: async (rows) => rows.forEach((row) => keep(points, row.id, row)),
    listPoints: async (customerId) => ({
      items: [...points.values()].filter((row) => row.customerId === customerId),
      next: null,
    }),
    archiveEnrollments: async (rows) => rows.forEach((row) => keep(enrollments, row.id, row)),
    archiveVisits: async (parts) => parts.forEach((part) => keep(visits, `${part.enrollmentId}/${part.from}`, part)),
    async *eachEnrollment() {
      if (enrollments.size > 0) yield [...enrollments.values()]
    },
    async visits(ids) {
      const parts = [...visits.values()].sort((a, b) => a.from - b.from)
      return new Map(
        ids.map((id) => [id, parts.filter((part) => part.enrollmentId === id).flatMap((part) => part.rows)]),
      )
    },
  }
}

function createModelClaims(): ClaimStore {
  const pools = new Map<string, { code: string; claimId: string | null }[]>()
  const places = new Map<string, Set<string>>()
  return {
    async addCodes(pool, codes) {
      const known = pools.get(pool) ?? []
      pools.set(pool, [...known, ...codes.map((code) => ({ code, claimId: null }))])
      return codes.length
    },
    pools: async () =>
      [...pools].map(([id, codes]) => ({
        id,
        total: codes.length,
        left: codes.filter((code) => code.claimId === null).length,
      })),
    async code(pool, claimId) {
      const codes = pools.get(pool) ?? []
      const found = codes.find((code) => code.claimId === claimId) ?? codes.find((code) => code.claimId === null)
      if (!found) return null
      found.claimId = claimId
      return found.code
    },
    async place(counter, claimId, max) {
      const taken = places.get(counter) ?? new Set()
      places.set(counter, taken)
      if (taken.has(claimId)) return true
      if (taken.size >= max) return false
      taken.add(claimId)
      return true
    },
  }
}

/** Processes of a simulated life are watched from outside, not by operators. */
const NOBODY: ProcessStore = {
  beat: async () => false,
  list: async () => [],
  setDrain: async () => false,
  remove: async () => {},
}

/** Nobody asks for it in a simulated life. */
const NOTHING: ErasureStore = { erase: async () => null, finish: async () => 0 }

function createModelSettings(touchCatalog: () => Promise<void>): SettingsStore {
  let pause: Awaited<ReturnType<SettingsStore['pause']>> = null
  let workspace: Awaited<ReturnType<SettingsStore['workspace']>> = { timeZone: 'UTC', quietHours: null }
  return {
    workspace: async () => workspace,
    async saveWorkspace(given) {
      workspace = given
    },
    secret: async (name) => `secret-${name}`,
    keys: async () => [],
    addKey: async () => {},
    removeKey: async () => {},
    touchKey: async () => {},
    pause: async () => pause,
    async savePause(given) {
      pause = given
      await touchCatalog()
    },
  }
}
