import type { Journey } from '../core/model/journey.ts'
import { notFound, ProblemError } from '../problem.ts'
import type { JourneyRecord, JourneyVersion } from '../store/port.ts'
import type { Services } from './services.ts'

type Stored = Pick<Services, 'store'>

/** @throws ProblemError 404 */
export async function findJourney(id: string, { store }: Stored): Promise<JourneyRecord> {
  const record = await store.journeys.get(id)
  if (!record) throw notFound('journey', id)
  return record
}

/** What is live of a journey; null = never published. */
export async function liveOf({ id, state }: JourneyRecord, { store }: Stored): Promise<JourneyVersion | null> {
  return state && store.journeys.version(id, state.liveVersion)
}

/** What is live of each journey that is published and not archived. */
export async function* eachLive(services: Stored): AsyncGenerator<Journey> {
  for (const record of await services.store.journeys.list()) {
    const live = record.state?.status === 'archived' ? null : await liveOf(record, services)
    if (live) yield live.journey
  }
}

/** Somebody else saved in between: tells the present draft along with the refusal. */
export function overtaken({ id, draft, draftRev }: JourneyRecord): ProblemError {
  const detail = `The draft of "${id}" was saved by somebody else in between; it is number ${draftRev} now. Look at "current", then ask again.`
  return new ProblemError(412, 'draft-changed', detail, [], { current: { draft, draftRev } })
}
