import type { Drawing, ReadStep } from './drawing.ts'
import { cycles, without } from './graph.ts'
import type { Report } from './report.ts'

/** Checks that no customer can run in a circle without ever waiting, or be written to again and again without limit. */
export function checkLoops({ steps, graph }: Drawing, report: Report): void {
  const restless = without(graph, (node) => steps[node]?.definition?.waits === true)
  for (const loop of cycles(restless)) {
    const message = `${naming(loop, steps)} without waiting; put a step "wait" or "wait-for" into the loop.`
    report.error(['steps', loop[0] ?? 0], 'cycle-without-wait', message)
  }
  const uncapped = without(graph, (node) => isCapped(steps[node]))
  for (const loop of cycles(uncapped)) {
    const send = loop.find((node) => SENDING.has(steps[node]?.step.type ?? ''))
    if (send === undefined) continue
    const message = `Step "${steps[send]?.step.id}" sends again each time round its loop; add a step "cap" or give it a cap.`
    report.warning(['steps', send], 'send-loop-without-cap', message)
  }
}

/** Steps that send messages people see. */
const SENDING = new Set(['send', 'survey'])

const isCapped = (read: ReadStep | undefined): boolean =>
  read !== undefined && (read.step.type === 'cap' || (SENDING.has(read.step.type) && read.step.config['cap'] != null))

function naming(loop: readonly number[], steps: readonly ReadStep[]): string {
  const ids = loop.slice(0, 5).map((node) => `"${steps[node]?.step.id}"`)
  if (loop.length === 1) return `Step ${ids[0]} leads back to itself`
  return `Steps ${ids.join(', ')}${loop.length > ids.length ? ' and more' : ''} lead back to each other`
}
