import type { JourneyState, Workspace } from '../core/env.ts'
import type { Customer, PointsEntry, Refused } from '../core/model/customer.ts'
import type { Interaction } from '../core/model/interaction.ts'
import type { Enrollment, Visit } from '../core/model/enrollment.ts'
import type { CustomerEvent, Input } from '../core/model/input.ts'
import type { Journey, Segment, Template } from '../core/model/journey.ts'
import type { Json } from '../core/model/json.ts'
import type { SeenNames } from '../core/model/names.ts'

/** A page of a listing: `next` is an opaque cursor, null on the last page. */
export interface Page<T> {
  items: T[]
  next: string | null
}
export interface PageQuery {
  limit: number
  cursor?: string
}

/**
 * The only truth. Every method is one or a few single-document atomic writes; none relies on transactions. Writes are
 * durable (majority and journal, or fsync) when their promise resolves.
 */
export interface Store {
  readonly customers: CustomerStore
  readonly inputs: InputStore
  readonly interactions: InteractionStore
  readonly journeys: JourneyStore
  readonly records: RecordStore
  readonly claims: ClaimStore
  readonly settings: SettingsStore
  readonly processes: ProcessStore
  readonly names: NameStore
  readonly erasures: ErasureStore
  /** Epoch milliseconds by the store's clock (real time). */
  now(): Promise<number>
  /** Creates collections and indexes; refuses to go on when one that carries safety is missing. */
  prepare(): Promise<void>
  /** Deletes the whole workspace (scenario runs drop their own). */
  drop(): Promise<void>
  close(): Promise<void>
}

/**
 * Bytes of one customer. Documents of MongoDB end at 16 MB, and one beyond would fail the write of everybody who is stored
 * with it. `ever` leaves room for what is stored beside the text, `usual` for setting such a customer aside.
 */
export const CUSTOMER_BYTES = { usual: 8_000_000, ever: 12_000_000 }

export interface CustomerStore {
  load(ids: readonly string[]): Promise<Map<string, Customer>>
  /**
   * Compare-and-set of many customers in one round trip: each is stored with `rev + 1` if the stored `rev` still is the
   * one given (0 = must not exist yet). An acknowledgement that got lost is resolved by re-reading a commit token.
   * @param most bytes that each of them may take; `CUSTOMER_BYTES.usual` unless given
   * @returns the ids that lost; nothing of theirs was stored
   * @throws CustomersTooLarge before anything is stored
   */
  save(customers: readonly Customer[], most?: number): Promise<Set<string>>
  /** Ids with `wakeAt <= at`, earliest first. */
  due(at: number, limit: number): Promise<string[]>
  /** Ids and instants with `from < wakeAt <= to`: near timers for the queue. */
  dueBetween(from: number, to: number, limit: number): Promise<{ id: string; wakeAt: number }[]>
  /** The earliest `wakeAt` of all; null = nobody waits for time. */
  nextWake(): Promise<number | null>
  /** Ids in stable order of id, for broadcasts. With a journey: only customers with an enrollment inside it. */
  scan(after: string | null, limit: number, inside?: string): Promise<string[]>
  /** Whole customers in order of id, for exports, segment previews and counts. */
  each(options?: { journeyId?: string; batch?: number }): AsyncIterable<Customer[]>
  list(
    query: PageQuery & { search?: string; journeyId?: string; step?: string; status?: string },
  ): Promise<Page<Customer>>
  count(): Promise<number>
  /** How many have an enrollment there, counted no further than `most`. */
  countAt(place: { journeyId?: string; step?: string; status?: string }, most: number): Promise<number>
}

export interface InputStore {
  /** `new`; `duplicate`: same id, same content; `conflict`: same id, other content. Durable when resolved. */
  append(inputs: readonly Input[]): Promise<('new' | 'duplicate' | 'conflict')[]>
  /**
   * Stores inputs that are applied already (tracked by steps): for history and timeline only. Repeats are ignored.
   * @returns the positions of the repeats
   */
  record(inputs: readonly Input[]): Promise<number[]>
  /** Not yet applied inputs by customer, in order of acceptance. At most `limit` per customer (default 200). */
  pending(customerIds: readonly string[], limit?: number): Promise<Map<string, Input[]>>
  markApplied(ids: readonly string[]): Promise<void>
  /** Customers with inputs pending since before `at`. */
  stale(at: number, limit: number): Promise<string[]>
  /** All events of each customer in order of acceptance, pending ones included. */
  history(customerIds: readonly string[]): Promise<Map<string, CustomerEvent[]>>
  /** Everything accepted for a customer, newest first. */
  timeline(customerId: string, query: PageQuery): Promise<Page<Input>>
}

