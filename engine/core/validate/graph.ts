/** A directed graph over the numbers 0 to n - 1: `next[i]` are the nodes that node i leads to. */
export interface Graph {
  next: readonly (readonly number[])[]
}

/** All nodes that can be reached from these by one line or more; the starting nodes only if a line leads back. */
export function reachedFrom(graph: Graph, starts: readonly number[]): Set<number> {
  const reached = new Set<number>()
  const open = [...starts]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const target of graph.next[node] ?? []) {
      if (reached.has(target)) continue
      reached.add(target)
      open.push(target)
    }
  }
  return reached
}

/** The graph without some nodes: their lines are gone. */
export function without(graph: Graph, gone: (node: number) => boolean): Graph {
  return { next: graph.next.map((targets, node) => (gone(node) ? [] : targets.filter((target) => !gone(target)))) }
}

interface Frame {
  node: number
  /** Which of the node's lines is looked at next. */
  line: number
}

/**
 * Groups of nodes that lie on cycles together (Tarjan's strongly connected components, those of one node only if it
 * leads to itself). Works without recursion: a chain of hundreds of steps must not depend on the browser's stack.
 */
export function cycles(graph: Graph): number[][] {
  const count = graph.next.length
  const order = new Int32Array(count).fill(-1)
  const low = new Int32Array(count)
  const onStack = new Uint8Array(count)
  const stack: number[] = []
  const found: number[][] = []
  let visited = 0

  const enter = (node: number): Frame => {
    order[node] = low[node] = visited
    visited += 1
    stack.push(node)
    onStack[node] = 1
    return { node, line: 0 }
  }
  const lower = (node: number, to: number): void => {
    low[node] = Math.min(low[node] ?? 0, to)
  }
  const leave = (node: number): void => {
    if (low[node] !== order[node]) return
    const group = stack.splice(stack.lastIndexOf(node))
    for (const member of group) onStack[member] = 0
    if (group.length > 1 || graph.next[node]?.includes(node)) found.push(group.sort((a, b) => a - b))
  }

  for (let root = 0; root < count; root += 1) {
    if (order[root] !== -1) continue
    const frames = [enter(root)]
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      const target = graph.next[frame.node]?.[frame.line]
      frame.line += 1
      if (target === undefined) {
        frames.pop()
        leave(frame.node)
        const parent = frames.at(-1)
        if (parent !== undefined) lower(parent.node, low[frame.node] ?? 0)
      } else if (order[target] === -1) frames.push(enter(target))
      else if (onStack[target] === 1) lower(frame.node, order[target] ?? 0)
    }
  }
  return found.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
}
