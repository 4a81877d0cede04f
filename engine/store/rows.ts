import type { KeyKind } from './port.ts'

/*
 * Rows as they lie in the store. What the store searches or counts by is a field of its own; everything else is one JSON
 * text, `body`. As text it is read and written several times faster than as nested documents, and names chosen by users
 * (`$set`, `a.b`, `__proto__`) can never become operators or paths. That of a customer has no names, see packing.ts.
 */

export interface CustomerRow {
  _id: string
  rev: number
  /** Token of the commit that wrote this row: tells after a lost acknowledgement whose write it was. */
  commitId: string
  /** Absent = null, so that the index holds those who wait and nobody else. */
  wakeAt?: number
  /** Where the enrollments stand, see whereabouts.ts. */
  whereabouts: string[]
  email?: string
  name?: string
  body: string
}

export interface InputRow {
  _id: string
  customerId: string
  kind: string
  acceptedAt: number
  ordinal: number
  /** Absent once applied. */
  pending?: true
  body: string
}

export interface InteractionRow {
  _id: string
  /** Order of finality; -1 = only outcomes are known yet. See status.ts. */
  rank: number
  customerId: string
  journeyId: string
  step: string
  channel: string
  status: string
  plannedAt: number
  order: number
  seq: number
  body: string
  /** Earliest instant by encoded outcome name. */
  outcomes?: Record<string, number>
}

export interface JourneyRow {
  _id: string
  name: string
  draft: string | null
  draftRev: number
  /** Canonical JSON: its whole text is what compare-and-set compares. */
  state: string | null
  broadcast: string | null
  createdAt: number
  updatedAt: number
}

export interface VersionRow {
  _id: string
  journeyId: string
  version: number
  hash: string
  publishedAt: number
  note: string | null
  body: string
}

/** A segment or a template. */
export interface PartRow {
  _id: string
  body: string
}

export interface RefusedRow {
  _id: string
  customerId: string
  journeyId: string
  at: number
  order: number
  seq: number
  body: string
}

export interface PointsRow {
  _id: string
  customerId: string
  at: number
  body: string
}

export interface EnrollmentRow {
  _id: string
  customerId: string
  journeyId: string
  body: string
}

/** Finished visits that moved out of an enrollment, from number `from` on. */
export interface LogRow {
  _id: string
  enrollmentId: string
  from: number
  body: string
}

export interface CodeRow {
  _id: string
  pool: string
  n: number
  code: string
  /** Absent once issued, so that the index of free codes shrinks with them. */
  free?: true
  claimId?: string
  customerId?: string
}

export interface PlaceRow {
  _id: string
  counter: string
  slot: number
  claimId: string
}

/** Counters, secrets and the workspace, each under its own name. */
export interface SettingRow {
  _id: string
  value?: string
  count?: number
}

export interface KeyRow {
  _id: string
  kind: KeyKind
  hash: string
  name: string
  createdAt: number
  lastUsedAt: number | null
}

export interface ProcessRow {
  _id: string
  seenAt: number
  drain?: boolean
  body: string
}

export interface NameRow {
  _id: string
  kind: string
  name: string
}

/** A customer who is to be erased once more. `body`: the ids of their enrollments. */
export interface ErasureRow {
  _id: string
  againAt: number
  body: string
}

interface Rows {
  customers: CustomerRow
  inputs: InputRow
  interactions: InteractionRow
  journeys: JourneyRow
  versions: VersionRow
  segments: PartRow
  templates: PartRow
  refused: RefusedRow
  points: PointsRow
  enrollments: EnrollmentRow
  log: LogRow
  codes: CodeRow
  places: PlaceRow
  settings: SettingRow
  keys: KeyRow
  processes: ProcessRow
  names: NameRow
  erasures: ErasureRow
}
export type CollectionName = keyof Rows
export type RowOf<N extends CollectionName> = Rows[N]
