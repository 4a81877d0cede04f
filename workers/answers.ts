import type { Customer } from '../engine/core/model/customer.ts'
import type { Interaction, Send } from '../engine/core/model/interaction.ts'
import type { Input } from '../engine/core/model/input.ts'
import { isFinal, settle } from '../engine/core/turn/index.ts'
import { mayRepeat } from './providers/repeat.ts'
import { traceOf } from '../engine/tracing/port.ts'
import type { Runtime } from './runtime.ts'

/**
 * Claims past their deadline: the worker that made them is gone. If the ledger holds the answer it is used; otherwise it
 * is unknown whether anything left, which is settled like a provider's time-out.
 */
export async function lostAnswers(rt: Runtime, customers: Iterable<Customer>): Promise<Map<string, Input[]>> {
  const expired: Send[] = []
  for (const customer of customers) {
    for (const send of customer.sends) {
      if (send.status === 'sending' && send.deadline !== null && send.deadline <= rt.due()) expired.push(send)
    }
  }
  const found = new Map<string, Input[]>()
  if (expired.length === 0) return found
  const ledger = await rt.store.interactions.get(expired.map((send) => send.id))
  for (const send of expired) {
    const input = lostAnswer(rt, send, ledger.get(send.id))
    const inputs = found.get(send.customerId)
    if (inputs) inputs.push(input)
    else found.set(send.customerId, [input])
  }
  return found
}

function lostAnswer(rt: Runtime, send: Send, row: Interaction | undefined): Input {
  const now = rt.clock.now()
  const base = {
    id: `${send.id}-${send.attempts}`,
    kind: 'result',
    customerId: send.customerId,
    acceptedAt: now,
    ordinal: 0,
    interactionId: send.id,
    attempt: send.attempts,
    ...traceOf(send),
  } as const
  if (row && isFinal(row.status)) {
    return {
      ...base,
      status: row.status,
      reason: row.reason,
      recorded: true,
      ...(row.response === undefined ? {} : { response: row.response }),
    }
  }
  return { ...base, ...settle(send, LOST, now, mayRepeat(rt.channels.get(send.channel), send, now)) }
}

const LOST = { answer: 'timeout', detail: 'the worker stopped before it knew the answer' } as const
