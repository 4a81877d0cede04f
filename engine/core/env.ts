import type { CompiledVersion } from './compile/version.ts'
import type { CustomerEvent } from './model/input.ts'
import type { Condition } from './model/condition.ts'
import type { QuietHours, Segment, Template } from './model/journey.ts'
import type { Json } from './model/json.ts'
import type { Topic, WorkspaceCap } from './model/workspace.ts'
import type { StepRegistry } from './steps/registry.ts'

/** Settings of the whole workspace. */
export interface Workspace {
  timeZone: string
  quietHours: QuietHours | null
  /** Loyalty tiers by points ever earned. */
  tiers?: { id: string; points: number }[]
  /** Frequency caps over all journeys. */
  caps?: WorkspaceCap[]
  /** What customers may agree to; none listed = topics are free text. */
  topics?: Topic[]
}

/** One pause of a journey; `to` and `policy` are null while it lasts. Instants are epoch milliseconds. */
export interface Pause {
  from: number
  to: number | null
  entries: 'refuse' | 'keep'
  policy: 'continue' | 'skip' | 'retime' | null
}

/** Where customers inside go when version `toVersion` was published with a move; steps not named stay. */
export interface Move {
  at: number
  toVersion: number
  map: Record<string, string>
}

/** What may change about a published journey; its versions never change. */
export interface JourneyState {
  id: string
  status: 'live' | 'paused' | 'stopped' | 'archived'
  liveVersion: number
  /** When the journey first went live: the order in which journeys see an event. */
  firstPublishedAt: number
  /** When the live version was published. */
  publishedAt: number
  pauses: Pause[]
  moves: Move[]
}

/**
 * Something the core must know that lies outside the customer document. The shell fetches it (idempotently: `code` and
 * `limit` are claims under a derived id) and runs the same turn again.
 */
export type Need =
  | { kind: 'history'; customerId: string }
  | { kind: 'version'; journeyId: string; version: number }
  | { kind: 'code'; pool: string; claimId: string; customerId: string }
  | {
      kind: 'limit'
      journeyId: string
      step: string
      claimId: string
      max: number
      per: string
      at: number
      zone: string
    }

export const needKey = (need: Need): string => {
  switch (need.kind) {
    case 'history':
      return `history ${need.customerId}`
    case 'version':
      return `version ${need.journeyId} ${need.version}`
    case 'code':
      return `code ${need.claimId}`
    case 'limit':
      return `limit ${need.claimId}`
  }
}

/** Thrown inside a turn, caught by `takeTurn`; never seen by callers. */
export class MissingFact extends Error {
  readonly need: Need
  constructor(need: Need) {
    super(needKey(need))
    this.need = need
  }
}

/** Answers to needs. `undefined` = not fetched yet. */
export interface Facts {
  /** All stored events of the customer in order of acceptance. */
  history(customerId: string): readonly CustomerEvent[] | undefined
  /** The code issued under this claim; null = the pool is empty. */
  code(claimId: string): string | null | undefined
  /** Whether the entry limit still had room for this claim. */
  limit(claimId: string): boolean | undefined
}

export interface CompiledSegment extends Segment {
  when: Condition
}

/** Everything around one customer that a turn reads. Immutable during a turn. */
export interface Env {
  workspace: Workspace
  /** An operator holds everything: nothing is claimed. */
  paused?: boolean
  registry: StepRegistry
  /** Published journeys by id. */
  journeys: ReadonlyMap<string, JourneyState>
  /** Live versions that let customers in, in order of publication of their journey. */
  live: readonly CompiledVersion[]
  /** Any published version; undefined = not loaded. */
  version(journeyId: string, version: number): CompiledVersion | undefined
  segments: ReadonlyMap<string, CompiledSegment>
  templates: ReadonlyMap<string, Template>
  facts: Facts
  /** A signed address for a click without login (survey answers, unsubscribe); pure. */
  link(kind: 'answer' | 'unsubscribe' | 'task', claims: Record<string, Json>): string
}
