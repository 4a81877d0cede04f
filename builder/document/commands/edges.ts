import type { Edge } from '../../../engine/core/model/journey.ts'
import type { StepRegistry } from '../../../engine/core/steps/index.ts'
import type { JourneyDocument } from '../document.ts'
import type { Command } from '../history.ts'

/** Leads a path to a step; a path leads to one step only, so an older line of it goes. */
export function connect(edge: Edge, names: { from: string; to: string }): Command {
  return {
    label: { key: 'connect', values: names },
    run(draft) {
      const known = draft.edges.find((other) => other.from === edge.from && other.path === edge.path)
      if (known === undefined) draft.edges.push(edge)
      else known.to = edge.to
    },
  }
}

/** Moves one end of a line, or both. */
export function reconnect(old: Edge, edge: Edge, names: { from: string; to: string }): Command {
  return {
    label: { key: 'connect', values: names },
    run(draft) {
      const at = draft.edges.findIndex((other) => sameEdge(other, old))
      if (at < 0) return
      draft.edges = draft.edges.filter(
        (other, index) => index === at || !(other.from === edge.from && other.path === edge.path),
      )
      const kept = draft.edges.find((other) => sameEdge(other, old))
      if (kept !== undefined) Object.assign(kept, edge)
    },
  }
}

export function disconnect(edges: readonly Edge[]): Command {
  return {
    label: { key: 'disconnect', values: { count: edges.length } },
    run(draft) {
      draft.edges = draft.edges.filter((edge) => !edges.some((other) => sameEdge(edge, other)))
    },
  }
}

/** Why a line cannot be drawn, as a text key; null = it can. */
export function whyNot(
  { from, to }: Pick<Edge, 'from' | 'to'>,
  document: JourneyDocument,
  registry: StepRegistry,
): WhyNot | null {
  return judge(from, document, registry)(to)
}

/** Every step that a path of a step may lead to, in the order of the journey. */
export function targetsOf(from: string, document: JourneyDocument, registry: StepRegistry): string[] {
  const whyNotTo = judge(from, document, registry)
  return document.order.filter((to) => whyNotTo(to) === null)
}

type WhyNot = 'missing' | 'intoEntry' | 'itself' | 'circle'

function judge(from: string, { steps, edges }: Graph, registry: StepRegistry): (to: string) => WhyNot | null {
  // Found once for all targets: a search per target takes seconds in a journey of 500 steps.
  const before = leadingTo(from, { steps, edges }, registry)
  return (to) => {
    const target = steps[to]
    if (steps[from] === undefined || target === undefined) return 'missing'
    if (registry.get(target.type)?.group === 'entry') return 'intoEntry'
    if (from === to) return 'itself'
    return before.has(to) ? 'circle' : null
  }
}

type Graph = Pick<JourneyDocument, 'steps' | 'edges'>

/** The steps from which one comes to this one without waiting: a line back to them would run for ever. */
function leadingTo(step: string, { steps, edges }: Graph, registry: StepRegistry): ReadonlySet<string> {
  const waits = (id: string): boolean => registry.get(steps[id]?.type ?? '')?.waits === true
  const found = new Set<string>()
  if (waits(step)) return found
  const into = new Map<string, string[]>()
  for (const { from, to } of edges) into.set(to, [...(into.get(to) ?? []), from])
  const queue = [step]
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const from of into.get(id) ?? []) {
      if (found.has(from) || waits(from)) continue
      found.add(from)
      queue.push(from)
    }
  }
  return found
}

export const sameEdge = (a: Edge, b: Edge): boolean => a.from === b.from && a.path === b.path && a.to === b.to
