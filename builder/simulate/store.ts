import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Journey } from '../../engine/core/model/journey.ts'
import {
  countsAt,
  type Recording,
  type SimulatedLife,
  type Timeline,
  timelineOf,
  totalsAt,
} from '../../engine/core/simulate/index.ts'
import type { CountsStore } from '../live/counts.ts'
import { takeCounts } from '../live/counts.ts'
import { type Figures, figuresOf } from './figures.ts'
import { liveAgain, runSimulation } from './run.ts'
import type { SimulationRequest } from './request.ts'

export interface Result {
  request: SimulationRequest
  recording: Recording
  timeline: Timeline
  figures: Figures
  /** What the run before came to, of this journey as it was then; null = there was none. */
  before: Figures | null
  /** Wall time, in milliseconds. */
  took: number
}

export interface Followed {
  index: number
  /** Null while it is being lived again. */
  life: SimulatedLife | null
}

export interface SimulationState {
  phase: 'idle' | 'running' | 'done'
  done: number
  total: number
  error: string | null
  result: Result | null
  /** The instant that is shown; epoch milliseconds. */
  at: number
  playing: boolean
  /** Virtual milliseconds per real one are chosen so that the whole span takes `SPAN_SECONDS / speed`. */
  speed: number
  followed: Followed | null
}

export interface Simulation extends StoreApi<SimulationState> {
  run(request: SimulationRequest): Promise<void>
  cancel(): void
  /** Shows another instant, within the span. */
  show(at: number): void
  play(playing: boolean): void
  setSpeed(speed: number): void
  follow(index: number | null): Promise<void>
}

export const SPAN_SECONDS = 40
const COUNT_MS = 120

/** What each journey came to last. It outlives the screen: between two runs lies a change in the builder. */
const latest = new Map<string, Figures>()

/** One simulation at a time, what came of it, and which instant of it is looked at. `counts` feeds the canvas. */
export function createSimulation(journeyId: string, counts: CountsStore): Simulation {
  const store = createStore<SimulationState>(() => ({
    phase: 'idle',
    done: 0,
    total: 0,
    error: null,
    result: null,
    at: 0,
    playing: false,
    speed: 1,
    followed: null,
  }))
  let aborter = new AbortController()
  let countedAt = 0

  const show = (at: number): void => {
    const { result } = store.getState()
    if (result === null) return
    const { timeline } = result
    const shown = Math.min(timeline.until, Math.max(timeline.start, at))
    const { playing } = store.getState()
    store.setState({ at: shown })
    // Numbers that change sixty times a second cannot be read, and would render every card as often.
    const now = performance.now()
    if (playing && now - countedAt < COUNT_MS && shown < timeline.until) return
    countedAt = now
    const prefix = `${journeyId}/`
    const steps = Object.entries(countsAt(timeline, shown)).filter(([step]) => step.startsWith(prefix))
    takeCounts(
      counts,
      {
        ...totalsAt(timeline, journeyId, shown),
        asOf: new Date(shown).toISOString(),
        steps: Object.fromEntries(steps.map(([step, count]) => [step.slice(prefix.length), count])),
      },
      'live',
    )
  }

  return {
    ...store,
    show,
    async run(request) {
      aborter.abort()
      aborter = new AbortController()
      const { signal } = aborter
      const total = 'made' in request.customers ? request.customers.made.count : request.customers.known.length
      store.setState({ phase: 'running', done: 0, total, error: null, playing: false, followed: null })
      const began = performance.now()
      try {
        const recording = await runSimulation(request, (done) => store.setState({ done }), signal)
        const took = performance.now() - began
        const journey = request.journeys.find(({ id }) => id === journeyId) as Journey
        const figures = figuresOf(recording, journey)
        const before = latest.get(journeyId) ?? null
        latest.set(journeyId, figures)
        const timeline = timelineOf(recording)
        store.setState({ phase: 'done', result: { request, recording, timeline, figures, before, took } })
        show(request.until)
      } catch (error) {
        if (signal.aborted) return
        store.setState((state) => ({
          phase: state.result === null ? 'idle' : 'done',
          error: error instanceof Error ? error.message : String(error),
        }))
      }
    },
    cancel() {
      aborter.abort()
      store.setState((state) => ({ phase: state.result === null ? 'idle' : 'done' }))
    },
    play(playing) {
      const { result, at } = store.getState()
      if (playing && result !== null && at >= result.timeline.until) show(result.timeline.start)
      store.setState({ playing })
      if (!playing) show(store.getState().at)
    },
    setSpeed: (speed) => store.setState({ speed }),
    async follow(index) {
      const { result } = store.getState()
      if (index === null || result === null) {
        store.setState({ followed: null })
        return
      }
      store.setState({ followed: { index, life: null }, playing: false })
      const life = await liveAgain(result.request, index, aborter.signal)
      if (store.getState().followed?.index === index) store.setState({ followed: { index, life } })
    },
  }
}
