/** All time zones of this browser, UTC first. */
export const timeZones = (): string[] => ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]

/** The zone of the person at the screen. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone
