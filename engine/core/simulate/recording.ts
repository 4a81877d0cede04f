import type { CompiledVersion } from '../compile/version.ts'
import { type Interaction, SEND_STATUSES } from '../model/interaction.ts'
import { type Enrollment, ENROLLMENT_STATUSES, type Visit } from '../model/enrollment.ts'
import type { Life } from './live-through.ts'
import { createColumns, createNames, type Columns } from './columns.ts'

/**
 * What a whole population went through, in columns of numbers: small, quick to hand from a worker to the page, and
 * enough to say for any instant who is where. Instants are epoch milliseconds; `Infinity` = not yet, -1 = none.
 */
export interface Recording {
  start: number
  until: number
  customers: string[]
  /** `journey/step`, by the number used in the columns. */
  steps: string[]
  /** Path names and reasons, by number. */
  words: string[]
  visits: Columns<(typeof VISITS)[number]>
  messages: Columns<(typeof MESSAGES)[number]>
  enrollments: Columns<(typeof ENROLLMENTS)[number]>
  goals: Columns<(typeof GOALS)[number]>
  refused: Columns<(typeof REFUSED)[number]>
  /** Turns taken, for measuring. */
  turns: number
}

const VISITS = ['customer', 'step', 'enteredAt', 'leftAt', 'path'] as const
const MESSAGES = [
  'customer',
  'step',
  'channel',
  'status',
  'reason',
  'plannedAt',
  'at',
  'openedAt',
  'clickedAt',
] as const
/** `journey`, `reason` and `goal` are words. */
const ENROLLMENTS = ['customer', 'journey', 'status', 'enteredAt', 'endedAt', 'reason', 'visits'] as const
const GOALS = ['customer', 'journey', 'goal', 'at', 'value'] as const
const REFUSED = ['customer', 'journey', 'reason', 'at'] as const

export interface Recorder {
  add(life: Life): void
  finish(): Recording
}

export function createRecorder({
  versions,
  start,
  until,
}: {
  versions: readonly CompiledVersion[]
  start: number
  until: number
}): Recorder {
  const customers: string[] = []
  const steps = createNames(versions.flatMap(({ journey }) => journey.steps.map((step) => `${journey.id}/${step.id}`)))
  const words = createNames([])
  const visits = createColumns(VISITS)
  const messages = createColumns(MESSAGES)
  const enrollments = createColumns(ENROLLMENTS)
  const goals = createColumns(GOALS)
  const refused = createColumns(REFUSED)
  let turns = 0

  function addEnrollment(customer: number, e: Enrollment, earlier: readonly Visit[]): void {
    const all = [...earlier, ...e.history]
    enrollments.push([
      customer,
      words.of(e.journeyId),
      ENROLLMENT_STATUSES.indexOf(e.status),
      e.enteredAt,
      e.exit?.at ?? Infinity,
      words.of(e.exit?.reason),
      all.length,
    ])
    for (const visit of all)
      visits.push([
        customer,
        steps.of(`${e.journeyId}/${visit.step}`),
        visit.enteredAt,
        visit.leftAt ?? Infinity,
        words.of(visit.path),
      ])
    for (const { goal, at, value } of e.goals)
      goals.push([customer, words.of(e.journeyId), words.of(goal), at, value ?? Number.NaN])
  }

  return {
    add({ customer, items, turns: taken }) {
      const number = customers.length
      customers.push(customer.id)
      turns += taken
      const spilled = new Map<string, Visit[]>()
      const rows = new Map<string, Interaction>()
      const outcomes = new Map<string, { opened?: number; clicked?: number }>()
      const past: Enrollment[] = []
      for (const item of items) {
        if (item.type === 'interaction') rows.set(item.row.id, item.row)
        else if (item.type === 'visits')
          spilled.set(item.enrollmentId, [...(spilled.get(item.enrollmentId) ?? []), ...item.rows])
        else if (item.type === 'enrollment') past.push(item.row)
        else if (item.type === 'outcome')
          outcomes.set(item.interactionId, { [item.outcome]: item.at, ...outcomes.get(item.interactionId) })
        else if (item.type === 'refused')
          refused.push([number, words.of(item.row.journeyId), words.of(item.row.reason), item.row.at])
      }
      for (const e of [...past, ...customer.enrollments]) addEnrollment(number, e, spilled.get(e.id) ?? [])
      for (const row of rows.values()) {
        const { opened = Infinity, clicked = Infinity } = outcomes.get(row.id) ?? {}
        messages.push([
          number,
          steps.of(`${row.journeyId}/${row.step}`),
          words.of(row.channel),
          SEND_STATUSES.indexOf(row.status),
          words.of(row.reason),
          row.plannedAt,
          row.sentAt ?? row.finalAt ?? row.plannedAt,
          opened,
          clicked,
        ])
      }
    },
    finish: () => ({
      start,
      until,
      customers,
      steps: steps.list,
      words: words.list,
      turns,
      visits: visits.finish(),
      messages: messages.finish(),
      enrollments: enrollments.finish(),
      goals: goals.finish(),
      refused: refused.finish(),
    }),
  }
}

/** Joins recordings of different customers of one simulation, in the order given. */
export function joinRecordings(parts: readonly Recording[]): Recording {
  const [first] = parts
  if (first === undefined) throw new Error('There is no recording to join.')
  const words = createNames([])
  const shifts = parts.map((part, index) => ({
    customer: parts.slice(0, index).reduce((sum, { customers }) => sum + customers.length, 0),
    word: part.words.map((word) => words.of(word)),
  }))
  const join = <K extends string>(columns: readonly Columns<K>[], spoken: readonly NoInfer<K>[]): Columns<K> => {
    const keys = Object.keys(columns[0] ?? {}) as K[]
    const length = columns.reduce((sum, part) => sum + part[keys[0] as K].length, 0)
    const joined = Object.fromEntries(keys.map((key) => [key, new Float64Array(length)])) as Columns<K>
    for (const key of keys) {
      let at = 0
      columns.forEach((part, index) => {
        const { customer, word } = shifts[index] as (typeof shifts)[number]
        joined[key].set(part[key], at)
        for (let i = at; i < at + part[key].length; i += 1) {
          const value = joined[key][i] as number
          if (key === 'customer') joined[key][i] = value + customer
          else if (spoken.includes(key) && value >= 0) joined[key][i] = word[value] as number
        }
        at += part[key].length
      })
    }
    return joined
  }
  return {
    start: first.start,
    until: first.until,
    steps: first.steps,
    customers: parts.flatMap((part) => part.customers),
    turns: parts.reduce((sum, part) => sum + part.turns, 0),
    visits: join(
      parts.map((part) => part.visits),
      ['path'],
    ),
    messages: join(
      parts.map((part) => part.messages),
      ['channel', 'reason'],
    ),
    enrollments: join(
      parts.map((part) => part.enrollments),
      ['journey', 'reason'],
    ),
    goals: join(
      parts.map((part) => part.goals),
      ['journey', 'goal'],
    ),
    refused: join(
      parts.map((part) => part.refused),
      ['journey', 'reason'],
    ),
    words: words.list,
  }
}

/** The buffers of a recording, to be handed over instead of copied. */
export const buffersOf = ({ visits, messages, enrollments, goals, refused }: Recording): ArrayBuffer[] =>
  [visits, messages, enrollments, goals, refused].flatMap((columns) =>
    Object.values(columns).map((column) => column.buffer),
  )
