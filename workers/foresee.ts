import type { Foreseen } from '../engine/http/index.ts'
import type { Interaction } from '../engine/core/model/interaction.ts'
import type { Input } from '../engine/core/model/input.ts'
import { LIMITLESS } from './providers/index.ts'
import type { Runtime } from './runtime.ts'
import { takeTurns } from './turns.ts'

/** Takes the very turns that resending would take, and forgets them. */
export async function foreseeResend(rt: Runtime, originals: readonly Interaction[]): Promise<Foreseen[]> {
  const customers = await rt.store.customers.load([...new Set(originals.map((row) => row.customerId))])
  const turns = originals.flatMap((original) => {
    const before = customers.get(original.customerId)
    return before
      ? [{ before: { ...before, outbox: [] }, cleared: false, inputs: [], extra: [inputOf(original, rt.clock.now())] }]
      : []
  })
  const taken = await takeTurns({ ...rt, providers: LIMITLESS }, turns, { deliver: true })
  const found = new Map(taken.map(({ turn, result }) => [(turn.extra[0] as ResendInput).original.id, result]))
  return originals.map((interaction): Foreseen => {
    const result = found.get(interaction.id)
    const isIts = (row: Interaction): boolean => row.resends === interaction.id
    const claimed = result?.claimed.find(isIts)
    if (claimed) return { interaction, fate: 'leaves', reason: null, to: claimed.to, until: null }
    const planned = result?.customer.sends.find(isIts)
    if (planned)
      return { interaction, fate: 'waits', reason: planned.reason ?? 'paused', to: planned.to, until: planned.dueAt }
    const row = result?.customer.outbox
      .flatMap((item) => (item.type === 'interaction' && isIts(item.row) ? [item.row] : []))
      .at(-1)
    if (row) return { interaction, fate: 'suppressed', reason: row.reason, to: row.to, until: null }
    return { interaction, fate: 'nothing', reason: 'already on its way', to: null, until: null }
  })
}

type ResendInput = Extract<Input, { kind: 'resend' }>

function inputOf(original: Interaction, acceptedAt: number): ResendInput {
  return { kind: 'resend', id: 'foreseen', customerId: original.customerId, acceptedAt, ordinal: 0, original }
}
