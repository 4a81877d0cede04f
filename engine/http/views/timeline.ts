import type { Refused } from '../../core/model/customer.ts'
import type { Interaction } from '../../core/model/interaction.ts'
import type { Input } from '../../core/model/input.ts'
import { iso } from '../fields.ts'
import type { Owned } from './enrollment.ts'
import { toInteractionSummary } from './interaction.ts'

/** One line of a timeline, with its place in it. */
export interface Line {
  place: Place
  view: Record<string, unknown>
}

/** Lines of one instant: what was said comes before what came of it, each in its own order; ids break ties. */
export type Place = readonly [at: number, layer: number, order: number, id: string]

const LAYER = { said: 0, visited: 1, sent: 2 } as const

function line(kind: string, [at, layer, order, id]: Place, rest: object): Line {
  return { place: [at, layer, order, id], view: { at: iso(at), kind, id, ...rest } }
}

/** Something that was said about the customer: its kind is the input's own (`event`, `identify`, `consent`, ...). */
export function inputLine(input: Input): Line {
  const { id, acceptedAt, ordinal } = input
  const kind = input.kind === 'resend' || input.kind === 'resolve' ? 'operator' : input.kind
  return line(kind, [acceptedAt, LAYER.said, ordinal, id], saying(input))
}

function saying(input: Input): object {
  switch (input.kind) {
    case 'event':
      return {
        name: input.name,
        properties: input.properties,
        timestamp: iso(input.timestamp),
        source: input.source ?? null,
      }
    case 'result':
      return { interactionId: input.interactionId, status: input.status, reason: input.reason }
    case 'resend':
      return { command: 'resend', interactionId: input.original.id }
    case 'resolve':
      return { command: 'resolve', interactionId: input.interactionId, status: input.status }
    case 'identify':
    case 'consent':
    case 'suppress':
    case 'stage':
    case 'outcome':
    case 'answer':
    case 'task':
    case 'enter':
    case 'remove':
    case 'operator': {
      const { id: _i, customerId: _c, acceptedAt: _a, ordinal: _o, kind: _k, ...said } = input
      return said
    }
  }
}

export const interactionLine = (row: Interaction): Line => {
  const { id: _, ...interaction } = toInteractionSummary(row)
  return line('interaction', [row.plannedAt, LAYER.sent, row.seq, row.id], { interactionId: row.id, ...interaction })
}

export const refusedLine = (row: Refused): Line =>
  line('refused', [row.at, LAYER.visited, row.seq, row.id], {
    journey: row.journeyId,
    reason: row.reason,
    messageId: row.messageId,
  })

/** Arrivals at steps, and how the passage ended, or where it is held up. */
export function visitLines(e: Owned): Line[] {
  const { journeyId: journey, id: enrollmentId, version } = e
  const place = (at: number, order: number, id: string): Place => [at, LAYER.visited, order, `${e.id}/${id}`]
  const lines = e.history.map(({ step, visit, enteredAt, leftAt, path }, i) =>
    line('visit', place(enteredAt, i, `${step}/${visit}`), {
      ...{ journey, enrollmentId, version, step, visit, path },
      leftAt: leftAt === null ? null : iso(leftAt),
    }),
  )
  const last = e.history.length
  if (e.status === 'holdout')
    lines.push(line('holdout', place(e.enteredAt, last, ''), { journey, enrollmentId, version }))
  for (const { goal, at, value } of e.goals) {
    lines.push(line('goal', place(at, last, `goal/${goal}`), { journey, enrollmentId, goal, value }))
  }
  if (e.exit) {
    const { at, reason } = e.exit
    lines.push(line('end', place(at, last + 1, 'end'), { journey, enrollmentId, status: e.status, reason }))
  }
  if (e.parked) {
    const { at, step, code, detail } = e.parked
    lines.push(line('parked', place(at, last + 1, 'parked'), { journey, enrollmentId, version, step, code, detail }))
  }
  return lines
}
