import type { QuietHours } from '../model/journey.ts'

/** What makes quiet hours unusable, below the place they stand at; null = nothing. Code `empty-window`. */
export interface QuietFault {
  pointer: '' | '/weekdays'
  message: string
}

/** Quiet hours hold for some time, on some day, and leave some time of the week to send in. */
export function quietFault({ from, to, weekdays }: QuietHours): QuietFault | null {
  if (from === to) {
    return { pointer: '', message: `The quiet hours begin and end at ${from}; give them a length or remove them.` }
  }
  if (weekdays?.length === 0) {
    return { pointer: '/weekdays', message: 'The quiet hours hold on no day; choose days or remove "weekdays".' }
  }
  const everyDay = weekdays === undefined || new Set(weekdays).size === 7
  if (from === '00:00' && to === '24:00' && everyDay) {
    return {
      pointer: '',
      message: 'The quiet hours never end, so nothing could be sent; leave some time of the week free.',
    }
  }
  return null
}
