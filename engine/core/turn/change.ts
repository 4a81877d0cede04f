import type { Customer } from '../model/customer.ts'
import type { Json, JsonObject } from '../model/json.ts'
import type { CustomerChange } from '../steps/sdk.ts'

/**
 * Characters a customer's traits may have as JSON, near enough. They are read and written in every turn, and one document too large for the
 * store would hold up everybody who is stored with it.
 */
export const MOST_TRAITS = 256 * 1024

/** Sets, unsets and increments traits and tags. Keys are flat trait names; a missing or non-number counts as 0. */
export function applyChange(customer: Customer, change: CustomerChange): void {
  const { traits } = customer
  setTraits(traits, change.set ?? {})
  for (const key of change.unset ?? []) delete traits[key]
  for (const [key, by] of Object.entries(change.increment ?? {})) {
    const before = traits[key]
    setTraits(traits, { [key]: (typeof before === 'number' ? before : 0) + by })
  }
  for (const tag of change.addTags ?? []) if (!customer.tags.includes(tag)) customer.tags.push(tag)
  if (change.removeTags) customer.tags = customer.tags.filter((tag) => !change.removeTags?.includes(tag))
}

/** What would take the traits beyond their size is left out; what makes none of them larger never is. */
function setTraits(traits: JsonObject, set: JsonObject): void {
  const added = Object.entries(set)
  if (added.length === 0) return
  let room = MOST_TRAITS - sizeOf(traits)
  for (const [key, value] of added) {
    const growth = sizeOfTrait(key, value) - (Object.hasOwn(traits, key) ? sizeOfTrait(key, traits[key] as Json) : 0)
    if (growth > 0 && growth > room) continue
    traits[key] = value
    room -= growth
  }
}

/** About as many characters as they have in JSON: every change asks, and most traits are short. */
function sizeOf(traits: JsonObject): number {
  let size = 0
  for (const key of Object.keys(traits)) size += sizeOfTrait(key, traits[key] as Json)
  return size
}

function sizeOfTrait(key: string, value: Json): number {
  const own = typeof value === 'string' ? value.length : typeof value === 'object' ? JSON.stringify(value).length : 8
  return key.length + own + 6
}
