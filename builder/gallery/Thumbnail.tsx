import { memo, useMemo } from 'react'
import type { Journey } from '../../engine/core/model/journey.ts'
import { useRegistry } from '../api/registry.tsx'
import { drawJourney } from '../canvas/drawing.ts'
import { cornersOf, roundedPath } from '../canvas/routing.ts'
import { CARD } from '../document/card.ts'
import { openJourney } from '../document/document.ts'
import { stageColor } from '../theme/stages.ts'

/** A journey as a small picture: its cards in the colours of their stages, and the lines between them. */
export const Thumbnail = memo(function Thumbnail({ journey }: { journey: Journey }) {
  const registry = useRegistry()
  const { cards, lines } = useMemo(() => drawJourney(openJourney(journey), registry), [journey, registry])
  const places = new Map(cards.map(({ step, place }) => [step.id, place]))
  const paths = lines.flatMap(({ id, edge, port, route }) => {
    const [from, to] = [places.get(edge.from), places.get(edge.to)]
    if (from === undefined || to === undefined) return []
    const isTop = route.course === 'down' || route.course === 'around'
    const end = isTop ? { x: to.x + CARD.width / 2, y: to.y } : { x: to.x, y: to.y + CARD.height / 2 }
    return [{ id, corners: cornersOf({ x: from.x + port.x, y: from.y + port.y }, end, route) }]
  })
  const points = [
    ...paths.flatMap(({ corners }) => corners),
    ...cards.flatMap(({ place: { x, y } }) => [
      { x, y },
      { x: x + CARD.width, y: y + CARD.height },
    ]),
  ]
  const [left, right] = [Math.min(...points.map(({ x }) => x)) - 20, Math.max(...points.map(({ x }) => x)) + 20]
  const [top, bottom] = [Math.min(...points.map(({ y }) => y)) - 20, Math.max(...points.map(({ y }) => y)) + 20]
  return (
    <svg viewBox={`${left} ${top} ${right - left} ${bottom - top}`} preserveAspectRatio="xMidYMid meet" aria-hidden>
      {paths.map(({ id, corners }) => (
        <path key={id} d={roundedPath(corners, 18)} fill="none" stroke="var(--edge)" strokeWidth={5} opacity={0.55} />
      ))}
      {cards.map(({ step, place, lane, isEntry }) => (
        <g key={step.id}>
          <rect
            x={place.x}
            y={place.y}
            width={CARD.width}
            height={CARD.height}
            rx={isEntry ? 42 : 18}
            fill="var(--surface)"
            stroke={stageColor(lane)}
            strokeWidth={4}
          />
          <rect
            x={place.x + 18}
            y={place.y + 22}
            width={40}
            height={40}
            rx={10}
            fill={stageColor(lane)}
            opacity={0.75}
          />
          <rect x={place.x + 74} y={place.y + 26} width={116} height={12} rx={6} fill="var(--ink-soft)" opacity={0.5} />
          <rect x={place.x + 74} y={place.y + 48} width={76} height={10} rx={5} fill="var(--ink-soft)" opacity={0.28} />
        </g>
      ))}
    </svg>
  )
})
