import type { Answer, Channel, Message } from '../engine/channels/index.ts'
import type { Interaction, Send } from '../engine/core/model/interaction.ts'
import type { Input } from '../engine/core/model/input.ts'
import type { Json } from '../engine/core/model/json.ts'
import { CLAIM_MS, rowOf, settle, type Settled } from '../engine/core/turn/index.ts'
import { type Span, traceOf } from '../engine/tracing/port.ts'
import { advance } from './advance.ts'
import { mayRepeat } from './providers/repeat.ts'
import type { Runtime } from './runtime.ts'
import { beginSend, endSend } from './traces.ts'

/** Bytes start within this time after the gate began, or the claim is given back: an opt-out in between must count. */
const GATE_MS = 2_000
/** A call that takes longer is shown as under way. */
const LASTING_MS = 500
/** A claim is renewed this often while its call lasts, so that its deadline can be short. */
const RENEW_MS = CLAIM_MS / 3

/**
 * Sends what was claimed, from the ledger row to the recorded answer.
 * @param elapsed milliseconds since the gate began
 * @returns what the customers have to be told
 */
export function sendAll(rt: Runtime, claimed: readonly Send[], elapsed: () => number): Promise<Map<string, Input[]>> {
  const attributes = { 'perennial.sends': claimed.length }
  return rt.tracing.run('send all', { attributes }, (batch) => sendClaimed(rt, claimed, elapsed, batch))
}

async function sendClaimed(
  rt: Runtime,
  claimed: readonly Send[],
  elapsed: () => number,
  batch: Span,
): Promise<Map<string, Input[]>> {
  const now = rt.clock.now()
  const since = now - elapsed()
  const open = new Set(claimed)
  const told = new Set(claimed.filter(({ attempts }) => attempts > 1).map(({ id }) => id))
  // The claim is what counts. The ledger hears of the answer; of a call only when it lasts.
  const stopTelling = rt.clock.setTimer(now + LASTING_MS, () => {
    void record(
      rt,
      [...open].map((send) => rowOf(send)),
      told,
    )
    for (const { id } of open) told.add(id)
  })
  const stopRenewing = renewClaims(rt, open)
  const settled = await Promise.all(
    claimed.map(async (send) => {
      const span = beginSend(rt.tracing, batch, send, since)
      const took = rt.stopwatch()
      try {
        const settled = await sendOne(rt, send, elapsed, span)
        endSend(span, settled)
        rt.observe.sent(send.channel, settled.status, settled.unsent ? null : took())
        return { send, settled: { ...settled, ...traceOf(span) } }
      } finally {
        open.delete(send)
        rt.providers.release(send)
      }
    }),
  )
  stopTelling()
  stopRenewing()
  rt.reach('after-send')
  const recorded = await record(
    rt,
    settled.map(({ send, settled: s }) => ({ ...rowOf(send), ...final(s, now) })),
    told,
  )
  const results = new Map<string, Input[]>()
  for (const { send, settled: s } of settled) {
    results.set(send.customerId, [...(results.get(send.customerId) ?? []), resultOf(send, now, { ...s, recorded })])
  }
  return results
}

async function sendOne(rt: Runtime, send: Send, elapsed: () => number, span: Span): Promise<Settled> {
  const channel = rt.channels.get(send.channel)
  if (!channel) return { status: 'failed', reason: `There is no channel "${send.channel}" in this workspace.` }
  const message = await prepared(channel, { ...messageOf(rt, send), ...traceOf(span) })
  if ('answer' in message) return settle(send, message, rt.clock.now())
  if (send.unsureSince !== undefined && !mayRepeat(channel, send, rt.clock.now())) {
    return { status: 'unknown', reason: 'repeat-window-over' }
  }
  // From here to the first byte nothing is awaited.
  if (elapsed() > GATE_MS)
    return { status: 'retry', reason: 'the gate had to be asked again', retryAt: rt.clock.now(), unsent: true }
  let answer: Answer
  try {
    answer = await channel.send(message)
  } catch (error) {
    // A channel classifies by itself; one that throws has lost the answer.
    answer = { answer: 'timeout', detail: error instanceof Error ? error.message : String(error) }
  }
  rt.providers.answered(send, answer)
  const now = rt.clock.now()
  return settle(send, answer, now, mayRepeat(channel, send, now))
}

/** Not awaited without need: what is ready goes on at once. */
function prepared(channel: Channel, message: Message): Promise<Message | Answer> | Message {
  return channel.prepare?.(message) ?? message
}

/** @returns whether the ledger has the rows now; if not, the customer's outbox brings them */
async function record(rt: Runtime, rows: Interaction[], told: ReadonlySet<string>): Promise<boolean> {
  try {
    await rt.store.interactions.upsert(rows, told)
    return true
  } catch (error) {
    rt.onError(
      error,
      rows.map((row) => row.customerId),
    )
    return false
  }
}

/** Moves the deadlines of calls that last on. A worker that is gone does not, and its claims end soon. */
function renewClaims(rt: Runtime, open: ReadonlySet<Send>): () => void {
  let cancel = rt.clock.setTimer(rt.clock.now() + RENEW_MS, renew)
  let stopped = false
  function renew(): void {
    const results = new Map<string, Input[]>()
    for (const send of open) {
      const input = resultOf(send, rt.clock.now(), { status: 'sending', reason: null })
      results.set(send.customerId, [...(results.get(send.customerId) ?? []), input])
    }
    advance(rt, [...results.keys()], { results })
      .catch((error: unknown) => rt.onError(error, [...results.keys()]))
      .finally(() => {
        if (!stopped) cancel = rt.clock.setTimer(rt.clock.now() + RENEW_MS, renew)
      })
  }
  return () => {
    stopped = true
    cancel()
  }
}

function resultOf(send: Send, at: number, settled: Settled & { recorded?: boolean; traceparent?: string }): Input {
  return {
    kind: 'result',
    id: `${send.id}-${send.attempts}`,
    customerId: send.customerId,
    acceptedAt: at,
    ordinal: 0,
    interactionId: send.id,
    attempt: send.attempts,
    ...settled,
  }
}

function messageOf(rt: Runtime, send: Send): Message {
  const { id, idempotencyKey, channel, topic, customerId, to, content } = send
  const message: Message = { interactionId: id, idempotencyKey, channel, topic, customerId, to, content }
  if (topic !== null) message.unsubscribeUrl = rt.unsubscribeUrl(customerId, channel, topic)
  return message
}

function final(settled: Settled, now: number): Partial<Interaction> {
  if (settled.status === 'retry') return { status: 'planned', reason: settled.reason, sentAt: null }
  const response = settled.response as Json | undefined
  // Only what went out, or may have, has an instant of sending.
  const wentOut = settled.status === 'accepted' || settled.status === 'unknown'
  return {
    status: settled.status,
    reason: settled.reason,
    finalAt: now,
    ...(wentOut ? {} : { sentAt: null }),
    ...(response === undefined ? {} : { response }),
  }
}
