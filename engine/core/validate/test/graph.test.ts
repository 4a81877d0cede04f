import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cycles, type Graph, reachedFrom, without } from '../graph.ts'

const graphs: fc.Arbitrary<Graph> = fc
  .integer({ min: 1, max: 8 })
  .chain((count) => fc.array(fc.array(fc.nat(count - 1), { maxLength: 3 }), { minLength: count, maxLength: count }))
  .map((next) => ({ next }))

/** By definition: two nodes are on a cycle together if each can be reached from the other. */
function cyclesByDefinition(graph: Graph): number[][] {
  const reached = graph.next.map((_, node) => reachedFrom(graph, [node]))
  const groups = new Map<string, number[]>()
  graph.next.forEach((_, node) => {
    if (!reached[node]?.has(node)) return
    const group = graph.next.flatMap((_, other) =>
      reached[node]?.has(other) && reached[other]?.has(node) ? [other] : [],
    )
    groups.set(group.join(), group)
  })
  return [...groups.values()]
}

describe('graph', () => {
  test.each<[string, number[][], number[][]]>([
    ['a chain', [[1], [2], []], []],
    ['a step that leads to itself', [[0], []], [[0]]],
    [
      'two loops',
      [[1], [0], [3], [2]],
      [
        [0, 1],
        [2, 3],
      ],
    ],
    ['a loop within a loop', [[1], [2, 0], [1]], [[0, 1, 2]]],
    ['a double line is no loop', [[1, 1], []], []],
  ])('cycles of %s', (_, next, expected) => {
    expect(cycles({ next })).toEqual(expected)
  })

  test('cycles are groups of nodes that reach each other', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        expect(cycles(graph)).toEqual(cyclesByDefinition(graph))
      }),
    )
  })

  test('a node that is gone is on no cycle', () => {
    fc.assert(
      fc.property(graphs, fc.nat(7), (graph, gone) => {
        expect(cycles(without(graph, (node) => node === gone)).flat()).not.toContain(gone)
      }),
    )
  })

  test('a chain of 10,000 steps needs no deep stack', () => {
    const next = Array.from({ length: 10_000 }, (_, node) => [(node + 1) % 10_000])
    expect(cycles({ next })).toHaveLength(1)
  })
})
