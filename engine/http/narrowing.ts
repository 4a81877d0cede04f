import { z } from 'zod'
import { idSchema } from '../core/format/index.ts'
import type { Enrollment } from '../core/model/enrollment.ts'
import { notFound } from '../problem.ts'
import { memberIds } from './population.ts'
import { invalid } from './request.ts'
import type { Services } from './services.ts'

/** Which passages of a journey are meant: all of them, or those of a version, of a time, of members of a segment. */
export const narrowingQuery = z.strictObject({
  version: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'Give the number of a version.')
    .optional()
    .describe('Only passages that are, or ended, on this version.'),
  since: z.string().max(40).optional().describe('Only passages that began at this instant or later.'),
  segment: idSchema.optional().describe('Only passages of customers who belong to this segment now.'),
})
export type Narrowing = z.output<typeof narrowingQuery>

type Passage = Pick<Enrollment, 'version' | 'enteredAt'> & { customerId: string }

export const isNarrowed = ({ version, since, segment }: Narrowing): boolean =>
  version !== undefined || since !== undefined || segment !== undefined

/** The same words for the same passages. */
export const narrowingKey = (journeyId: string, { version, since, segment }: Narrowing): string =>
  JSON.stringify([journeyId, version, since, segment])

/** What version and time ask of a passage. @throws ProblemError 400 for no instant */
export function readPassageFilter({ version, since }: Narrowing): (passage: Omit<Passage, 'customerId'>) => boolean {
  const from = since === undefined ? -Infinity : Date.parse(since)
  if (Number.isNaN(from)) {
    const message = `"since" is "${since}"; give an instant such as 2026-03-02T09:00:00Z.`
    throw invalid('invalid-request', [{ code: 'invalid-parameter', message, pointer: '/since', severity: 'error' }])
  }
  const wanted = version === undefined ? null : Number(version)
  return (passage) => passage.enteredAt >= from && (wanted === null || passage.version === wanted)
}

/** Refuses before anybody is counted. @throws ProblemError 400, 404 for no such segment */
export async function checkNarrowing(narrowing: Narrowing, services: Services): Promise<void> {
  readPassageFilter(narrowing)
  if (narrowing.segment !== undefined) await requireSegment(narrowing.segment, services)
}

/** The same with the segment: everybody is looked at for it. @throws ProblemError 400, 404 for no such segment */
export async function readFilter(narrowing: Narrowing, services: Services): Promise<(passage: Passage) => boolean> {
  const isWanted = readPassageFilter(narrowing)
  const { segment } = narrowing
  if (segment === undefined) return isWanted
  const members = await memberIds(services.store, await requireSegment(segment, services), services.clock.now())
  return (passage) => isWanted(passage) && members.has(passage.customerId)
}

/** @throws ProblemError 404 */
export async function requireSegment(id: string, { store }: Services): Promise<{ segment: string }> {
  if (!(await store.journeys.segments()).some((segment) => segment.id === id)) throw notFound('segment', id)
  return { segment: id }
}
