import { ProblemError } from '../problem.ts'
import type { Tokens } from './ports.ts'

/** Cursors of one listing as callers see them: opaque, and taken back only by the listing that gave them out. */
export interface Cursors {
  /** What was asked for, with its cursor as the store knows it. @throws ProblemError 400 `invalid-cursor` */
  open<T>(asked: T): T
  /** An answer, with its `next` sealed. */
  seal<T>(answer: T): T
}

/** @param listing its method and path */
export function cursorsOf(tokens: Tokens, listing: string): Cursors {
  const purpose = `cursor ${listing}`
  return {
    open(asked) {
      if (!has(asked, 'cursor')) return asked
      const cursor = tokens.read(purpose, asked.cursor)
      if (typeof cursor !== 'string') throw foreignCursor()
      return { ...asked, cursor }
    },
    seal: (answer) => (has(answer, 'next') ? { ...answer, next: tokens.sign(purpose, answer.next) } : answer),
  }
}

/** Also for a cursor of ours that an earlier release made otherwise. */
export function foreignCursor(): ProblemError {
  const message =
    'The cursor is not one this listing gave out. Use `next` of the previous page, or leave it out to start at the first page.'
  return new ProblemError(400, 'invalid-cursor', message, [
    { code: 'invalid-cursor', message, pointer: '/cursor', severity: 'error' },
  ])
}

const has = <K extends string>(value: unknown, name: K): value is Record<K, string> =>
  typeof value === 'object' && value !== null && typeof (value as Record<string, unknown>)[name] === 'string'
