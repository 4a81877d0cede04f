import { z } from 'zod'
import { contentHash } from '../../core/hash.ts'
import { journeySchema } from '../../core/format/index.ts'
import type { JourneyState } from '../../core/env.ts'
import { STAGES, type Stage } from '../../core/model/condition.ts'
import type { Journey } from '../../core/model/journey.ts'
import type { JourneyRecord, JourneyVersion } from '../../store/port.ts'
import type { CountsAsOf } from '../counts.ts'
import { instant, iso, isoOrNull } from '../fields.ts'

const status = z.enum(['draft', 'live', 'paused', 'stopped', 'archived'])

const totals = {
  entered: z.int(),
  active: z.int(),
  completed: z.int(),
  exited: z.int(),
  failed: z.int(),
  parked: z.int(),
  holdout: z.int(),
}

export const totalsSchema = z.strictObject(totals).meta({ id: 'Totals' })

export const countsSchema = z
  .strictObject({
    asOf: instant,
    ...totals,
    steps: z.record(
      z.string(),
      z.strictObject({ arrived: z.int(), waiting: z.int(), exited: z.int(), paths: z.record(z.string(), z.int()) }),
    ),
    goals: z.record(z.string(), z.int()).optional(),
  })
  .meta({
    id: 'Counts',
    description: 'entered = the sum of the others; per step, in visits, arrived = waiting + exited + the sum of paths.',
  })

export const journeySummary = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    tags: z.array(z.string()),
    status,
    liveVersion: z.int().nullable(),
    draftRev: z.int(),
    hasDraftChanges: z.boolean(),
    stages: z.array(z.enum(STAGES)),
    updatedAt: instant,
    counts: totalsSchema.nullable(),
    trend: z.array(z.int()).nullable().describe('How many came in on each of the last 14 days (UTC), the latest last.'),
  })
  .meta({ id: 'JourneySummary' })

export const stateSchema = z
  .strictObject({
    status,
    liveVersion: z.int(),
    firstPublishedAt: instant,
    publishedAt: instant,
    pauses: z.array(
      z.strictObject({
        from: instant,
        to: instant.nullable(),
        entries: z.enum(['refuse', 'keep']),
        policy: z.enum(['continue', 'skip', 'retime']).nullable(),
      }),
    ),
    moves: z.array(z.strictObject({ at: instant, toVersion: z.int(), map: z.record(z.string(), z.string()) })),
  })
  .meta({ id: 'JourneyState' })

export const journeyDetail = z
  .strictObject({
    id: z.string(),
    draft: journeySchema.nullable(),
    draftRev: z.int(),
    state: stateSchema.nullable(),
    live: journeySchema.nullable(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'JourneyDetail' })

export const versionSummary = z
  .strictObject({
    version: z.int(),
    hash: z.string(),
    publishedAt: instant,
    note: z.string().nullable(),
    isLive: z.boolean(),
  })
  .meta({ id: 'JourneyVersion' })

export function toSummary(
  record: JourneyRecord,
  live: JourneyVersion | null,
  counts: CountsAsOf | null,
): z.infer<typeof journeySummary> {
  const journey = record.draft ?? live?.journey ?? null
  return {
    id: record.id,
    name: record.name,
    description: journey?.description ?? null,
    tags: journey?.tags ?? [],
    status: record.state?.status ?? 'draft',
    liveVersion: record.state?.liveVersion ?? null,
    draftRev: record.draftRev,
    hasDraftChanges: record.draft !== null && contentHash(asFiled(record.draft, live)) !== live?.hash,
    stages: stagesOf(journey?.steps ?? []),
    updatedAt: iso(record.updatedAt),
    counts: counts && toTotals(counts.counts),
    trend: counts && trendOf(counts),
  }
}

/** Tags say where a journey is filed: changing them alone leaves nothing to publish. */
function asFiled(draft: Journey, live: JourneyVersion | null): Journey {
  const { tags: _, ...rest } = draft
  const tags = live?.journey.tags
  return tags === undefined ? rest : { ...rest, tags }
}

const TREND_DAYS = 14

function trendOf({ asOf, counts }: CountsAsOf): number[] {
  const today = Math.floor(asOf / 86_400_000)
  return Array.from({ length: TREND_DAYS }, (_, i) => counts.days.get(today - TREND_DAYS + 1 + i) ?? 0)
}

export function toDetail(record: JourneyRecord, live: JourneyVersion | null): z.infer<typeof journeyDetail> {
  return {
    id: record.id,
    draft: record.draft as z.infer<typeof journeySchema> | null,
    draftRev: record.draftRev,
    state: record.state && toState(record.state),
    live: (live?.journey ?? null) as z.infer<typeof journeySchema> | null,
    createdAt: iso(record.createdAt),
    updatedAt: iso(record.updatedAt),
  }
}

export function toState(state: JourneyState): z.infer<typeof stateSchema> {
  return {
    status: state.status,
    liveVersion: state.liveVersion,
    firstPublishedAt: iso(state.firstPublishedAt),
    publishedAt: iso(state.publishedAt),
    pauses: state.pauses.map(({ from, to, entries, policy }) => ({
      from: iso(from),
      to: isoOrNull(to),
      entries,
      policy,
    })),
    moves: state.moves.map(({ at, toVersion, map }) => ({ at: iso(at), toVersion, map })),
  }
}

export function toCounts({ asOf, counts }: CountsAsOf): z.infer<typeof countsSchema> {
  const steps = Object.entries(counts.steps).map(([id, { arrived, waiting, exited, paths }]) => {
    return [id, { arrived, waiting, exited, paths }] as const
  })
  return { asOf: iso(asOf), ...toTotals(counts), steps: Object.fromEntries(steps) }
}

function toTotals(counts: CountsAsOf['counts']): z.infer<typeof totalsSchema> {
  const { entered, active, completed, exited, failed, parked, holdout } = counts
  return { entered, active, completed, exited, failed, parked, holdout }
}

function stagesOf(steps: readonly { stage?: Stage }[]): Stage[] {
  const used = new Set(steps.map((step) => step.stage))
  return STAGES.filter((stage) => used.has(stage))
}
