import type { Stage } from '../model/condition.ts'
import type { Json } from '../model/json.ts'

/**
 * What is assumed about customers where the engine cannot know: every number here is somebody's guess, and is shown as
 * one. Shares are between 0 and 1, spans are milliseconds.
 */
export interface Assumptions {
  /** What becomes of the message of a step, by `journey/step`. */
  messages: Record<string, MessageAssumption>
  /** What customers do by themselves. */
  deeds: DeedAssumption[]
  /**
   * Which ways customers take out of steps whose code is not at hand, by `journey/step`: shares by path. Paths that are
   * not named take equal parts of the rest; so do all paths of a step that is not named.
   */
  ways: Record<string, Record<string, number>>
}

export interface MessageAssumption {
  /** Of the messages handed over; the rest fail for good. */
  delivered: number
  /** Of those delivered. */
  opened: number
  /** Of those delivered; a click is an opening, too. */
  clicked: number
  /** Of those delivered: answers to a survey, or tasks that get done. */
  answered: number
  /** How answers fall, best category first; weights. */
  answers: readonly [best: number, middle: number, worst: number]
  /** Half of those who react do so within this time. */
  halfWithin: number
}

/** Something a share of customers does after an occasion, each time the occasion comes. */
export interface DeedAssumption {
  id: string
  does: Deed
  after: Occasion
  share: number
  /** `halfWithin`: most soon, some late. `evenly`: any time within the span. */
  delay: { halfWithin: number } | { evenly: number }
}

export type Deed =
  | { kind: 'event'; event: string; properties: Record<string, Guess> }
  | { kind: 'enter'; journey: string; data: Record<string, Guess> }
  | { kind: 'stage'; to: Stage }

/**
 * A value to give: always the same, one of several, a whole number in a range, a date so many days around the instant,
 * or, for what tells passages apart (an order, a cart), the value of the passage or event it follows, else a new one.
 */
export type Guess =
  | { always: Json }
  | { oneOf: Json[] }
  | { between: readonly [from: number, to: number] }
  | { days: readonly [from: number, to: number] }
  | { carry: true }

export type Occasion =
  /** The customer's first instant in the simulation. */
  | { kind: 'start' }
  | { kind: 'entered'; journey: string }
  | { kind: 'event'; event: string }
  | { kind: 'message'; step: string; outcome: 'sent' | 'opened' | 'clicked' }

export const TYPICAL_MESSAGE: MessageAssumption = {
  delivered: 0.98,
  opened: 0.4,
  clicked: 0.08,
  answered: 0.25,
  answers: [0.5, 0.3, 0.2],
  halfWithin: 4 * 3_600_000,
}