export interface InteractionStore {
  /**
   * Inserts or replaces ledger rows; a row never goes back from a final status (accepted stays accepted).
   * @param told ids that were most likely stored before: for speed alone, wrong ones do no harm
   */
  upsert(rows: readonly Interaction[], told?: ReadonlySet<string>): Promise<void>
  get(ids: readonly string[]): Promise<Map<string, Interaction>>
  /** First time of each outcome wins. One that shows that an unknown interaction was accepted makes it so. */
  addOutcomes(outcomes: readonly { interactionId: string; outcome: string; at: number; data: Json }[]): Promise<void>
  list(
    query: PageQuery & { customerId?: string; journeyId?: string; step?: string; channel?: string; status?: string },
  ): Promise<Page<Interaction>>
  each(options?: { journeyId?: string }): AsyncIterable<Interaction[]>
  /** Counts by the given fields, e.g. by channel and status. */
  countBy(
    fields: readonly ('journeyId' | 'step' | 'channel' | 'status')[],
    filter?: { journeyId?: string },
  ): Promise<{ key: string[]; count: number }[]>
}

/** A journey as its author sees it: a draft, and what is published of it. */
export interface JourneyRecord {
  id: string
  name: string
  draft: Journey | null
  /** Counts saves of the draft; the ETag of `If-Match`. */
  draftRev: number
  /** null = never published. */
  state: JourneyState | null
  createdAt: number
  updatedAt: number
  /** A wake-up of all (inside) customers under way: publish, move or resume. Resumable by its cursor. */
  broadcast: Broadcast | null
}

export interface Broadcast {
  id: string
  reason: 'publish' | 'move' | 'resume'
  /** Only customers inside this journey, or everybody. */
  insideOnly: boolean
  cursor: string | null
  startedAt: number
}

export interface JourneyVersion {
  journeyId: string
  version: number
  journey: Journey
  hash: string
  publishedAt: number
  note: string | null
}

export interface JourneyStore {
  list(): Promise<JourneyRecord[]>
  get(id: string): Promise<JourneyRecord | null>
  /** Saves the draft if `expectedRev` still is the stored one (null = must be new). @returns the record, or null = lost */
  saveDraft(id: string, draft: Journey, expectedRev: number | null, at: number): Promise<JourneyRecord | null>
  /** Stores an immutable version; the same one may come again. @throws StoreProblem where another has its number */
  insertVersion(version: JourneyVersion): Promise<void>
  /**
   * Changes the state, if `before` still is the whole of it; a version that goes live has to be stored by then. Without
   * `broadcast` one that is under way stays.
   * @returns false = somebody else was faster
   */
  setState(id: string, before: JourneyState | null, after: JourneyState, broadcast?: Broadcast): Promise<boolean>
  /** Moves a broadcast on, or ends it with null, if `before` still is what is stored. @returns false = it is not */
  setBroadcast(id: string, before: Broadcast, after: Broadcast | null): Promise<boolean>
  versions(journeyId: string): Promise<JourneyVersion[]>
  version(journeyId: string, version: number): Promise<JourneyVersion | null>
  /** Takes a journey away with its versions: for drafts that were never published. */
  remove(id: string): Promise<void>
  segments(): Promise<Segment[]>
  saveSegment(segment: Segment): Promise<void>
  removeSegment(id: string): Promise<void>
  templates(): Promise<Template[]>
  saveTemplate(template: Template): Promise<void>
  removeTemplate(id: string): Promise<void>
  /** Grows with every change of journeys, segments, templates and workspace settings: workers reload by it. */
  catalogRev(): Promise<number>
  touchCatalog(): Promise<void>
}

/** What moved out of the customer document, and what was refused. */
export interface RecordStore {
  refused(rows: readonly Refused[]): Promise<void>
  listRefused(query: PageQuery & { journeyId?: string; customerId?: string }): Promise<Page<Refused>>
  points(rows: readonly PointsEntry[]): Promise<void>
  listPoints(customerId: string, query: PageQuery): Promise<Page<PointsEntry>>
  archiveEnrollments(rows: readonly (Enrollment & { customerId: string })[]): Promise<void>
  archiveVisits(
    rows: readonly { enrollmentId: string; journeyId: string; version: number; from: number; rows: Visit[] }[],
  ): Promise<void>
  /** Archived enrollments in order of id. */
  eachEnrollment(options?: {
    journeyId?: string
    customerId?: string
  }): AsyncIterable<(Enrollment & { customerId: string })[]>
  /** Archived visits of these enrollments, in order. */
  visits(enrollmentIds: readonly string[]): Promise<Map<string, Visit[]>>
}

