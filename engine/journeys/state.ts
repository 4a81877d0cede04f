import type { JourneyState, Pause } from '../core/env.ts'
import { notFound, ProblemError } from '../problem.ts'
import type { Broadcast } from '../store/port.ts'
import { together } from './broadcast.ts'
import type { JourneyPorts } from './ports.ts'

/** V3: nothing is sent and no wait ends; goals and exits still act. */
export function pauseJourney(ports: JourneyPorts, id: string, entries: Pause['entries'] = 'refuse'): Promise<JourneyState> {
  return change(ports, id, (state, now) => {
    if (state.status !== 'live') throw wrongState(state, 'paused', 'live')
    return { ...state, status: 'paused', pauses: [...state.pauses, { from: now, to: null, entries, policy: null }] }
  })
}

/** Ends a pause or a stop; everybody inside goes on by the policy. */
export function resumeJourney(ports: JourneyPorts, id: string, policy: NonNullable<Pause['policy']> = 'continue'): Promise<JourneyState> {
  const broadcast = (state: JourneyState, now: number): Broadcast => ({
    id: `resume-${state.pauses.length}`, reason: 'resume', insideOnly: state.pauses.at(-1)?.entries !== 'keep', cursor: null, startedAt: now,
  })
  return change(ports, id, (state, now) => {
    if (state.status !== 'paused' && state.status !== 'stopped') throw wrongState(state, 'resumed', 'paused or stopped')
    const pauses = state.pauses.map((pause, i) => (i === state.pauses.length - 1 && pause.to === null ? { ...pause, to: now, policy } : pause))
    return { ...state, status: 'live', pauses }
  }, broadcast)
}

/** V4: no claim within 2 seconds, on any worker. The state of everybody inside stays as it is. */
export function stopJourney(ports: JourneyPorts, id: string): Promise<JourneyState> {
  return change(ports, id, (state, now) => {
    if (state.status === 'stopped') return state
    if (state.status === 'archived') throw wrongState(state, 'stopped', 'live or paused')
    const open = state.pauses.at(-1)?.to === null
    const pauses = open ? state.pauses : [...state.pauses, { from: now, to: null, entries: 'refuse' as const, policy: null }]
    return { ...state, status: 'stopped', pauses }
  })
}

/** Lets nobody in any more; those inside finish. */
export function archiveJourney(ports: JourneyPorts, id: string): Promise<JourneyState> {
  return change(ports, id, (state) => ({ ...state, status: 'archived' }))
}

async function change(
  ports: JourneyPorts,
  id: string,
  next: (state: JourneyState, now: number) => JourneyState,
  broadcast: (after: JourneyState, now: number) => Broadcast | undefined = () => undefined,
): Promise<JourneyState> {
  const { store } = ports
  for (let round = 0; round < 20; round += 1) {
    const record = await store.journeys.get(id)
    const before = record?.state
    if (!record || !before) throw notFound('published journey', id)
    const now = ports.now()
    const after = next(before, now)
    if (after === before) return before
    if (await store.journeys.setState(id, before, after, together(record.broadcast, broadcast(after, now)))) {
      await store.journeys.touchCatalog()
      ports.broadcast()
      return after
    }
  }
  throw new ProblemError(409, 'changed-meanwhile', `The journey "${id}" keeps being changed by others. Look again and repeat.`)
}

const wrongState = (state: JourneyState, wish: string, allowed: string): ProblemError =>
  new ProblemError(409, 'wrong-state', `The journey "${state.id}" is ${state.status}; only a ${allowed} journey can be ${wish}.`)
