import type { Card, Drawing } from './drawing.ts'

export type Direction = 'left' | 'right' | 'up' | 'down'

/**
 * The step an arrow key leads to: along a line if one goes that way, else the nearest card on that side. Null = nothing
 * there.
 */
export function stepTowards({ cards, lines }: Drawing, from: string, direction: Direction): string | null {
  const start = cards.find(({ step }) => step.id === from)
  if (start === undefined) return cards[0]?.step.id ?? null
  const neighbours = new Set(
    lines.flatMap(({ edge }) => (edge.from === from ? [edge.to] : edge.to === from ? [edge.from] : [])),
  )
  const there = cards.filter((card) => card !== start && liesTowards(start, card, direction))
  const linked = there.filter(({ step }) => neighbours.has(step.id))
  const candidates = linked.length > 0 ? linked : there
  return candidates.sort((a, b) => cost(start, a, direction) - cost(start, b, direction))[0]?.step.id ?? null
}

/** The steps that lines lead to (or come from), over any number of steps. */
export function reach({ lines }: Drawing, from: string, way: 'down' | 'up'): Set<string> {
  const seen = new Set([from])
  const queue = [from]
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const { edge } of lines) {
      const [start, next] = way === 'down' ? [edge.from, edge.to] : [edge.to, edge.from]
      if (start !== id || seen.has(next)) continue
      seen.add(next)
      queue.push(next)
    }
  }
  return seen
}

function liesTowards({ place: a }: Card, { place: b }: Card, direction: Direction): boolean {
  switch (direction) {
    case 'left':
      return b.x < a.x - 20
    case 'right':
      return b.x > a.x + 20
    case 'up':
      return b.y < a.y - 20
    case 'down':
      return b.y > a.y + 20
  }
}

/** Straight ahead counts once, sideways double. */
function cost({ place: a }: Card, { place: b }: Card, direction: Direction): number {
  const [dx, dy] = [Math.abs(a.x - b.x), Math.abs(a.y - b.y)]
  return direction === 'left' || direction === 'right' ? dx + 2 * dy : dy + 2 * dx
}
