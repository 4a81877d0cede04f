import mongoose from 'mongoose'
import type { Customer } from '../core/model/customer.ts'
import type { Json } from '../core/model/json.ts'

const LONGEST = 100
const LAST_CHARACTER = '\u{10ffff}'

/** Customers whose id, e-mail address or name begins with the text; the latter two in any case. */
export function searchFilter(search: string): Record<string, unknown> {
  const wanted = search.trim().slice(0, LONGEST)
  const lower = wanted.toLowerCase()
  return { $or: [{ _id: beginsWith(wanted) }, { email: beginsWith(lower) }, { name: beginsWith(lower) }] }
}

/** A range and not a pattern: every store serves it from an index, and there is nothing to escape. */
const beginsWith = (text: string): unknown => mongoose.trusted({ $gte: text, $lt: `${text}${LAST_CHARACTER}` })

/** The name customers are found by: `name`, or first and last name. */
export function nameOf({ traits }: Customer): string {
  if (typeof traits.name === 'string') return traits.name
  const parts = [traits.firstName, traits.lastName].filter((part) => typeof part === 'string')
  return parts.join(' ')
}

export function searchText(value: Json | undefined): string {
  return typeof value === 'string' ? value.trim().slice(0, LONGEST).toLowerCase() : ''
}
