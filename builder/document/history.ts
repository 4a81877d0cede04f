import { applyPatches, enablePatches, type Patch, produceWithPatches } from 'immer'
import type { JourneyDocument } from './document.ts'

enablePatches()

/** What was done, for the history list, the undo button and the live region: a text key and its values. */
export interface Label {
  key: string
  values?: Record<string, string | number>
}

/** A change to a journey: what it is called, and what it does to a draft of the document. */
export interface Command {
  label: Label
  run(draft: JourneyDocument): void
  /** Commands with the same key, shortly after each other, are one step of the history: typing, nudging. */
  coalesce?: string
}

export interface Change {
  label: Label
  patches: Patch[]
  inverse: Patch[]
  /** Epoch milliseconds. */
  at: number
  coalesce?: string
}

export interface History {
  past: readonly Change[]
  future: readonly Change[]
}

export const KEPT = 500
const TOGETHER_MS = 1500

export const noHistory: History = { past: [], future: [] }

/** Runs a command. Null = it changed nothing, and leaves no trace. Patches cost what changed, not the whole journey. */
export function perform(
  document: JourneyDocument,
  { past }: History,
  { label, run, coalesce }: Command,
  now: number,
): { document: JourneyDocument; history: History } | null {
  const [next, patches, inverse] = produceWithPatches(document, (draft) => {
    run(draft)
  })
  if (patches.length === 0) return null
  const last = past.at(-1)
  const change: Change = { label, patches, inverse, at: now, ...(coalesce === undefined ? {} : { coalesce }) }
  if (last !== undefined && coalesce !== undefined && last.coalesce === coalesce && now - last.at < TOGETHER_MS) {
    // Undone in the opposite order: first what came last.
    const merged = { ...change, patches: [...last.patches, ...patches], inverse: [...inverse, ...last.inverse] }
    return { document: next, history: { past: [...past.slice(0, -1), merged], future: [] } }
  }
  return { document: next, history: { past: [...past, change].slice(-KEPT), future: [] } }
}

export function undo(document: JourneyDocument, { past, future }: History) {
  const change = past.at(-1)
  if (change === undefined) return null
  return {
    document: applyPatches(document, change.inverse),
    history: { past: past.slice(0, -1), future: [change, ...future] },
    change,
  }
}

export function redo(document: JourneyDocument, { past, future }: History) {
  const [change, ...rest] = future
  if (change === undefined) return null
  return {
    document: applyPatches(document, change.patches),
    history: { past: [...past, change], future: rest },
    change,
  }
}