/** Things there is only a limited number of. A claim id claims once, however often it is repeated. */
export interface ClaimStore {
  /** Adds codes to a pool, which begins to exist with its first ones. @returns how many of them the pool did not have */
  addCodes(pool: string, codes: readonly string[]): Promise<number>
  pools(): Promise<{ id: string; total: number; left: number }[]>
  /** Issues the next code in the order they were added; null = the pool is empty. */
  code(pool: string, claimId: string, customerId: string): Promise<string | null>
  /** Takes one of `max` places of a window; false = full. Windows are named by the caller. */
  place(counter: string, claimId: string, max: number): Promise<boolean>
}

/** What a key may do: send events, everything, or read figures. */
export type KeyKind = 'write' | 'admin' | 'metrics'

export interface ApiKey {
  id: string
  kind: KeyKind
  hash: string
  createdAt: number
  lastUsedAt: number | null
  name: string
}

export interface SettingsStore {
  workspace(): Promise<Workspace>
  saveWorkspace(workspace: Workspace): Promise<void>
  /** A random secret made once per workspace and name (link signing, webhook signing). */
  secret(name: string): Promise<string>
  keys(): Promise<ApiKey[]>
  addKey(key: ApiKey): Promise<void>
  removeKey(id: string): Promise<void>
  /** The key was used at this instant. */
  touchKey(id: string, at: number): Promise<void>
  /** Why and since when everything is paused; null = it is not. */
  pause(): Promise<WorkspacePause | null>
  /** Counts as a change of the catalogue, so that every turn after it knows. */
  savePause(pause: WorkspacePause | null): Promise<void>
}

/** The switch that holds everything: nothing is claimed by any process while it stands. */
export interface WorkspacePause {
  since: number
  reason: string
}

/** What a process said of itself. Instants are epoch milliseconds. */
export interface ProcessRecord {
  /** Made anew at each start. */
  id: string
  role: 'api' | 'worker' | 'all'
  host: string
  pid: number
  startedAt: number
  seenAt: number
  report: ProcessReport
  /** An operator wants it to take nothing new. */
  drain: boolean
}

export interface ProcessReport {
  /** `drained` and `paused`: nothing runs any more. An API has no work to stop. */
  state: 'working' | 'pausing' | 'paused' | 'draining' | 'drained'
  /** Batches at work. */
  running: number
  sweptAt: number | null
  /** Providers that fail, or were asked to be left alone. */
  troubled: readonly TroubledProvider[]
}

export interface TroubledProvider {
  /** Channel, and for webhooks the host: `email`, `webhook api.example.com`. */
  provider: string
  state: 'open' | 'probing' | 'held'
  /** Failures in a row. */
  failures: number
  until: number
  detail: string
}

/** Who works on this workspace. For operators only: nothing rests on it. */
export interface ProcessStore {
  /** Notes a process, and forgets those not seen since `goneBefore`. @returns whether it is to drain */
  beat(process: Omit<ProcessRecord, 'drain'>, goneBefore: number): Promise<boolean>
  list(): Promise<ProcessRecord[]>
  /** @returns false = there is no such process */
  setDrain(id: string, drain: boolean): Promise<boolean>
  remove(id: string): Promise<void>
}

/** A name that came in: of a field (`customer.plan`, `event.revenue`) or an event (`Order Completed`). */
export interface SeenName {
  kind: 'field' | 'event'
  name: string
}

/** Which names came in until now, to be offered to whoever draws a journey. */
export interface NameStore {
  /** Adds those that are new, as long as there is room for them. */
  learn(names: readonly SeenName[]): Promise<void>
  all(): Promise<SeenNames>
}

/**
 * Deletes everything there is about a customer. It is done twice: at once, and again when whatever a process had in its
 * hands meanwhile (a turn it had begun, an answer of a provider) has been stored or dropped. A note of it is stored first, so
 * that it comes to its end even if the process that began it does not.
 */
export interface ErasureStore {
  /** @param againAt when the second pass is due. @returns null = nothing is known of them, and nothing was to be done */
  erase(customerId: string, againAt: number): Promise<Erased | null>
  /** Does the second passes that are due, and forgets about them. @returns how many */
  finish(at: number): Promise<number>
}

/** How much was deleted, and whether something had been claimed that may be leaving just now. */
export interface Erased {
  customers: number
  inputs: number
  interactions: number
  enrollments: number
  refusals: number
  points: number
  wasLeaving: boolean
}
