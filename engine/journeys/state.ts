import type { JourneyState, Pause } from '../core/env.ts'
import { notFound, ProblemError } from '../problem.ts'
import type { Broadcast } from '../store/port.ts'
import { together } from './broadcast.ts'
import type { JourneyPorts } from './ports.ts'

/** V3: nothing is sent and no wait ends; goals and exits still act. */
export function pauseJourney(
  ports: JourneyPorts,
  id: string,
  entries: Pause['entries'] = 'refuse',
): Promise<JourneyState> {
  return change(ports, id, (state, now) => {
    if (state.status !== 'live') throw wrongState(state, 'paused', 'live')
    return { ...state, status: 'paused', pauses: [...state.pauses, { from: now, to: null, entries, policy: null }] }
  })
}

/** Ends a pause or a stop; everybody inside goes on by the policy. */
export function resumeJourney(
  ports: JourneyPorts,
  id: string,
  policy: NonNullable<Pause['policy']> = 'continue',
): Promise<JourneyState> {
  return change(
    ports,
    id,
    (state, now) => {
      if (state.status !== 'paused' && state.status !== 'stopped')
        throw wrongState(state, 'resumed', 'paused or stopped')
      return { ...state, status: 'live', pauses: ended(state.pauses, now, policy) }
    },
    wakeHeld,
  )
}

/** V4: no claim within 2 seconds, on any worker. The state of everybody inside stays as it is. */
export function stopJourney(ports: JourneyPorts, id: string): Promise<JourneyState> {
  return change(ports, id, (state, now) => {
    if (state.status === 'stopped') return state
    if (state.status === 'archived') throw wrongState(state, 'stopped', 'live or paused')
    const pauses = openPause(state)
      ? state.pauses
      : [...state.pauses, { from: now, to: null, entries: 'refuse' as const, policy: null }]
    return { ...state, status: 'stopped', pauses }
  })
}

/** Lets nobody in any more; those inside finish: a pause or a stop ends with it. */
export function archiveJourney(ports: JourneyPorts, id: string): Promise<JourneyState> {
  return change(
    ports,
    id,
    (state, now) => ({ ...state, status: 'archived', pauses: ended(state.pauses, now, 'continue') }),
    wakeHeld,
  )
}

/** A pause has to be ended, or those who follow pauses one after another never get past it. */
const ended = (pauses: readonly Pause[], to: number, policy: NonNullable<Pause['policy']>): Pause[] =>
  pauses.map((pause) => (pause.to === null ? { ...pause, to, policy } : pause))

const openPause = ({ pauses }: JourneyState): Pause | undefined => pauses.find(({ to }) => to === null)

/** Nothing wakes those whose time came in a pause but the end of it. */
function wakeHeld(before: JourneyState, now: number): Broadcast | undefined {
  const pause = openPause(before)
  return (
    pause && {
      id: `resume-${before.pauses.length}`,
      reason: 'resume',
      insideOnly: pause.entries !== 'keep',
      cursor: null,
      startedAt: now,
    }
  )
}

async function change(
  ports: JourneyPorts,
  id: string,
  next: (state: JourneyState, now: number) => JourneyState,
  broadcast: (before: JourneyState, now: number) => Broadcast | undefined = () => undefined,
): Promise<JourneyState> {
  const { store } = ports
  for (let round = 0; round < 20; round += 1) {
    const record = await store.journeys.get(id)
    const before = record?.state
    if (!record || !before) throw notFound('published journey', id)
    const now = ports.now()
    const after = next(before, now)
    if (after === before) return before
    if (await store.journeys.setState(id, before, after, together(record.broadcast, broadcast(before, now)))) {
      await store.journeys.touchCatalog()
      ports.broadcast()
      return after
    }
  }
  throw new ProblemError(
    409,
    'changed-meanwhile',
    `The journey "${id}" keeps being changed by others. Look again and repeat.`,
  )
}

const wrongState = (state: JourneyState, wish: string, allowed: string): ProblemError =>
  new ProblemError(
    409,
    'wrong-state',
    `The journey "${state.id}" is ${state.status}; only a ${allowed} journey can be ${wish}.`,
  )
