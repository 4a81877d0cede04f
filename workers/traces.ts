import type { Send } from '../engine/core/model/interaction.ts'
import type { Input } from '../engine/core/model/input.ts'
import type { Settled } from '../engine/core/turn/index.ts'
import { type Span, type SpanOptions, traceOf, type Tracing } from '../engine/tracing/port.ts'
import type { Turn } from './turns.ts'

/** A batch has a trace of its own: the customers in it share nothing but the ride. */
export const batchOf = (ids: readonly string[]): SpanOptions => ({
  parent: null,
  kind: 'consumer',
  attributes: { 'perennial.customers': ids.length },
})

/**
 * A turn belongs to the trace of every input it applies: it has a span in each, linked with the batch that carried them.
 * What the inputs set off goes on from there.
 * @param work takes the turns it is given and stores them; resolves to those who lost the compare-and-set
 */
export async function traceTurns<T extends ReadonlySet<string>>(
  tracing: Tracing,
  batch: Span,
  turns: readonly Turn[],
  work: (turns: readonly Turn[]) => Promise<T>,
): Promise<T> {
  if (!tracing.on) return work(turns)
  const spans: { customerId: string; span: Span }[] = []
  const traced = turns.map((turn): Turn => {
    const own = new Map<string, Span>()
    const follow = (input: Input): Input => {
      if (input.traceparent === undefined) return input
      const span = own.get(input.traceparent) ?? beginTurn(tracing, batch, turn, input.traceparent)
      own.set(input.traceparent, span)
      return { ...input, ...traceOf(span) }
    }
    const inputs = turn.inputs.map(follow)
    const extra = turn.extra.map(follow)
    for (const span of own.values()) spans.push({ customerId: turn.before.id, span })
    return { ...turn, inputs, extra }
  })
  try {
    const losers = await work(traced)
    for (const { customerId, span } of spans) span.set({ 'perennial.stored': !losers.has(customerId) })
    return losers
  } catch (error) {
    for (const { span } of spans) span.fail('not stored')
    throw error
  } finally {
    for (const { span } of spans) span.end()
  }
}

function beginTurn(tracing: Tracing, batch: Span, { before, inputs }: Turn, parent: string): Span {
  const attributes = { 'perennial.customer': before.id, 'perennial.inputs': inputs.length }
  return tracing.begin('turn', { parent, kind: 'consumer', links: [batch.traceparent], attributes })
}

/**
 * The span of a call to a provider, behind the one of the claim that allows it. Both go on from the turn that planned the
 * interaction, however long ago that was.
 * @param since when the gate was asked, epoch milliseconds
 */
export function beginSend(tracing: Tracing, batch: Span, send: Send, since: number): Span {
  const attributes = {
    'perennial.customer': send.customerId,
    'perennial.interaction': send.id,
    'perennial.journey': send.journeyId,
    'perennial.version': send.version,
    'perennial.step': send.step,
    'perennial.channel': send.channel,
    'perennial.attempt': send.attempts,
  }
  const claim = tracing.begin('claim', { parent: send.traceparent, links: [batch.traceparent], since, attributes })
  claim.end()
  return tracing.begin(`send ${send.channel}`, { parent: claim.traceparent, kind: 'client', attributes })
}

export function endSend(span: Span, { status }: Settled): void {
  span.set({ 'perennial.status': status })
  if (status === 'failed' || status === 'unknown') span.fail(status)
  span.end()
}
