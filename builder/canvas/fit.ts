import type { Drawing } from './drawing.ts'

export const ZOOM = { min: 0.08, max: 2 } as const

/** Room around a journey that is shown as a whole, in pixels of the screen; the lane names stand at the top. */
const ROOM = { top: 60, bottom: 40, side: 16 } as const

/** The view that shows all lanes, from the top, never larger than life. */
export function fitAll({ bands, bottom }: Drawing, screen: { width: number; height: number }) {
  const width = bands.reduce((sum, band) => sum + band.width, 0)
  const zoom = Math.min(
    1,
    (screen.width - 2 * ROOM.side) / Math.max(1, width),
    (screen.height - ROOM.top - ROOM.bottom) / Math.max(1, bottom),
  )
  const shown = Math.max(ZOOM.min, zoom)
  return { x: Math.max(ROOM.side, (screen.width - width * shown) / 2), y: ROOM.top - 16 * shown, zoom: shown }
}

/** Where editing begins: all of the journey if it can be read so, else its beginning at a size that can. */
export function fitToRead(drawing: Drawing, screen: { width: number; height: number }) {
  const all = fitAll(drawing, screen)
  return all.zoom >= READABLE ? all : { x: ROOM.side, y: ROOM.top - 16 * READABLE, zoom: READABLE }
}

const READABLE = 0.75

/** How much of a card is drawn at a zoom. */
export const detailAt = (zoom: number): 'full' | 'name' | 'block' =>
  zoom >= 0.5 ? 'full' : zoom >= 0.3 ? 'name' : 'block'
