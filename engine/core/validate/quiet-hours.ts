import { quietUntil } from '../calendar/index.ts'
import type { QuietHours } from '../model/journey.ts'

/** What makes quiet hours unusable, below the place they stand at; null = nothing. Code `empty-window`. */
export interface QuietFault {
  pointer: '' | '/weekdays'
  message: string
}

/** Quiet hours hold for some time, on some day, and leave some time of the week to send in. */
export function quietFault(quiet: QuietHours): QuietFault | null {
  const { from, to, weekdays } = quiet
  if (from === to) {
    return { pointer: '', message: `The quiet hours begin and end at ${from}; give them a length or remove them.` }
  }
  if (weekdays?.length === 0) {
    return { pointer: '/weekdays', message: 'The quiet hours hold on no day; choose days or remove "weekdays".' }
  }
  if (neverEnd([quiet])) {
    return {
      pointer: '',
      message: 'The quiet hours never end, so nothing could be sent; leave some time of the week free.',
    }
  }
  return null
}

/** True where quiet hours that hold side by side, for some channel at least, leave no time of the week between them. */
export function leaveNoTime(one: QuietHours, other: QuietHours): boolean {
  const isShared = !one.channels || !other.channels || one.channels.some((channel) => other.channels?.includes(channel))
  return isShared && neverEnd([one, other])
}

/** All hold in the zone of the customer, so that any zone tells. */
const neverEnd = (quiets: readonly QuietHours[]): boolean => quietUntil(quiets, 0, 'UTC') === null
