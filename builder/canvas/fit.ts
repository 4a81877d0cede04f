/** How a journey is brought into view: all of it, under the lane names, never larger than life. */
export const FIT = {
  padding: { top: '64px', bottom: '56px', left: '32px', right: '32px' },
  maxZoom: 1,
  minZoom: 0.1,
} as const

export const ZOOM = { min: 0.08, max: 2 } as const

/** How much of a card is drawn at a zoom. */
export const detailAt = (zoom: number): 'full' | 'name' | 'block' =>
  zoom >= 0.55 ? 'full' : zoom >= 0.33 ? 'name' : 'block'
