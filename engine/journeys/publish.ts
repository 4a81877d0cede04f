import { inOrder } from '../core/format/order.ts'
import { contentHash } from '../core/hash.ts'
import type { JourneyState } from '../core/env.ts'
import type { Journey } from '../core/model/journey.ts'
import { hasErrors, type Problem } from '../core/model/problem.ts'
import { reviewJourney } from '../core/validate/index.ts'
import { notFound, ProblemError } from '../problem.ts'
import type { Broadcast } from '../store/port.ts'
import { lookupFor } from './lookup.ts'
import { together } from './broadcast.ts'
import { mjmlOfSteps } from './mjml.ts'
import { previewMove } from './preview.ts'
import type { JourneyPorts } from './ports.ts'

export interface PublishOptions {
  /** Where those inside go, step by step; steps not named stay on their version. */
  move?: Record<string, string>
  note?: string
  /** Publish although a target of the move does not exist: whoever stands there is parked with `no-target` (L6). */
  parkLost?: boolean
}

/** Parses and validates anything against what is stored. Errors refuse; warnings are returned with the journey. */
export async function checkJourney(
  ports: JourneyPorts,
  value: unknown,
): Promise<{ journey: Journey | null; problems: Problem[] }> {
  const { journey, problems } = reviewJourney(value, await lookupFor(ports))
  if (!journey || !ports.bodies) return { journey, problems }
  return { journey, problems: inOrder([...problems, ...(await mjmlOfSteps(journey, ports.bodies))]) }
}

/**
 * Publishes a journey: the immutable version first, then the state by compare-and-set. Publishing the same content
 * again is the same version. Whoever is inside stays on their version unless `move` names their step.
 * @throws ProblemError 422 with all problems; nothing has changed then
 */
export async function publishJourney(
  ports: JourneyPorts,
  value: unknown,
  options: PublishOptions = {},
): Promise<{ version: number; problems: Problem[] }> {
  const { store } = ports
  const { journey, problems } = await checkJourney(ports, value)
  if (!journey || hasErrors(problems)) throw invalid(problems)
  const now = ports.now()
  let record = await store.journeys.get(journey.id)
  if (!record) {
    await store.journeys.saveDraft(journey.id, journey, null, now)
    record = await store.journeys.get(journey.id)
    if (!record) throw notFound('journey', journey.id)
  }
  const before = record.state
  const hash = contentHash(journey)
  const live = before ? await store.journeys.version(journey.id, before.liveVersion) : null
  const version =
    live?.hash === hash ? live.version : await nextVersion(ports, journey.id, hash, before?.liveVersion ?? 0)
  const moveProblems = options.move ? (await previewMove(ports, journey, options.move)).problems : []
  if (hasErrors(moveProblems) && !options.parkLost) throw invalid(moveProblems)
  await store.journeys.insertVersion({
    journeyId: journey.id,
    version,
    journey,
    hash,
    publishedAt: now,
    note: options.note ?? null,
  })
  const moves = before?.moves ?? []
  const moving = options.move !== undefined && Object.keys(options.move).length > 0
  const after: JourneyState = {
    id: journey.id,
    status: before && before.status !== 'archived' ? before.status : 'live',
    liveVersion: version,
    firstPublishedAt: before?.firstPublishedAt ?? (await behindAll(ports, now)),
    publishedAt: live?.hash === hash ? (before?.publishedAt ?? now) : now,
    pauses: before?.pauses ?? [],
    moves: moving ? [...moves, { at: now, toVersion: version, map: options.move ?? {} }] : moves,
  }
  const broadcast = together(record.broadcast, broadcastFor(journey, before, moving, now, version))
  if (!(await store.journeys.setState(journey.id, before, after, broadcast))) {
    throw new ProblemError(
      409,
      'changed-meanwhile',
      `The journey "${journey.id}" was published or paused by somebody else just now. Look again and repeat.`,
    )
  }
  await store.journeys.touchCatalog()
  ports.broadcast()
  return { version, problems }
}

/** Journeys see an event in the order in which they first went live: no two share an instant. */
async function behindAll({ store }: JourneyPorts, now: number): Promise<number> {
  const others = (await store.journeys.list()).flatMap(({ state }) => (state ? [state.firstPublishedAt] : []))
  return others.includes(now) ? Math.max(...others) + 1 : now
}

/** A publish that ended halfway has left a version that never went live: the same content takes its number, any other the next. */
async function nextVersion(
  { store }: JourneyPorts,
  journeyId: string,
  hash: string,
  liveVersion: number,
): Promise<number> {
  const left = (await store.journeys.versions(journeyId)).filter((version) => version.version > liveVersion)
  return left.find((version) => version.hash === hash)?.version ?? (left.at(-1)?.version ?? liveVersion) + 1
}

/** Everybody must look at a journey whose triggers are their own clocks; a move concerns those inside. */
function broadcastFor(
  journey: Journey,
  before: JourneyState | null,
  moving: boolean,
  now: number,
  version: number,
): Broadcast | undefined {
  const timed = journey.steps.some((step) => {
    const trigger = step.type === 'entry' ? (step.config.trigger as { type?: string } | undefined)?.type : undefined
    return trigger === 'segment' || trigger === 'date' || trigger === 'schedule'
  })
  if (!timed && !moving) return undefined
  const reason = timed ? 'publish' : 'move'
  return {
    id: `${reason}-${version}-${before?.moves.length ?? 0}`,
    reason,
    insideOnly: !timed,
    cursor: null,
    startedAt: now,
  }
}

function invalid(problems: readonly Problem[]): ProblemError {
  const errors = problems.filter((problem) => problem.severity === 'error')
  const first = errors[0]?.message ?? ''
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''
  return new ProblemError(
    422,
    'journey-invalid',
    `The journey cannot be published; nothing was changed. ${first}${more}`,
    problems,
  )
}
