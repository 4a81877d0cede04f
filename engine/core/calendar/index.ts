// The calendar rules of journeys: pure functions of instants (epoch milliseconds) and zone names (IANA). A zone given to
// any of them must be known, see `isZone` and `pickZone`; another is a RangeError.
export { isZone, pickZone } from './zone.ts';
export { WEEKDAYS } from './wall.ts';
export type { Weekday } from './wall.ts';
export { addDuration, approxMs, isExact, parseDuration } from './duration.ts';
export type { Duration } from './duration.ts';
export { forwardTo, nextLocalMidnight, parseLocalTime } from './local-time.ts';
export { dayOf, isAnniversaryToday, isToday, parseInstant } from './date-value.ts';
export { waitInstant } from './wait.ts';
export type { WaitConfig, WaitTarget } from './wait.ts';
export { insideWindow, quietUntil, windowInstant } from './window.ts';
export type { LocalWindow } from './window.ts';
export { periodStart } from './period.ts';
export type { Period } from './period.ts';
export { checkCron, nextCron } from './cron.ts';
export { checkRrule, nextRrule } from './rrule.ts';
export { nextDateTrigger } from './date-trigger.ts';
export type { DateTriggerRule } from './date-trigger.ts';
