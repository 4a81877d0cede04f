import type { Customer } from '../model/customer.ts'
import type { Enrollment } from '../model/enrollment.ts'
import type { Json } from '../model/json.ts'
import type { Input, InputOf } from '../model/input.ts'
import type { Signal } from '../steps/sdk.ts'
import { applyChange } from './change.ts'
import { enterByApi } from './entries.ts'
import { endEnrollment } from './leaving.ts'
import { operate } from './operate.ts'
import { react, tellStep } from './react.ts'
import { resend, resolve } from './resend.ts'
import { recordOutcome, settleSend } from './sends.ts'
import { eventOf, isInside, type Turn } from './state.ts'

/** Applies one accepted input to the customer and lets everything inside react to it. */
export function applyInput(turn: Turn, input: Input): void {
  const { customer } = turn
  turn.changed = true
  switch (input.kind) {
    case 'event':
      return react(turn, { event: eventOf(input), input })
    case 'identify':
      if ('timeZone' in input && input.timeZone !== undefined) customer.timeZone = input.timeZone
      applyChange(customer, {
        ...(input.traits ? { set: input.traits } : {}),
        ...(input.unset ? { unset: input.unset } : {}),
        ...(input.addTags ? { addTags: input.addTags } : {}),
        ...(input.removeTags ? { removeTags: input.removeTags } : {}),
      })
      return react(turn, { event: null, input })
    case 'consent':
      setConsent(customer, input)
      return react(turn, { event: null, input })
    case 'suppress':
      if (input.lifted) delete customer.suppressed[input.channel]
      else customer.suppressed[input.channel] = input.reason
      return react(turn, { event: null, input })
    case 'stage':
      return moveStage(turn, input.to, input)
    case 'outcome':
    case 'answer':
    case 'task':
      return applyReply(turn, input)
    case 'enter':
      return enterByApi(turn, input)
    case 'remove':
      return remove(turn, input)
    case 'operator':
      return operate(turn, input)
    case 'resend':
      return resend(turn, input)
    case 'resolve':
      return resolve(turn, input)
    case 'result': {
      const enrollmentId = settleSend(turn, input)
      if (enrollmentId) {
        const signal = signalOf(turn, input)
        if (signal) tellStep(turn, enrollmentId, signal, input)
      }
    }
  }
}

/** G2: the same stage is no change. */
export function moveStage(turn: Turn, to: InputOf<'stage'>['to'], input?: Input): void {
  const { customer } = turn
  if (customer.stage === to) return
  customer.stage = to
  customer.stageAt = turn.now
  react(turn, { event: null, stage: to, ...(input ? { input } : {}) })
}

/** What a waiting step is told about an input that is not an event; null = nothing it could know of. */
export function signalOf(turn: Turn, input: Input): Signal | null {
  switch (input.kind) {
    case 'result':
      return resultSignal(turn, input.interactionId, input)
    case 'outcome':
    case 'answer':
    case 'task': {
      const found = findTarget(turn.customer, input)
      if (!found) return null
      const { interactionId, visit } = found.result
      if (input.kind === 'answer') return { type: 'answer', interactionId, value: input.value }
      if (input.kind === 'task') return { type: 'task', interactionId, done: input.done }
      return { type: 'outcome', interaction: { id: interactionId, step: found.step, visit }, outcome: input.outcome }
    }
    default:
      return { type: 'change' }
  }
}

/** What became of an interaction, as its step is told. */
export function resultSignal(
  turn: Turn,
  interactionId: string,
  by: { reason: string | null; attempt: number; response?: Json },
): Signal | null {
  const found = findTarget(turn.customer, { interactionId })
  if (!found) return null
  const { e, step, result } = found
  return {
    type: 'result',
    interaction: {
      id: result.interactionId,
      customerId: turn.customer.id,
      enrollmentId: e.id,
      journeyId: e.journeyId,
      version: e.version,
      step,
      visit: result.visit,
      seq: 0,
      order: 0,
      channel: result.channel,
      topic: null,
      status: result.status,
      reason: by.reason,
      plannedAt: 0,
      sentAt: result.at,
      finalAt: result.at,
      idempotencyKey: result.interactionId,
      attempts: by.attempt,
      content: {},
      to: null,
      outcomes: result.outcomes,
      ...(by.response === undefined ? {} : { response: by.response }),
    },
  }
}

function applyReply(turn: Turn, input: InputOf<'outcome'> | InputOf<'answer'> | InputOf<'task'>): void {
  const found = findTarget(turn.customer, input)
  recordOutcome(turn, input, found)
  const signal = found && signalOf(turn, input)
  react(turn, { event: null, input, ...(signal ? { told: { enrollmentId: found.e.id, signal } } : {}) })
}

interface TargetName {
  interactionId?: string | undefined
  journey?: string | undefined
  step?: string | undefined
}

interface Target {
  e: Enrollment
  step: string
  result: Enrollment['results'][string]
}

/** The interaction an outcome, answer or task report means: by id, else the latest of that step (and journey). */
export function findTarget(customer: Customer, by: TargetName): Target | null {
  let best: Target | null = null
  for (const e of customer.enrollments) {
    if (by.journey !== undefined && e.journeyId !== by.journey) continue
    for (const [step, result] of Object.entries(e.results)) {
      if (by.interactionId !== undefined ? !isOf(result, by.interactionId) : step !== by.step) continue
      if (!best || result.at >= best.result.at) best = { e, step, result }
    }
  }
  return best
}

const isOf = ({ interactionId, resent }: Target['result'], id: string): boolean =>
  interactionId === id || (resent?.includes(id) ?? false)

export function setConsent(customer: Customer, { channel, topic, allowed }: InputOf<'consent'>): void {
  const agreed = Object.hasOwn(customer.consent, channel) ? customer.consent[channel] : undefined
  const topics = (agreed ?? []).filter((t) => t !== topic)
  customer.consent[channel] = allowed ? [...topics, topic] : topics
}

function remove(turn: Turn, input: InputOf<'remove'>): void {
  for (const e of [...turn.customer.enrollments]) {
    const meant = input.enrollmentId === undefined ? e.journeyId === input.journey : e.id === input.enrollmentId
    if (meant && isInside(e)) endEnrollment(turn, e, 'exited', input.reason ?? 'removed')
  }
}
