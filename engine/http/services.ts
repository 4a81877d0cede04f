import type { Results } from '../insight/results.ts'
import type { Guard } from './access.ts'
import type { CountsAsOf, CountsReader } from './counts.ts'
import type { Kept } from './kept.ts'
import type { Keyring } from './keys.ts'
import type { Ports } from './ports.ts'
import type { Rate } from './rate.ts'

/** What handlers work with: the ports, and what one app shares among its requests. */
export interface Services extends Ports {
  keyring: Keyring
  guard: Guard
  counts: CountsReader
  /** Counts of some of the passages only; each narrowing is kept by itself. */
  cuts: Kept<CountsAsOf>
  /** Results, of all passages and of some. */
  results: Kept<{ asOf: number; results: Results }>
  /** The ledger by channel and status; counted anew when counting is not most of the work. */
  ledger(): Promise<{ key: string[]; count: number }[]>
  /** All requests, by key. */
  calls: Rate
  /** What may be said about one customer, by customer. */
  sayings: Rate
  /** For what looks at every customer, by key. */
  costly: Rate
}
