import type { Broadcast } from '../store/port.ts'

/** One broadcast per journey: a new one starts over, and reaches at least everybody the unfinished one still owed. */
export function together(unfinished: Broadcast | null, next: Broadcast | undefined): Broadcast | undefined {
  return next && { ...next, insideOnly: next.insideOnly && (unfinished?.insideOnly ?? true) }
}
