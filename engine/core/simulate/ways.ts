import type { StepContext } from '../steps/sdk.ts'
import { chanceOf } from './chance.ts'

/** What share of customers takes a path. */
export interface WayShare {
  path: string
  share: number
}

/** Shares as they are given; paths that are given none take equal parts of what is left. They may add up to anything. */
export function givenShares(paths: readonly string[], given: Readonly<Record<string, number>> = {}): WayShare[] {
  const open = paths.filter((path) => !Object.hasOwn(given, path))
  const all = paths.map((path) => (open.includes(path) ? 0 : Math.max(0, given[path] ?? 0)))
  const rest = Math.max(0, 1 - sumOf(all))
  return paths.map((path, at) => ({ path, share: open.includes(path) ? rest / open.length : (all[at] ?? 0) }))
}

/** Shares as they count: in proportion, so that together they are 1; all alike where every one is nothing. */
export function sharesOf(paths: readonly string[], given?: Readonly<Record<string, number>>): WayShare[] {
  const shares = givenShares(paths, given)
  const total = sumOf(shares.map(({ share }) => share))
  return shares.map(({ path, share }) => ({ path, share: total > 0 ? share / total : 1 / paths.length }))
}

/** The share in which a chance falls: they lie on [0, 1) in order, as the arms of a split do. */
export function wayBy(chance: number, shares: readonly WayShare[]): WayShare | undefined {
  let end = 0
  for (const each of shares) {
    end += each.share
    if (chance < end) return each
  }
  // Sums of fractions may end a little below 1; a way that nobody takes is not for the last one.
  return shares.findLast(({ share }) => share > 0)
}

/** The way one customer takes at one visit of a step: whatever else is assumed, the chance they have stays the same. */
export function wayTaken(
  seed: number,
  { customer, enrollment, step }: Pick<StepContext<unknown>, 'customer' | 'enrollment' | 'step'>,
  shares: readonly WayShare[],
): WayShare | undefined {
  return wayBy(chanceOf(seed, customer.id, enrollment.id, step.id, String(enrollment.visit), 'way'), shares)
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0)
