import mongoose, { type IndexDefinition, type IndexOptions, type Schema } from 'mongoose'
import { newest } from './paging.ts'
import { ACCEPTED } from './status.ts'

/*
 * Rows as they lie in the store. What the store searches or counts by is a field of its own; everything else is one JSON
 * text, `body`. As text it is read and written several times faster than as nested documents, and names chosen by users
 * (`$set`, `a.b`, `__proto__`) can never become operators or paths.
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
  kind: 'write' | 'admin'
  hash: string
  name: string
  createdAt: number
  lastUsedAt: number | null
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
}
export type CollectionName = keyof Rows
export type RowOf<N extends CollectionName> = Rows[N]

const text = { type: String, required: true }
const number = { type: Number, required: true }
const body = text
const part = { _id: text, body }

const FIELDS: Record<CollectionName, Record<string, unknown>> = {
  customers: {
    _id: text,
    rev: number,
    commitId: text,
    wakeAt: Number,
    whereabouts: [String],
    email: String,
    name: String,
    body,
  },
  inputs: { _id: text, customerId: text, kind: text, acceptedAt: number, ordinal: number, pending: Boolean, body },
  interactions: {
    _id: text,
    rank: number,
    customerId: text,
    journeyId: text,
    step: text,
    channel: text,
    status: text,
    plannedAt: number,
    order: number,
    seq: number,
    body,
    outcomes: { type: Map, of: Number },
  },
  journeys: {
    _id: text,
    name: text,
    draft: String,
    draftRev: number,
    state: String,
    broadcast: String,
    createdAt: number,
    updatedAt: number,
  },
  versions: { _id: text, journeyId: text, version: number, hash: text, publishedAt: number, note: String, body },
  segments: part,
  templates: part,
  refused: { _id: text, customerId: text, journeyId: text, at: number, order: number, seq: number, body },
  points: { _id: text, customerId: text, at: number, body },
  enrollments: { _id: text, customerId: text, journeyId: text, body },
  log: { _id: text, enrollmentId: text, from: number, body },
  codes: { _id: text, pool: text, n: number, code: text, free: Boolean, claimId: String, customerId: String },
  places: { _id: text, counter: text, slot: number, claimId: text },
  settings: { _id: text, value: String, count: Number },
  keys: { _id: text, kind: text, hash: text, name: text, createdAt: number, lastUsedAt: Number },
}

const pending = { partialFilterExpression: { pending: true } }

/** Unique ones carry safety: without them a code could be issued twice. The rest only find work and fill pages. */
const INDEXES: Partial<Record<CollectionName, [IndexDefinition, IndexOptions?][]>> = {
  customers: [
    [{ wakeAt: 1, _id: 1 }, { partialFilterExpression: { wakeAt: { $exists: true } } }],
    [{ whereabouts: 1, _id: 1 }],
    [{ email: 1 }, { sparse: true }],
    [{ name: 1 }, { sparse: true }],
  ],
  inputs: [
    [{ customerId: 1, acceptedAt: 1, ordinal: 1, _id: 1 }],
    [{ customerId: 1, pending: 1, acceptedAt: 1, ordinal: 1, _id: 1 }, pending],
    [{ pending: 1, acceptedAt: 1, customerId: 1 }, pending],
  ],
  interactions: [
    [{ customerId: 1, ...newest('plannedAt') }],
    [{ journeyId: 1, ...newest('plannedAt') }],
    // Nearly all end up accepted; the index is for finding the others.
    [{ status: 1, ...newest('plannedAt') }, { partialFilterExpression: { rank: { $lt: ACCEPTED } } }],
    [newest('plannedAt')],
  ],
  versions: [[{ journeyId: 1, version: 1 }, { unique: true }]],
  refused: [[{ customerId: 1, ...newest('at') }], [{ journeyId: 1, ...newest('at') }], [newest('at')]],
  points: [[{ customerId: 1, at: -1, _id: -1 }]],
  enrollments: [[{ customerId: 1, _id: 1 }], [{ journeyId: 1, _id: 1 }]],
  log: [[{ enrollmentId: 1, from: 1 }]],
  codes: [
    [{ claimId: 1 }, { unique: true, sparse: true }],
    [{ pool: 1, code: 1 }, { unique: true }],
    [{ pool: 1, n: 1 }, { partialFilterExpression: { free: true } }],
  ],
  places: [
    [{ counter: 1, claimId: 1 }, { unique: true }],
    [{ counter: 1, slot: 1 }, { unique: true }],
  ],
}

export const COLLECTIONS = Object.keys(FIELDS) as CollectionName[]

/** A closed schema: unknown fields are errors on writing and in filters. */
export function schemaOf(name: CollectionName): Schema {
  const schema = new mongoose.Schema(FIELDS[name] as never, {
    collection: name,
    strict: 'throw',
    strictQuery: 'throw',
    versionKey: false,
    minimize: false,
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
  })
  for (const [key, options] of INDEXES[name] ?? []) schema.index(key, options)
  return schema as Schema
}
