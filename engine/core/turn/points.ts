import type { Turn } from './state.ts'

/**
 * Moves points between the customer and the programme; the balance is never negative and an id counts once. Spending
 * takes the lots that expire first. Expired lots are written off before anything moves.
 * @param amount whole points, negative = spend
 * @returns false when there are not enough, and nothing has changed
 */
export function movePoints(turn: Turn, id: string, amount: number, reason: string, expiresAt: number | null): boolean {
  const { customer, now } = turn
  const { points } = customer
  if (points.lots.some((lot) => lot.id === id) || customer.outbox.some((item) => item.type === 'points' && item.row.id === id)) return true
  expirePoints(turn)
  if (points.balance + amount < 0) return false
  turn.changed = true
  if (amount >= 0) {
    if (amount > 0) points.lots.push({ id, left: amount, expiresAt })
  } else {
    spend(points.lots, -amount)
    points.lots = points.lots.filter((lot) => lot.left > 0)
  }
  points.balance += amount
  customer.outbox.push({ type: 'points', row: { id, customerId: customer.id, amount, reason, at: now, balance: points.balance, expiresAt } })
  return true
}

/** Writes off lots past their date. */
export function expirePoints(turn: Turn): void {
  const { customer, now } = turn
  for (const lot of customer.points.lots) {
    if (lot.expiresAt === null || lot.expiresAt > now || lot.left === 0) continue
    customer.points.balance -= lot.left
    customer.outbox.push({
      type: 'points',
      row: {
        id: `${lot.id}-expired`, customerId: customer.id, amount: -lot.left, reason: 'expired', at: lot.expiresAt,
        balance: customer.points.balance, expiresAt: null,
      },
    })
    lot.left = 0
    turn.changed = true
  }
  customer.points.lots = customer.points.lots.filter((lot) => lot.left > 0)
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
