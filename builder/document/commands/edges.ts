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
  { steps, edges }: JourneyDocument,
  registry: StepRegistry,
): 'missing' | 'intoEntry' | 'itself' | 'circle' | null {
  const [source, target] = [steps[from], steps[to]]
  if (source === undefined || target === undefined) return 'missing'
  if (registry.get(target.type)?.group === 'entry') return 'intoEntry'
  if (from === to) return 'itself'
  return leadsBack(from, to, { steps, edges }, registry) ? 'circle' : null
}

/** A circle without a step that waits would run for ever. */
function leadsBack(
  from: string,
  to: string,
  { steps, edges }: Pick<JourneyDocument, 'steps' | 'edges'>,
  registry: StepRegistry,
): boolean {
  const waits = (id: string): boolean => registry.get(steps[id]?.type ?? '')?.waits === true
  if (waits(from) || waits(to)) return false
  const seen = new Set<string>([to])
  const queue = [to]
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (id === from) return true
    for (const edge of edges) {
      if (edge.from !== id || seen.has(edge.to) || waits(edge.to)) continue
      seen.add(edge.to)
      queue.push(edge.to)
    }
  }
  return false
}

export const sameEdge = (a: Edge, b: Edge): boolean => a.from === b.from && a.path === b.path && a.to === b.to
