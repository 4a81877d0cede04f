import type { Stage } from '../core/model/condition.ts'
import type { Visit } from '../core/model/enrollment.ts'
import type { Input } from '../core/model/input.ts'
import type { Interaction } from '../core/model/interaction.ts'
import type { Step } from '../core/model/journey.ts'
import type { JsonObject } from '../core/model/json.ts'
import type { CustomerChange } from '../core/steps/sdk.ts'

/** Something that changed what is known of a customer. Instants are epoch milliseconds. */
export type Change = { at: number; by: Author | null } & (
  | { kind: 'traits'; change: CustomerChange; unsure: readonly string[]; timeZone?: string | null }
  | { kind: 'stage'; to: Stage }
  | { kind: 'consent'; channel: string; topic: string; allowed: boolean }
  | { kind: 'suppress'; channel: string; reason: string | null }
)

/** The step of a journey that made a change; null stands for somebody outside who said it. */
export interface Author {
  journey: string
  step: string
}

/** A step that a customer was on, with its drawing in the version they were on. */
export interface Stay {
  journey: string
  step: Step
  visit: Pick<Visit, 'enteredAt'>
}

/**
 * What changed a customer, in order: what was said, and what steps of journeys did. What a step wrote with Liquid is not kept,
 * so only its name is told (`unsure`).
 * @param sent interactions that outcomes refer to, by id
 */
export function changesOf(
  inputs: readonly Input[],
  stays: readonly Stay[],
  sent: ReadonlyMap<string, Pick<Interaction, 'channel' | 'topic'>>,
): Change[] {
  const said = inputs.flatMap((input) => saidBy(input, sent))
  const done = stays.flatMap(doneOn)
  // At one instant a step moves because of what was said.
  return [...said, ...done].sort((a, b) => a.at - b.at || Number(a.by !== null) - Number(b.by !== null))
}

function saidBy(input: Input, sent: Parameters<typeof changesOf>[2]): Change[] {
  const base = { at: input.acceptedAt, by: null }
  switch (input.kind) {
    case 'identify': {
      const { traits, unset, addTags, removeTags, timeZone } = input
      const change = {
        ...(traits && { set: traits }),
        ...(unset && { unset }),
        ...(addTags && { addTags }),
        ...(removeTags && { removeTags }),
      }
      return [{ ...base, kind: 'traits', change, unsure: [], ...(timeZone === undefined ? {} : { timeZone }) }]
    }
    case 'consent':
      return [{ ...base, kind: 'consent', channel: input.channel, topic: input.topic, allowed: input.allowed }]
    case 'suppress':
      return [{ ...base, kind: 'suppress', channel: input.channel, reason: input.lifted ? null : input.reason }]
    case 'stage':
      return [{ ...base, kind: 'stage', to: input.to }]
    case 'outcome': {
      const { channel, topic } = sent.get(input.interactionId ?? '') ?? {}
      if (channel === undefined) return []
      if (input.outcome === 'bounced' || input.outcome === 'complained')
        return [{ ...base, kind: 'suppress', channel, reason: input.outcome }]
      if (input.outcome !== 'unsubscribed' || topic == null) return []
      return [{ ...base, kind: 'consent', channel, topic, allowed: false }]
    }
    default:
      return []
  }
}

function doneOn({ journey, step, visit }: Stay): Change[] {
  const base = { at: visit.enteredAt, by: { journey, step: step.id } }
  if (step.type === 'stage') return [{ ...base, kind: 'stage', to: step.config['to'] as Stage }]
  if (step.type !== 'update') return []
  const { set = {}, unset = [], increment = {}, addTags = [], removeTags = [] } = step.config as UpdateConfig
  const isTrait = (key: string): boolean => !key.startsWith('vars.')
  const written = Object.entries(set).filter(([key]) => isTrait(key))
  const counted = Object.entries(increment).filter(([key]) => isTrait(key))
  const plain: JsonObject = Object.fromEntries(written.filter(([, value]) => !hasLiquid(value)))
  const amounts = Object.fromEntries(counted.filter((entry): entry is [string, number] => typeof entry[1] === 'number'))
  return [
    {
      ...base,
      kind: 'traits',
      change: {
        set: plain,
        unset: unset.filter(isTrait),
        increment: amounts,
        addTags: addTags.filter((tag) => !hasLiquid(tag)),
        removeTags: removeTags.filter((tag) => !hasLiquid(tag)),
      },
      unsure: [...written, ...counted].flatMap(([key]) => (key in plain || key in amounts ? [] : [key])),
    },
  ]
}

/** What was written may be Liquid, which nobody can tell any more. */
type UpdateConfig = Omit<CustomerChange, 'increment'> & { increment?: Record<string, number | string> }

const hasLiquid = (value: unknown): boolean => /\{[{%]/.test(JSON.stringify(value))
