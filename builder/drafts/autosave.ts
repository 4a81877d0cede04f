import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Journey } from '../../engine/core/model/journey.ts'
import { ApiError } from '../api/client.ts'
import { isSameJourney } from '../document/diff.ts'
import { toJourney } from '../document/document.ts'
import type { Editor } from '../document/editor.ts'

export type SaveState =
  | { kind: 'saved'; at: number | null }
  | { kind: 'unsaved' | 'saving' }
  | { kind: 'offline'; changes: number }
  | { kind: 'failed'; message: string }
  /** The sign-in has ended; somebody flushes when it is back. */
  | { kind: 'signedOut' }
  /** `isPutOff`: somebody will decide later; nothing is sent until then. */
  | { kind: 'conflict'; theirs: Journey; rev: number; isPutOff: boolean }

/** Where a draft is kept that the server does not have yet. */
export interface DraftShelf {
  put(id: string, draft: { journey: Journey; rev: number }): void
  take(id: string): { journey: Journey; rev: number } | null
  clear(id: string): void
}

export interface AutosaveOptions {
  editor: Editor
  id: string
  /** Number of the draft the editor was opened with. */
  rev: number
  /** What the draft with that number says; null = not known any more. */
  base: Journey | null
  /** Saves over the draft with this number; resolves to the new number. Throws ApiError: 412 = somebody was faster. */
  send: (journey: Journey, rev: number) => Promise<number>
  shelf: DraftShelf
  now: () => number
  /** Waits before saving after a change, and after a failure. */
  delays?: { settle: number; retry: number }
}

export interface Autosave extends StoreApi<SaveState> {
  start(): () => void
  /** Saves now what is not saved yet. */
  flush(): Promise<void>
  /** Ends a conflict: mine goes over the draft with this number, or theirs, already in the editor, is that draft. */
  settle(rev: number, whose: 'mine' | 'theirs'): void
  /** Puts the decision about a conflict off, or takes it up again. */
  putOff(isPutOff: boolean): void
}

/**
 * Keeps the server's draft the same as the editor's. A change is on the shelf before anything is sent, and leaves it
 * only when the server has it, so that neither a closed tab nor a lost connection costs anything. One request at a time.
 */
export function createAutosave({ editor, id, rev, base, send, shelf, now, delays }: AutosaveOptions): Autosave {
  const { settle, retry } = delays ?? { settle: 800, retry: 4000 }
  const store = createStore<SaveState>(() => ({ kind: 'saved', at: null }))
  let known = rev
  let said = base
  let saved = editor.getState().document
  let timer: ReturnType<typeof setTimeout> | undefined
  let sending: Promise<void> | null = null
  let changes = 0

  const isDirty = (): boolean => editor.getState().document !== saved
  const plan = (delay: number): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), delay)
  }

  function flush(): Promise<void> {
    clearTimeout(timer)
    if (!isDirty() || store.getState().kind === 'conflict') return Promise.resolve()
    sending ??= save().finally(() => {
      sending = null
      const { kind } = store.getState()
      if (isDirty() && (kind === 'saved' || kind === 'unsaved')) plan(settle)
    })
    return sending
  }

  async function save(): Promise<void> {
    const { document } = editor.getState()
    store.setState({ kind: 'saving' }, true)
    try {
      const journey = toJourney(document)
      known = await send(journey, known)
      said = journey
      saved = document
      changes = 0
      if (isDirty()) store.setState({ kind: 'unsaved' }, true)
      else {
        shelf.clear(id)
        store.setState({ kind: 'saved', at: now() }, true)
      }
    } catch (error) {
      fail(error)
    }
  }

  function fail(error: unknown): void {
    const conflict = conflictOf(error)
    if (conflict !== null && said !== null && isSameJourney(conflict.theirs, said)) {
      // Saved once more elsewhere, but nothing was changed: no reason to ask anybody.
      known = conflict.rev
      store.setState({ kind: 'unsaved' }, true)
    } else if (conflict !== null) store.setState({ kind: 'conflict', ...conflict, isPutOff: false }, true)
    else if (error instanceof ApiError && error.status === 401) store.setState({ kind: 'signedOut' }, true)
    else if (error instanceof ApiError && error.status !== 0 && error.status < 500) {
      store.setState({ kind: 'failed', message: error.message }, true)
    } else {
      store.setState({ kind: 'offline', changes: Math.max(1, changes) }, true)
      plan(retry)
    }
  }

  return {
    ...store,
    flush,
    putOff(isPutOff) {
      const state = store.getState()
      if (state.kind === 'conflict') store.setState({ ...state, isPutOff }, true)
    },
    settle(rev, whose) {
      known = rev
      if (whose === 'theirs') {
        saved = editor.getState().document
        said = toJourney(saved)
        shelf.clear(id)
        store.setState({ kind: 'saved', at: null }, true)
        return
      }
      store.setState({ kind: 'unsaved' }, true)
      plan(0)
    },
    start() {
      const stop = editor.subscribe((state, before) => {
        if (state.document === before.document) return
        changes++
        shelf.put(id, { journey: toJourney(state.document), rev: known })
        const { kind } = store.getState()
        if (kind === 'conflict' || kind === 'signedOut') return
        if (kind === 'offline') store.setState({ kind: 'offline', changes }, true)
        else if (kind !== 'saving') store.setState({ kind: 'unsaved' }, true)
        plan(kind === 'offline' ? retry : settle)
      })
      if (isDirty()) plan(settle)
      return () => {
        stop()
        void flush()
      }
    },
  }
}

/** The draft that was saved in between, out of the answer 412. */
function conflictOf(error: unknown): { theirs: Journey; rev: number } | null {
  if (!(error instanceof ApiError) || error.status !== 412) return null
  const { current } = (error.body ?? {}) as { current?: { draft?: Journey | null; draftRev?: number } }
  return current?.draft == null || current.draftRev === undefined
    ? null
    : { theirs: current.draft, rev: current.draftRev }
}
