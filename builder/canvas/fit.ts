import { CARD } from '../document/card.ts'
import type { Drawing } from './drawing.ts'

export const ZOOM = { min: 0.08, max: 2 } as const

/** Room around a journey that is shown as a whole, in pixels of the screen; the lane names stand at the top. */
const ROOM = { top: 60, bottom: 40, side: 16 } as const

/** The view that shows all lanes, from the top, never larger than life. */
export function fitAll(drawing: Drawing, screen: { width: number; height: number }) {
  const width = widthOf(drawing)
  const zoom = Math.min(
    1,
    (screen.width - 2 * ROOM.side) / Math.max(1, width),
    (screen.height - ROOM.top - ROOM.bottom) / Math.max(1, drawing.bottom),
  )
  const shown = Math.max(ZOOM.min, zoom)
  return { x: Math.max(ROOM.side, (screen.width - width * shown) / 2), y: ROOM.top - 16 * shown, zoom: shown }
}

/**
 * Where editing begins: all of the journey if it can be read so, else its beginning at a size that can. The beginning is the
 * first lane, or that of the start where it would be out of sight.
 */
export function fitToRead(drawing: Drawing, screen: { width: number; height: number }) {
  const all = fitAll(drawing, screen)
  if (all.zoom >= READABLE) return all
  const room = (screen.width - ROOM.side) / READABLE
  const [start] = [...drawing.cards].sort((a, b) => Number(b.isEntry) - Number(a.isEntry) || a.place.x - b.place.x)
  const isSeen = start === undefined || start.place.x + CARD.width <= room
  if (isSeen) return { x: ROOM.side, y: ROOM.top - 16 * READABLE, zoom: READABLE }
  const lane = laneAt(start.place.x, drawing)
  const beside = Math.max(
    widthOf(drawing) - room,
    start.place.x + CARD.width - (screen.width - INSPECTOR - 2 * ROOM.side) / READABLE,
  )
  const left = Math.min(lane, beside)
  return { x: ROOM.side - left * READABLE, y: ROOM.top - 16 * READABLE, zoom: READABLE }
}

const widthOf = ({ bands }: Drawing): number => bands.reduce((sum, band) => sum + band.width, 0)

/** Where the lane begins that holds this place. */
const laneAt = (x: number, { bands }: Drawing): number =>
  Math.max(0, ...bands.map(({ left }) => left).filter((left) => left <= x))

const READABLE = 0.75
/** What the settings of a step cover at the right, in pixels of the screen. */
const INSPECTOR = 390

/** How much of a card is drawn at a zoom. */
export const detailAt = (zoom: number): 'full' | 'name' | 'block' =>
  zoom >= 0.5 ? 'full' : zoom >= 0.3 ? 'name' : 'block'
