import type { JourneyDocument, JourneySettings, Note, Point } from '../document.ts'
import type { Command } from '../history.ts'
import { tidy } from '../tidy.ts'

/** Lays out all steps anew, lane by lane. */
export const tidyAll = (): Command => ({
  label: { key: 'tidy' },
  run(draft) {
    const places = tidy(draft)
    for (const [id, place] of Object.entries(places)) draft.positions[id] = { ...place }
  },
})

/** Changes what the journey says beside its steps; `undefined` removes a key. */
export function changeSettings(change: { [K in keyof JourneySettings]?: JourneySettings[K] | undefined }): Command {
  const keys = Object.keys(change)
  return {
    label: { key: keys.includes('name') ? 'renameJourney' : 'changeSettings' },
    coalesce: `settings ${keys.join()}`,
    run(draft) {
      for (const [key, value] of Object.entries(change)) {
        if (value === undefined) delete (draft.settings as unknown as Record<string, unknown>)[key]
        else Object.assign(draft.settings, { [key]: value })
      }
    },
  }
}

/** A whole other journey in place of this one; it keeps its id, and the history goes on. */
export const replaceAll = (next: JourneyDocument, key: 'import' | 'restore'): Command => ({
  label: { key },
  run(draft) {
    const { id } = draft.settings
    Object.assign(draft, { ...next, settings: { ...next.settings, id } })
  },
})

export const addNote = (id: string, at: Point, text = ''): Command => ({
  label: { key: 'addNote' },
  run(draft) {
    draft.notes[id] = { id, text, ...at }
  },
})

export const editNote = (id: string, text: string): Command => ({
  label: { key: 'editNote' },
  coalesce: `note ${id}`,
  run(draft) {
    const note: Note | undefined = draft.notes[id]
    if (note !== undefined) note.text = text
  },
})

export const removeNotes = (ids: readonly string[]): Command => ({
  label: { key: 'removeNote' },
  run(draft) {
    for (const id of ids) delete draft.notes[id]
  },
})
