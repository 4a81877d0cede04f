import type { DraftShelf } from './autosave.ts'

/**
 * Unsaved drafts in this browser, each tab with its own, so that what one tab has saved does not take away what another
 * has not. A full or closed storage costs the safety net, never the editing.
 */
export const browserShelf: DraftShelf = {
  put: (id, draft) => write(keyOf(id), { ...draft, at: Date.now() }),
  take(id) {
    const own = read<Shelved>(keyOf(id))
    if (own !== null) return own
    // What a closed tab left behind moves here; a tab that still lives puts its own back with its next change.
    const left = keysOf(id).flatMap((key) => {
      const draft = read<Shelved>(key)
      return draft === null ? [] : [{ key, draft }]
    })
    const [latest] = left.sort((a, b) => b.draft.at - a.draft.at)
    if (latest === undefined) return null
    remove(latest.key)
    write(keyOf(id), latest.draft)
    return latest.draft
  },
  clear: (id) => remove(keyOf(id)),
}

type Shelved = NonNullable<ReturnType<DraftShelf['take']>> & { at: number }

const keyOf = (id: string): string => `perennial.draft.${id}/${tab()}`

function keysOf(id: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(`perennial.draft.${id}/`))
  } catch {
    return []
  }
}

/** The name of this tab; it outlives a reload, and a crash where the browser brings its tabs back. */
function tab(): string {
  try {
    const known = sessionStorage.getItem('perennial.tab') ?? crypto.randomUUID()
    sessionStorage.setItem('perennial.tab', known)
    return known
  } catch {
    return 'one'
  }
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
