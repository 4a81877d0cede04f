import type { PointsEntry } from '../model/customer.ts'
import type { Turn } from './state.ts'

/**
 * Moves points between the customer and the programme; the balance is never negative and an id counts once. Spending
 * takes the lots that expire first. Expired lots are written off before anything moves.
 * @param amount whole points, negative = spend
 * @returns false when there are not enough, and nothing has changed
 */
export function movePoints(turn: Turn, id: string, amount: number, reason: string, expiresAt: number | null): boolean {
  const { points, outbox } = turn.customer
  if (points.lots.some((lot) => lot.id === id) || outbox.some((item) => item.type === 'points' && item.row.id === id))
    return true
  expirePoints(turn)
  if (points.balance + amount < 0) return false
  if (amount > 0) {
    points.lots.push({ id, left: amount, expiresAt })
    points.earned += amount
    transfer(turn, { id, debit: 'issued', credit: 'customer', amount, reason, expiresAt })
    turn.customer.tier = tierFor(turn, points.earned) ?? turn.customer.tier
  } else if (amount < 0) {
    spend(points.lots, -amount)
    points.lots = points.lots.filter((lot) => lot.left > 0)
    transfer(turn, { id, debit: 'customer', credit: 'redeemed', amount: -amount, reason, expiresAt: null })
  }
  return true
}

/** Writes off lots past their date. @returns whether there were any */
export function expirePoints(turn: Turn): boolean {
  const { points } = turn.customer
  const due = points.lots.filter((lot) => lot.expiresAt !== null && lot.expiresAt <= turn.now)
  for (const { id, left } of due) {
    transfer(turn, {
      id: `${id}-expired`,
      debit: 'customer',
      credit: 'expired',
      amount: left,
      reason: 'expired',
      expiresAt: null,
    })
  }
  points.lots = points.lots.filter((lot) => !due.includes(lot))
  return due.length > 0
}

/** The next instant at which points expire; null = none do. */
export function nextExpiry({ customer }: Turn): number | null {
  let next: number | null = null
  for (const { expiresAt } of customer.points.lots)
    if (expiresAt !== null && (next === null || expiresAt < next)) next = expiresAt
  return next
}

function transfer(turn: Turn, entry: Omit<PointsEntry, 'customerId' | 'at' | 'balance'>): void {
  const { customer, now } = turn
  turn.changed = true
  customer.points.balance += entry.credit === 'customer' ? entry.amount : -entry.amount
  customer.outbox.push({
    type: 'points',
    row: { ...entry, customerId: customer.id, at: now, balance: customer.points.balance },
  })
}

/** The highest tier whose threshold the points ever earned reach; spending and expiry do not take a tier away. */
function tierFor(turn: Turn, earned: number): string | null {
  let best: { id: string; points: number } | null = null
  for (const tier of turn.env.workspace.tiers ?? [])
    if (earned >= tier.points && (!best || tier.points > best.points)) best = tier
  return best?.id ?? null
}

function spend(lots: { left: number; expiresAt: number | null }[], amount: number): void {
  let due = amount
  const order = [...lots].sort((a, b) => (a.expiresAt ?? Infinity) - (b.expiresAt ?? Infinity))
  for (const lot of order) {
    const take = Math.min(lot.left, due)
    lot.left -= take
    due -= take
    if (due === 0) return
  }
}
