import type { PlacedProblem } from './problems.ts'
import type { Question } from './worker.ts'

export interface Checker {
  /** Asks what is wrong; a question that has not begun gives way to a newer one. */
  ask(question: Question): void
  close(): void
}

/** A worker that checks journeys, one at a time. */
export function openChecker(onProblems: (problems: PlacedProblem[]) => void): Checker {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  let isBusy = false
  let waiting: Question | null = null
  const ask = (question: Question): void => {
    if (isBusy) waiting = question
    else worker.postMessage(question)
    isBusy = true
  }
  worker.onmessage = ({ data }: MessageEvent<PlacedProblem[]>) => {
    const next = waiting
    isBusy = false
    waiting = null
    if (next === null) onProblems(data)
    else ask(next)
  }
  return { ask, close: () => worker.terminate() }
}
