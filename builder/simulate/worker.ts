import {
  buffersOf,
  type Recording,
  type SimulatedLife,
  simulateCustomer,
  simulatePopulation,
} from '../../engine/core/simulate/index.ts'
import { type SimulationRequest, setupFrom } from './request.ts'

export type ToWorker =
  | { type: 'population'; request: SimulationRequest; from: number; to: number }
  | { type: 'customer'; request: SimulationRequest; index: number }

export type FromWorker =
  | { type: 'progress'; done: number }
  | { type: 'recording'; recording: Recording }
  | { type: 'life'; life: SimulatedLife }
  | { type: 'failed'; message: string }

const page = self as unknown as {
  postMessage(message: FromWorker, transfer?: Transferable[]): void
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null
}

/** Lives customers away from the page, which stays free to draw. It is cancelled by ending the worker. */
page.onmessage = ({ data }) => {
  try {
    if (data.type === 'customer') {
      page.postMessage({ type: 'life', life: simulateCustomer(setupFrom(data.request), data.index) })
    } else {
      const recording = livePopulation(data)
      page.postMessage({ type: 'recording', recording }, buffersOf(recording))
    }
  } catch (error) {
    page.postMessage({ type: 'failed', message: error instanceof Error ? error.message : String(error) })
  }
}

function livePopulation({ request, from, to }: Extract<ToWorker, { type: 'population' }>): Recording {
  const simulation = simulatePopulation(setupFrom(request), from, to)
  for (;;) {
    const step = simulation.next()
    if (step.done === true) return step.value
    page.postMessage({ type: 'progress', done: step.value })
  }
}
