import mongoose, { type IndexDefinition, type IndexOptions, type Schema } from 'mongoose'
import { newest } from './paging.ts'
import { ACCEPTED } from './status.ts'
import type { CollectionName } from './rows.ts'

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
  processes: { _id: text, seenAt: number, drain: Boolean, body },
  names: { _id: text, kind: text, name: text },
  erasures: { _id: text, againAt: number, body },
}

const pending = { partialFilterExpression: { pending: true } }

/** Beside the ids unique ones carry safety: without them a code could be issued twice. The rest finds work and fills pages. */
const INDEXES: Partial<Record<CollectionName, [IndexDefinition, IndexOptions?][]>> = {
  customers: [
    [{ wakeAt: 1, _id: 1 }, { partialFilterExpression: { wakeAt: { $exists: true } } }],
    [{ whereabouts: 1, _id: 1 }],
    [{ email: 1 }, { sparse: true }],
    [{ name: 1 }, { sparse: true }],
  ],
  inputs: [
    // Both what a turn applies and what lies behind: one entry less to write for each input.
    [{ customerId: 1, pending: 1, acceptedAt: 1, ordinal: 1, _id: 1 }],
    [{ pending: 1, acceptedAt: 1, customerId: 1 }, pending],
  ],
  interactions: [
    [{ customerId: 1, ...newest('plannedAt') }],
    [{ journeyId: 1, ...newest('plannedAt') }],
    // Nearly all end up accepted; the index is for finding the others.
    [{ status: 1, ...newest('plannedAt') }, { partialFilterExpression: { rank: { $lt: ACCEPTED } } }],
    [newest('plannedAt')],
  ],
  versions: [[{ journeyId: 1, version: 1 }]],
  refused: [[{ customerId: 1, ...newest('at') }], [{ journeyId: 1, ...newest('at') }], [newest('at')]],
  points: [[{ customerId: 1, at: -1, _id: -1 }]],
  enrollments: [[{ customerId: 1, _id: 1 }], [{ journeyId: 1, _id: 1 }]],
  log: [[{ enrollmentId: 1, from: 1 }]],
  codes: [
    [{ claimId: 1 }, { unique: true, sparse: true }],
    [{ customerId: 1 }, { sparse: true }],
    [{ pool: 1, code: 1 }, { unique: true }],
    [{ pool: 1, n: 1 }, { partialFilterExpression: { free: true } }],
  ],
  places: [[{ counter: 1, claimId: 1 }, { unique: true }], [{ counter: 1, slot: 1 }]],
}

const IN_ORDER = { customerId: 1, acceptedAt: 1, ordinal: 1, _id: 1 } as const

/**
 * Where a file wants others: customers come in any order, so each entry by customer is a page of its own to be written.
 * Of what is pending these are kept in memory, and written when it is applied.
 */
const IN_FILE: typeof INDEXES = {
  inputs: [
    [IN_ORDER, { partialFilterExpression: { pending: { $exists: false } } }],
    [{ pending: 1, acceptedAt: 1, customerId: 1 }, pending],
    [IN_ORDER, { ...pending, name: 'pending_by_customer', held: true } as IndexOptions],
  ],
}

/** Keys that earlier releases had indexes by; those that nobody wants any more are dropped. */
export const RETIRED: Partial<Record<CollectionName, IndexDefinition[]>> = {
  inputs: [{ customerId: 1, pending: 1, acceptedAt: 1, ordinal: 1, _id: 1 }],
}

export const COLLECTIONS = Object.keys(FIELDS) as CollectionName[]

/** A closed schema: unknown fields are errors on writing and in filters. @param inFile it lies in a file, not in MongoDB */
export function schemaOf(name: CollectionName, inFile: boolean): Schema {
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
  for (const [key, options] of (inFile && IN_FILE[name]) || (INDEXES[name] ?? [])) schema.index(key, options)
  return schema as Schema
}
