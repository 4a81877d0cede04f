import type { Answer, Message } from '../engine/channels/index.ts'
import type { Interaction, Send } from '../engine/core/model/customer.ts'
import type { Input } from '../engine/core/model/input.ts'
import type { Json } from '../engine/core/model/json.ts'
import { rowOf, settle, type Settled } from '../engine/core/turn/index.ts'
import { advance } from './advance.ts'
import type { Runtime } from './runtime.ts'

/** Bytes start within this time after the gate began, or the claim is given back: an opt-out in between must count. */
const GATE_MS = 2_000
/** When channels were busy: look again then. */
const BUSY_MS = 250

/**
 * Gate and claim (durable), ledger row, bytes, answer to the ledger, answer to the customer: in this order, for a batch.
 * What the answers set off may be due at once, so it goes round until nothing is left.
 */
export async function deliver(rt: Runtime, ids: readonly string[]): Promise<void> {
  let todo = [...ids]
  let results = new Map<string, Input[]>()
  while (todo.length > 0) {
    const began = performance.now()
    const { claimed, due, owing } = await advance(rt, todo, { deliver: true, results })
    if (claimed.length > 0) rt.reach('after-claim')
    results = claimed.length > 0 ? await sendAll(rt, claimed, began) : new Map()
    todo = [...new Set([...results.keys(), ...owing])]
    const busy = due.filter((id) => !todo.includes(id))
    if (busy.length > 0) await rt.queue.hint('deliver', busy, rt.clock.now() + BUSY_MS)
  }
}

async function sendAll(rt: Runtime, claimed: readonly Send[], began: number): Promise<Map<string, Input[]>> {
  const now = rt.clock.now()
  await rt.store.interactions.upsert(claimed.map((send) => ledgerRow(send, {})))
  const settled = await Promise.all(
    claimed.map(async (send) => {
      try {
        return { send, settled: await sendOne(rt, send, began) }
      } finally {
        rt.slots.release(send.channel)
      }
    }),
  )
  rt.reach('after-send')
  await rt.store.interactions.upsert(settled.map(({ send, settled: s }) => ledgerRow(send, final(s, now))))
  const results = new Map<string, Input[]>()
  for (const { send, settled: s } of settled) {
    rt.observe.sent(send.channel, s.status)
    const input: Input = {
      kind: 'result', id: `${send.id}-${send.attempts}`, customerId: send.customerId, acceptedAt: now, ordinal: 0,
      interactionId: send.id, attempt: send.attempts, recorded: true, ...s,
    }
    results.set(send.customerId, [...(results.get(send.customerId) ?? []), input])
  }
  return results
}

async function sendOne(rt: Runtime, send: Send, began: number): Promise<Settled> {
  const channel = rt.channels.get(send.channel)
  if (!channel) return { status: 'failed', reason: `There is no channel "${send.channel}" in this workspace.` }
  const message = messageOf(rt, send)
  // From here to the first byte nothing is awaited.
  if (performance.now() - began > GATE_MS) return { status: 'retry', reason: 'the gate had to be asked again', retryAt: rt.clock.now() }
  let answer: Answer
  try {
    answer = await channel.send(message)
  } catch (error) {
    // A channel classifies by itself; one that throws has lost the answer.
    answer = { answer: 'timeout', detail: error instanceof Error ? error.message : String(error) }
  }
  return settle(send, answer, rt.clock.now())
}

function messageOf(rt: Runtime, send: Send): Message {
  const { id, idempotencyKey, channel, topic, customerId, to, content } = send
  const message: Message = { interactionId: id, idempotencyKey, channel, topic, customerId, to, content }
  if (topic !== null) message.unsubscribeUrl = rt.unsubscribeUrl(customerId, channel, topic)
  return message
}

const ledgerRow = (send: Send, change: Partial<Interaction>): Interaction => ({ ...rowOf(send), ...change })

function final(settled: Settled, now: number): Partial<Interaction> {
  if (settled.status === 'retry') return { status: 'planned', reason: settled.reason, sentAt: null }
  const response = settled.response as Json | undefined
  return { status: settled.status, reason: settled.reason, finalAt: now, ...(settled.status === 'failed' ? { sentAt: null } : {}), ...(response === undefined ? {} : { response }) }
}
