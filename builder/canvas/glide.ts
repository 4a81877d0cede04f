const STILL = '(prefers-reduced-motion: reduce)'

/** How long the view may take to move, in milliseconds: no time at all for those who asked for less motion. */
export const glide = (ms: number): number => (matchMedia(STILL).matches ? 0 : ms)
