import { joinRecordings, type Recording, type SimulatedLife } from '../../engine/core/simulate/index.ts'
import type { SimulationRequest } from './request.ts'
import type { FromWorker, ToWorker } from './worker.ts'

/** More than two at once would leave nothing to the page on a small machine; few customers are not worth two. */
const workersFor = (total: number): number => (total < 200 || navigator.hardwareConcurrency < 2 ? 1 : 2)

/**
 * Lives a whole population in workers. The same request gives the same recording, however many share the work.
 * Rejects with the reason of `signal` when that is aborted; the workers are ended then.
 */
export async function runSimulation(
  request: SimulationRequest,
  onProgress: (done: number) => void,
  signal: AbortSignal,
  workersOf: (total: number) => number = workersFor,
): Promise<Recording> {
  const total = 'made' in request.customers ? request.customers.made.count : request.customers.known.length
  const workers = workersOf(total)
  const done = Array.from({ length: workers }, () => 0)
  const parts = done.map((_, part) => {
    const [from, to] = [Math.round((total * part) / workers), Math.round((total * (part + 1)) / workers)]
    return ask({ type: 'population', request, from, to }, signal, (count) => {
      done[part] = count
      onProgress(done.reduce((sum, each) => sum + each, 0))
    })
  })
  const answers = await Promise.all(parts)
  return joinRecordings(answers.flatMap((answer) => (answer.type === 'recording' ? [answer.recording] : [])))
}

/** The life of one customer of a simulation, with every detail. */
export async function liveAgain(
  request: SimulationRequest,
  index: number,
  signal: AbortSignal,
): Promise<SimulatedLife> {
  const answer = await ask({ type: 'customer', request, index }, signal)
  if (answer.type !== 'life') throw new Error('The simulation gave no life.')
  return answer.life
}

function ask(message: ToWorker, signal: AbortSignal, onProgress?: (done: number) => void): Promise<FromWorker> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
    const end = (): void => {
      worker.terminate()
      signal.removeEventListener('abort', cancel)
    }
    const cancel = (): void => {
      end()
      reject(signal.reason instanceof Error ? signal.reason : new DOMException('Cancelled', 'AbortError'))
    }
    signal.addEventListener('abort', cancel)
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.type === 'progress') return onProgress?.(data.done)
      end()
      if (data.type === 'failed') reject(new Error(data.message))
      else resolve(data)
    }
    worker.onerror = (event) => {
      end()
      reject(new Error(event.message || 'The worker could not be started.'))
    }
    worker.postMessage(message)
  })
}
