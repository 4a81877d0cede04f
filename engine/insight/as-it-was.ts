import { canonical } from '../core/hash.ts'
import type { Stage } from '../core/model/condition.ts'
import type { Customer } from '../core/model/customer.ts'
import type { Json, JsonObject } from '../core/model/json.ts'
import { newCustomer } from '../core/model/new-customer.ts'
import { setConsent } from '../core/turn/apply.ts'
import { applyChange } from '../core/turn/change.ts'
import { cloneJson } from '../core/turn/clone.ts'
import type { Author, Change } from './changes.ts'

/** What was known of a customer at an instant, as far as what is kept tells it. */
export type AsItWas = Pick<Customer, 'traits' | 'tags' | 'timeZone' | 'stage' | 'consent' | 'suppressed'> & {
  /** Traits, and what else there is, whose value of then is not kept. */
  unsure: { traits: string[]; parts: Part[] }
}

export type Part = 'tags' | 'timeZone' | 'stage' | 'consent' | 'suppressed'

/**
 * What was known at an instant: everything that was said and done until then, put together by the functions that the engine
 * itself uses. Whatever does not lead to the customer as they are today was changed by something that is not kept, such as a
 * step of your own: it is told as unsure.
 * @param changes all changes, in order
 */
export function asItWas(customer: Customer, changes: readonly Change[], at: number): AsItWas {
  const then = draftOf(customer)
  const past = changes.findLastIndex((change) => change.at <= at) + 1
  for (const change of changes.slice(0, past)) take(then, change)
  const now = { customer: cloneJson(then.customer), unsure: new Set(then.unsure) }
  for (const change of changes.slice(past)) take(now, change)

  const later = new Set(changes.slice(past).flatMap(touches))
  const { traits, tags, timeZone, stage, consent, suppressed } = then.customer
  // What nothing has written since is what it is today.
  for (const key of then.unsure) if (!later.has(key)) setTrait(traits, key, customer.traits[key])
  const unsure = new Set([...then.unsure].filter((key) => later.has(key)))
  for (const key of differingTraits(now, customer)) unsure.add(key)
  const parts = differingParts(now.customer, customer)
  return { traits, tags, timeZone, stage, consent, suppressed, unsure: { traits: [...unsure].sort(), parts } }
}

/** The stages a customer was in, oldest first, each with what moved them there. */
export function stagesOf(
  customer: Pick<Customer, 'stage' | 'stageAt'>,
  changes: readonly Change[],
): { at: number; to: Stage; by: Author | null; isKept: boolean }[] {
  const moves: ReturnType<typeof stagesOf> = []
  for (const change of changes) {
    if (change.kind !== 'stage' || change.to === moves.at(-1)?.to) continue
    moves.push({ at: change.at, to: change.to, by: change.by, isKept: true })
  }
  const { stage, stageAt } = customer
  // Moved by something that leaves no trace, a step of your own for instance.
  if (stage !== null && moves.at(-1)?.to !== stage) moves.push({ at: stageAt ?? 0, to: stage, by: null, isKept: false })
  return moves
}

interface Draft {
  customer: Customer
  unsure: Set<string>
}

const draftOf = ({ id, createdAt, ordinal }: Customer): Draft => ({
  customer: newCustomer(id, createdAt, ordinal),
  unsure: new Set(),
})

function take({ customer, unsure }: Draft, change: Change): void {
  switch (change.kind) {
    case 'traits': {
      const known = Object.keys({ ...change.change.set })
      for (const key of [...known, ...(change.change.unset ?? [])]) unsure.delete(key)
      for (const key of change.unsure) unsure.add(key)
      applyChange(customer, cloneJson(change.change))
      if (change.timeZone !== undefined) customer.timeZone = change.timeZone
      return
    }
    case 'stage':
      customer.stage = change.to
      return
    case 'consent':
      return setConsent(customer, { ...change, id: '', customerId: customer.id, acceptedAt: change.at, ordinal: 0 })
    case 'suppress':
      if (change.reason === null) delete customer.suppressed[change.channel]
      else customer.suppressed[change.channel] = change.reason
  }
}

function touches(change: Change): string[] {
  if (change.kind !== 'traits') return []
  const { set = {}, unset = [], increment = {} } = change.change
  return [...Object.keys(set), ...unset, ...Object.keys(increment), ...change.unsure]
}

/** Traits that are not as the changes say; those that they leave open are not among them. */
function differingTraits({ customer, unsure }: Draft, { traits }: Customer): string[] {
  const keys = new Set([...Object.keys(customer.traits), ...Object.keys(traits)])
  return [...keys].filter((key) => !unsure.has(key) && !same(customer.traits[key], traits[key]))
}

function differingParts(told: Customer, actual: Customer): Part[] {
  const parts = (['timeZone', 'stage', 'suppressed'] as const).filter((part) => !same(told[part], actual[part]))
  return [
    ...parts,
    ...(same([...told.tags].sort(), [...actual.tags].sort()) ? [] : (['tags'] as const)),
    ...(same(agreed(told), agreed(actual)) ? [] : (['consent'] as const)),
  ]
}

const agreed = ({ consent }: Customer): string[] =>
  Object.entries(consent)
    .flatMap(([channel, topics]) => topics.map((topic) => `${channel} ${topic}`))
    .sort()

const same = (a: unknown, b: unknown): boolean => canonical(a ?? null) === canonical(b ?? null)

function setTrait(traits: JsonObject, key: string, value: Json | undefined): void {
  if (value === undefined) delete traits[key]
  else traits[key] = value
}
