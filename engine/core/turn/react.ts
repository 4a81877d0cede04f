import type { CustomerEvent, Input } from '../model/input.ts'
import type { Stage } from '../model/condition.ts'
import type { Signal } from '../steps/sdk.ts'
import { enterByEvent, enterByStage } from './entries.ts'
import { hold } from './held.ts'
import { checkExits, checkGoals } from './leaving.ts'
import { signalStep } from './run.ts'
import { seesEvent } from './scope.ts'
import { isActive, isHalted, remember, versionOf, type Turn } from './state.ts'
import { checkSegments, planTriggers } from './triggers.ts'

/** What happened: an event, a change of the customer (or of time), or both kinds of news at once. */
export interface News {
  event: CustomerEvent | null
  /** The customer moved to this stage. */
  stage?: Stage
  /** The input behind the news, kept for enrollments of paused journeys. */
  input?: Input
  /** What the step of one enrollment alone is told. */
  told?: { enrollmentId: string; signal: Signal }
}

/**
 * O2: goals, exits, waits, entries. One piece of news moves each enrollment at most once, and those that moved or
 * entered because of it (or of something nested in it) do not see it again.
 */
export function react(turn: Turn, news: News): void {
  turn.depth += 1
  turn.changed = true
  turn.tick += 1
  const began = turn.tick
  const fresh = (id: string): boolean => (turn.movedAt.get(id) ?? 0) >= began
  const { event } = news
  if (event) remember(turn, event)

  checkGoals(turn, event)
  checkExits(turn, event, fresh)
  for (const e of [...turn.customer.enrollments]) {
    if (!isActive(e) || !e.waiting || fresh(e.id)) continue
    if (isHalted(turn, e.journeyId)) {
      if (news.input && (!event || seesEvent(versionOf(turn, e), e, event))) hold(e, news.input)
      continue
    }
    if (news.told?.enrollmentId === e.id) signalStep(turn, e, news.told.signal)
    if (event && seesEvent(versionOf(turn, e), e, event)) signalStep(turn, e, { type: 'event', event })
    if (isActive(e) && e.waiting && !fresh(e.id)) signalStep(turn, e, { type: 'change' })
  }
  planTriggers(turn)
  if (event) enterByEvent(turn, event)
  if (news.stage) enterByStage(turn, news.stage)
  checkSegments(turn)
  turn.depth -= 1
}

/** Tells the step that planned an interaction, or waits for it, what became of it. */
export function tellStep(turn: Turn, enrollmentId: string, signal: Signal, input: Input): void {
  const e = turn.customer.enrollments.find((candidate) => candidate.id === enrollmentId)
  if (!e || !isActive(e) || !e.waiting) return
  if (isHalted(turn, e.journeyId)) hold(e, input)
  else signalStep(turn, e, signal)
}
