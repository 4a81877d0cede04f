import type { Journey } from '../../engine/core/model/journey.ts'
import type { Note } from '../document/document.ts'
import type { DraftShelf } from './autosave.ts'

/** Unsaved drafts in this browser. A full or closed storage costs the safety net, never the editing. */
export const browserShelf: DraftShelf = {
  put: (id, draft) => write(`perennial.draft.${id}`, draft),
  take: (id) => read<{ journey: Journey; rev: number }>(`perennial.draft.${id}`),
  clear: (id) => remove(`perennial.draft.${id}`),
}

/** Notes on the canvas stay in this browser: the journey format knows none. */
export const savedNotes = (id: string): Note[] => read<Note[]>(`perennial.notes.${id}`) ?? []

export function saveNotes(id: string, notes: readonly Note[]): void {
  if (notes.length === 0) remove(`perennial.notes.${id}`)
  else write(`perennial.notes.${id}`, notes)
}

export function read<T>(key: string): T | null {
  try {
    const text = localStorage.getItem(key)
    return text === null ? null : (JSON.parse(text) as T)
  } catch {
    return null
  }
}

export function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // See above.
  }
}

function remove(key: string): void {
  try {
    localStorage.removeItem(key)
  } catch {
    // See above.
  }
}
