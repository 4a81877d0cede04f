// Milliseconds. A DAY is 24 hours of a wall clock or of exact time, not the length of a local day.
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
