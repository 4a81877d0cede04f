import type { Env } from '../env.ts'
import type { Customer } from '../model/customer.ts'
import type { Input } from '../model/input.ts'
import { setConsent } from './apply.ts'
import { applyChange } from './change.ts'
import { draftOf } from './draft.ts'
import { park } from './run.ts'
import { recordOutcome, settleSend } from './sends.ts'
import { isActive, type Turn } from './state.ts'
import { openTurn, type TurnResult } from './take-turn.ts'
import { nextWake } from './wake.ts'

/**
 * The turn of a customer whose turn throws. A turn is pure, so it would throw again for ever: instead everybody inside is
 * parked with the reason, for an operator to look at, and of the inputs only what is plain fact is kept (an opt-out above
 * all). Nothing that evaluates, decides or sends runs in here.
 * @param detail what the turn died of
 */
export function setAside(
  customer: Customer,
  inputs: readonly Input[],
  extra: readonly Input[],
  now: number,
  env: Env,
  detail: string,
): TurnResult {
  const turn = openTurn(draftOf(customer), now, now, env)
  const draft = turn.customer
  for (const e of draft.enrollments) if (isActive(e)) park(turn, e, 'turn-error', detail)
  const todo = inputs.filter((input) => !customer.applied.includes(input.id))
  for (const input of [...todo, ...extra]) keepFacts(turn, input)
  for (const trigger of Object.values(draft.triggers))
    if (trigger.nextAt !== undefined && (trigger.nextAt ?? 0) <= now) trigger.nextAt = null
  draft.applied = inputs.map((input) => input.id)
  draft.wakeAt = nextWake(turn, false, false)
  return { customer: draft, changed: true, claimed: [], due: false }
}

function keepFacts(turn: Turn, input: Input): void {
  const { customer } = turn
  switch (input.kind) {
    case 'identify':
      return applyChange(customer, {
        ...(input.traits ? { set: input.traits } : {}),
        ...(input.unset ? { unset: input.unset } : {}),
        ...(input.addTags ? { addTags: input.addTags } : {}),
        ...(input.removeTags ? { removeTags: input.removeTags } : {}),
      })
    case 'consent':
      return setConsent(customer, input)
    case 'suppress':
      if (input.lifted) delete customer.suppressed[input.channel]
      else customer.suppressed[input.channel] = input.reason
      return
    case 'stage':
      customer.stage = input.to
      customer.stageAt = turn.now
      return
    case 'outcome':
      return recordOutcome(turn, input, null)
    case 'result':
      settleSend(turn, input)
      return
    case 'event':
    case 'enter':
    case 'answer':
    case 'task':
    case 'remove':
    case 'operator':
    case 'resend':
    case 'resolve':
      // News that something would have to decide about; it stays in the timeline.
      return
  }
}
