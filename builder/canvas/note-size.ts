/** Size of a note on the canvas. */
export const NOTE = { width: 208, height: 128 } as const
