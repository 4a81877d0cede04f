import { z } from 'zod'
import { idSchema } from '../core/format/index.ts'
import type { Problem } from '../core/model/problem.ts'

/** Pieces that requests and answers of many routes share. */

export const instant = z.string().meta({ description: 'ISO 8601 in UTC, with Z.', example: '2026-03-02T09:00:00.000Z' })

/** Epoch milliseconds as answers write them. */
export const iso = (at: number): string => new Date(at).toISOString()
export const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at))

export const json = z.unknown().meta({ description: 'Any JSON.' })
export const jsonObject = z.record(z.string(), z.unknown())

/** A number of a query, from 1 on. */
export const upTo = (most: number, otherwise: number) =>
  z
    .string()
    .regex(new RegExp(`^[1-9]\\d{0,${String(most).length - 1}}$`), `Give a whole number from 1 to ${most}.`)
    .transform(Number)
    .refine((count) => count <= most, `Give a whole number from 1 to ${most}.`)
    .meta({ type: 'integer', minimum: 1, maximum: most, default: otherwise })

const limit = upTo(200, 50)

export const cursor = z.string().max(4096).meta({ description: '`next` of the page before.' })

/** Query of a list. */
export const pageQuery = z.strictObject({ limit: limit.optional(), cursor: cursor.optional() })
export type PageOf = { limit?: number | undefined; cursor?: string | undefined }

/** As the store wants it. */
export const pageOf = ({ limit = 50, cursor }: PageOf): { limit: number; cursor?: string } => ({
  limit,
  ...(cursor === undefined ? {} : { cursor }),
})

export const listOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    items: z.array(item),
    next: z.string().nullable().describe('Cursor of the next page; null on the last.'),
  })

export const byId = z.strictObject({ id: idSchema })

/**
 * A text on one line. The reference has the pattern without classes of Unicode, which not every language knows.
 * @param most characters
 */
export const line = (most: number) =>
  z
    .string()
    .regex(
      new RegExp(`^[^\\p{Cc}\\p{Cs}]{1,${most}}$`, 'u'),
      `Use 1 to ${most} characters, none of them control characters.`,
    )
    .meta({ pattern: `^[^\\u0000-\\u001f\\u007f-\\u009f]{1,${most}}$` })

/** Ids that come from outside (customers) or that we derive (enrollments, interactions). */
export const foreignId = line(256).describe('1 to 256 characters.')
export const byForeignId = z.strictObject({ id: foreignId })

export const channelName = z.string().min(1).max(64)
export const topicName = z.string().min(1).max(64)
export const reason = z.string().min(1).max(500)

export const problemSchema: z.ZodType<Problem> = z
  .strictObject({
    code: z.string(),
    message: z.string(),
    pointer: z.string().describe('JSON Pointer into what was sent.'),
    severity: z.enum(['error', 'warning']),
    step: z.string().exactOptional(),
    line: z.int().exactOptional(),
    column: z.int().exactOptional(),
  })
  .meta({ id: 'Problem' })

/** A short list as pages, for those who page through everything alike. */
export function slice<T>(items: readonly T[], { limit = 50, cursor }: PageOf): { items: T[]; next: string | null } {
  const from = Number(cursor ?? 0)
  const next = from + limit
  return { items: items.slice(from, next), next: next < items.length ? String(next) : null }
}

/** Undefined values left out, as exact optional properties want it. */
export function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}
