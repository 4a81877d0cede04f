import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Journey } from '../../engine/core/model/journey.ts'
import { ApiError } from '../api/client.ts'
import { renameStep } from '../document/commands/index.ts'
import { openJourney } from '../document/document.ts'
import { createEditor } from '../document/editor.ts'
import { lifecycle } from '../test/fixtures/lifecycle.ts'
import { createAutosave, type DraftShelf } from './autosave.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A server that knows one draft and takes a new one only over the number it has. */
function open(answers: (() => Promise<number>)[] = []) {
  const sent: { rev: number; name: string | undefined }[] = []
  const shelf = new Map<string, { journey: Journey; rev: number }>()
  const drawer: DraftShelf = {
    put: (id, draft) => void shelf.set(id, draft),
    take: (id) => shelf.get(id) ?? null,
    clear: (id) => void shelf.delete(id),
  }
  const editor = createEditor(openJourney(lifecycle), () => 0)
  const send = async (journey: Journey, rev: number): Promise<number> => {
    sent.push({ rev, name: journey.steps[0]?.name })
    const answer = answers.shift()
    return answer === undefined ? rev + 1 : answer()
  }
  const autosave = createAutosave({
    editor,
    id: 'lifecycle',
    rev: 7,
    base: lifecycle,
    send,
    shelf: drawer,
    now: () => 99,
  })
  autosave.start()
  const type = (name: string): void => void editor.run(renameStep('signed-up', name))
  return { editor, autosave, sent, shelf, type }
}

const refused =
  (status: number, body: unknown = null) =>
  (): Promise<number> =>
    Promise.reject(new ApiError(status, 'refused', body))

describe('autosave', () => {
  it('saves once after a series of changes, over the number it knows, and empties the shelf', async () => {
    const { autosave, sent, shelf, type } = open()
    type('a')
    type('ab')
    expect(autosave.getState().kind).toBe('unsaved')
    expect(shelf.get('lifecycle')?.journey.steps[0]?.name).toBe('ab')
    await vi.advanceTimersByTimeAsync(1000)
    expect(sent).toEqual([{ rev: 7, name: 'ab' }])
    expect(autosave.getState()).toEqual({ kind: 'saved', at: 99 })
    expect(shelf.size).toBe(0)
    type('abc')
    await vi.advanceTimersByTimeAsync(1000)
    expect(sent[1]).toEqual({ rev: 8, name: 'abc' })
  })

  it('waits for a new sign-in when the old one has ended, and loses nothing', async () => {
    const { autosave, sent, shelf, type } = open([refused(401)])
    type('mine')
    await vi.advanceTimersByTimeAsync(1000)
    expect(autosave.getState()).toEqual({ kind: 'signedOut' })
    type('mine too')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sent).toHaveLength(1)
    expect(shelf.get('lifecycle')?.journey.steps[0]?.name).toBe('mine too')
    await autosave.flush()
    expect(sent[1]).toEqual({ rev: 7, name: 'mine too' })
    expect(autosave.getState()).toEqual({ kind: 'saved', at: 99 })
    expect(shelf.size).toBe(0)
  })

  it('keeps what is typed while a request is on its way, and sends it afterwards', async () => {
    let finish: (rev: number) => void = () => {}
    const { autosave, sent, shelf, type } = open([() => new Promise((resolve) => (finish = resolve))])
    type('first')
    await vi.advanceTimersByTimeAsync(1000)
    type('second')
    finish(8)
    await vi.advanceTimersByTimeAsync(0)
    expect(autosave.getState().kind).toBe('unsaved')
    expect(shelf.size).toBe(1)
    await vi.advanceTimersByTimeAsync(1000)
    expect(sent.map(({ name }) => name)).toEqual(['first', 'second'])
    expect(autosave.getState().kind).toBe('saved')
  })

  it('goes on offline, counts what is kept, and saves it when the server is back', async () => {
    const { autosave, shelf, sent, type } = open([refused(0), refused(503)])
    type('one')
    await vi.advanceTimersByTimeAsync(1000)
    type('two')
    expect(autosave.getState()).toEqual({ kind: 'offline', changes: 2 })
    expect(shelf.get('lifecycle')?.journey.steps[0]?.name).toBe('two')
    await vi.advanceTimersByTimeAsync(9000)
    expect(sent.map(({ name }) => name)).toEqual(['one', 'two', 'two'])
    expect(autosave.getState().kind).toBe('saved')
  })

  it('stops at a conflict until somebody decides, and then saves over the newer draft', async () => {
    const theirs = { ...lifecycle, name: 'Theirs' }
    const { autosave, sent, shelf, type } = open([refused(412, { current: { draft: theirs, draftRev: 12 } })])
    type('mine')
    await vi.advanceTimersByTimeAsync(1000)
    expect(autosave.getState()).toEqual({ kind: 'conflict', theirs, rev: 12, isPutOff: false })
    type('mine too')
    await vi.advanceTimersByTimeAsync(20_000)
    expect(sent).toHaveLength(1)
    expect(shelf.get('lifecycle')?.journey.steps[0]?.name).toBe('mine too')
    autosave.putOff(true)
    expect(autosave.getState()).toMatchObject({ kind: 'conflict', isPutOff: true })
    autosave.putOff(false)
    autosave.settle(12, 'mine')
    await vi.advanceTimersByTimeAsync(1000)
    expect(sent[1]).toEqual({ rev: 12, name: 'mine too' })
    expect(autosave.getState().kind).toBe('saved')
  })

  it('asks nobody when the newer draft says what the one it began with said', async () => {
    const { autosave, sent, type } = open([refused(412, { current: { draft: lifecycle, draftRev: 9 } })])
    type('mine')
    await vi.advanceTimersByTimeAsync(5000)
    expect(sent).toEqual([
      { rev: 7, name: 'mine' },
      { rev: 9, name: 'mine' },
    ])
    expect(autosave.getState().kind).toBe('saved')
  })

  it('saves nothing after theirs was taken', async () => {
    const theirs = { ...lifecycle, name: 'Theirs' }
    const { editor, autosave, sent, shelf, type } = open([refused(412, { current: { draft: theirs, draftRev: 12 } })])
    type('mine')
    await vi.advanceTimersByTimeAsync(1000)
    editor.replace(openJourney(theirs))
    autosave.settle(12, 'theirs')
    await vi.advanceTimersByTimeAsync(20_000)
    expect(sent).toHaveLength(1)
    expect(shelf.size).toBe(0)
    type('later')
    await vi.advanceTimersByTimeAsync(1000)
    expect(sent[1]).toEqual({ rev: 12, name: 'later' })
  })

  it('says when the server refuses a draft, and never calls it saved', async () => {
    const { autosave, shelf, type } = open([refused(400)])
    type('x')
    await vi.advanceTimersByTimeAsync(1000)
    expect(autosave.getState()).toEqual({ kind: 'failed', message: 'refused' })
    expect(shelf.size).toBe(1)
  })
})
