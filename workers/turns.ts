import { type Env, type Need, needKey } from '../engine/core/env.ts'
import type { Customer } from '../engine/core/model/customer.ts'
import type { Input } from '../engine/core/model/input.ts'
import type { Send } from '../engine/core/model/interaction.ts'
import { setAside, type Slots, takeTurn, type TurnResult } from '../engine/core/turn/index.ts'
import { createFactBox } from './facts.ts'
import type { Runtime } from './runtime.ts'

/** One customer with all that is to be decided about them now. */
export interface Turn {
  before: Customer
  /** The outbox was emptied for this turn, so it must be stored even if nothing else changes. */
  cleared: boolean
  inputs: readonly Input[]
  extra: readonly Input[]
}

export interface Claiming {
  /** Claim due interactions, as far as providers have room. */
  deliver?: boolean
  /** They are of a crowd: room is left for others. */
  sparing?: boolean
}

export interface Taken {
  turn: Turn
  /** When it was decided: what comes due after that is not in it. */
  at: number
  result: TurnResult
}

/** A batch that decides for longer than this lets the rest of the process go on before it does. Milliseconds. */
const SLICE_MS = 25

/**
 * Takes turns of a batch, fetching facts they ask for. Slots taken for claims are the caller's when this resolves. Whose turn
 * throws is set aside, so that one customer who cannot be decided neither holds up the others nor comes back for ever.
 */
export async function takeTurns(
  rt: Runtime,
  turns: readonly Turn[],
  { deliver = false, sparing = false }: Claiming,
): Promise<Taken[]> {
  const facts = createFactBox(rt.store, rt.catalog)
  const taken: Taken[] = []
  const asked = new Set<string>()
  let open = [...turns]
  let spent = rt.stopwatch()
  try {
    while (open.length > 0) {
      const env = await rt.catalog.env(facts)
      const needs: Need[] = []
      const again: Turn[] = []
      for (const turn of open) {
        if (spent() > SLICE_MS) {
          await breathe()
          spent = rt.stopwatch()
        }
        const slots = tracked(rt, sparing)
        const at = rt.clock.now()
        try {
          const result = takeTurn(turn.before, turn.inputs, turn.extra, at, env, {
            due: rt.due(),
            ...(deliver ? { slots } : {}),
          })
          if (!('needs' in result)) {
            taken.push({ turn, at, result })
            continue
          }
          slots.giveBack()
          for (const need of result.needs) {
            const key = `${turn.before.id} ${needKey(need)}`
            if (asked.has(key)) throw new Error(`What the turn needs cannot be had: ${needKey(need)}.`)
            asked.add(key)
            needs.push(need)
          }
          again.push(turn)
        } catch (error) {
          slots.giveBack()
          rt.onError(error, [turn.before.id])
          taken.push({ turn, at, result: asideOf(turn, rt, env, error) })
        }
      }
      if (needs.length > 0) await facts.fetch(needs)
      open = again
    }
    return taken
  } catch (error) {
    for (const { result } of taken) for (const send of result.claimed) rt.providers.release(send)
    throw error
  }
}

/** In place of a turn that must not be stood by: its claims are given back, and everybody inside is parked. */
export async function putAside(rt: Runtime, { turn, at, result }: Taken, error: Error): Promise<Taken> {
  const env = await rt.catalog.env(createFactBox(rt.store, rt.catalog))
  for (const send of result.claimed) rt.providers.release(send)
  return { turn, at, result: asideOf(turn, rt, env, error) }
}

function asideOf({ before, inputs, extra }: Turn, rt: Runtime, env: Env, error: unknown): TurnResult {
  return setAside(before, inputs, extra, rt.clock.now(), env, error instanceof Error ? error.message : String(error))
}

/** Slots taken in one turn, to be given back should it be dropped. */
function tracked(rt: Runtime, sparing: boolean): Slots & { giveBack(): void } {
  const taken: Send[] = []
  return {
    take(send) {
      const slot = rt.providers.take(send, sparing)
      if (slot === true) taken.push(send)
      return slot
    },
    giveBack() {
      for (const send of taken.splice(0)) rt.providers.release(send)
    },
  }
}

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
