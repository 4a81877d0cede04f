import { contentHash } from '../../engine/core/hash.ts'
import { type JourneyDocument, toJourney } from '../document/document.ts'
import type { Editor } from '../document/editor.ts'
import { type Change, type History, noHistory } from '../document/history.ts'
import { read, write } from './shelf.ts'

/** Characters of text. Of a long history the latest changes are kept, as many as fit. */
const ROOM = 600_000
const QUIET_MS = 700

interface Kept extends History {
  /** What the history leads to: patches fit no other document. */
  of: string
}

/** The history of this very document from the last visit; none if it was changed elsewhere since. */
export function keptHistory(id: string, document: JourneyDocument): History {
  const kept = read<Kept>(keyOf(id))
  if (kept === null || kept.of !== fingerprint(document)) return noHistory
  return { past: kept.past, future: kept.future }
}

/** Keeps the history in this browser as it grows, so that undo still works tomorrow. Ends with the returned function. */
export function keepHistory(id: string, editor: Editor): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const keep = (): void => {
    clearTimeout(timer)
    timer = undefined
    const { document, history } = editor.getState()
    write(keyOf(id), { of: fingerprint(document), ...latest(history) } satisfies Kept)
  }
  const leave = (): void => {
    if (timer !== undefined) keep()
  }
  const stop = editor.subscribe((state, before) => {
    if (state.history === before.history && state.document === before.document) return
    clearTimeout(timer)
    timer = setTimeout(keep, QUIET_MS)
  })
  addEventListener('pagehide', leave)
  return () => {
    stop()
    removeEventListener('pagehide', leave)
    leave()
  }
}

function latest({ past, future }: History): History {
  let room = ROOM - JSON.stringify(future).length
  const kept: Change[] = []
  for (const change of past.toReversed()) {
    room -= JSON.stringify(change).length
    if (room < 0) break
    kept.unshift(change)
  }
  return { past: kept, future }
}

const fingerprint = (document: JourneyDocument): string => contentHash(toJourney(document))

const keyOf = (id: string): string => `perennial.history.${id}`
