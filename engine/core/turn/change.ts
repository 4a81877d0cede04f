import type { Customer } from '../model/customer.ts'
import type { CustomerChange } from '../steps/sdk.ts'

/** Sets, unsets and increments traits and tags. Keys are flat trait names; a missing or non-number counts as 0. */
export function applyChange(customer: Customer, change: CustomerChange): void {
  const { traits } = customer
  for (const [key, value] of Object.entries(change.set ?? {})) traits[key] = value
  for (const key of change.unset ?? []) delete traits[key]
  for (const [key, by] of Object.entries(change.increment ?? {})) {
    const before = traits[key]
    traits[key] = (typeof before === 'number' ? before : 0) + by
  }
  for (const tag of change.addTags ?? []) if (!customer.tags.includes(tag)) customer.tags.push(tag)
  if (change.removeTags) customer.tags = customer.tags.filter((tag) => !change.removeTags?.includes(tag))
}
