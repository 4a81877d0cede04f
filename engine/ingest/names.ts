import type { InputBody } from '../core/model/input.ts'
import type { JsonObject } from '../core/model/json.ts'
import type { NameStore, SeenName } from '../store/port.ts'

/** A path in objects is followed so far; names longer than this, and those no path can name, are none that anybody types. */
const DEEPEST = 3
const LONGEST = 100
const TYPED = /^[^.[\]{}|]+$/
/** So many are remembered here, a few more than the store keeps. */
const MOST = 3_000

/** Tells the store which traits, events and properties come in. Nothing rests on it: it is off the way of what comes in. */
export interface Names {
  note(bodies: Iterable<InputBody>): void
  /** Resolves when what was noted is told. */
  settled(): Promise<void>
}

export function createNames(store: NameStore, onError: (error: unknown) => void): Names {
  const seen = { event: new Set<string>(), customer: new Set<string>(), events: new Set<string>() }
  let fresh: SeenName[] = []
  let telling: Promise<void> | null = null

  const isFull = (): boolean => seen.event.size + seen.customer.size + seen.events.size >= MOST

  function noteFields(root: 'customer' | 'event', object: JsonObject, before: string, depth: number): void {
    for (const [key, value] of Object.entries(object)) {
      const path = before === '' ? key : `${before}.${key}`
      if (!seen[root].has(path)) {
        if (path.length > LONGEST || !TYPED.test(key)) continue
        seen[root].add(path)
        fresh.push({ kind: 'field', name: `${root}.${path}` })
      }
      if (depth < DEEPEST && typeof value === 'object' && value !== null && !Array.isArray(value)) {
        noteFields(root, value, path, depth + 1)
      }
    }
  }

  function noteEvent(name: string): void {
    if (seen.events.has(name) || name.length > LONGEST) return
    seen.events.add(name)
    fresh.push({ kind: 'event', name })
  }

  async function tell(): Promise<void> {
    while (fresh.length > 0) {
      const names = fresh
      fresh = []
      try {
        await store.learn(names)
      } catch (error) {
        // They are told when they come again.
        for (const names of Object.values(seen)) names.clear()
        onError(error)
      }
    }
    telling = null
  }

  return {
    note(bodies) {
      if (isFull()) return
      for (const body of bodies) {
        if (body.kind === 'event') {
          noteEvent(body.name)
          noteFields('event', body.properties, '', 1)
        } else if (body.kind === 'enter') noteFields('event', body.data, '', 1)
        else if (body.kind === 'identify' && body.traits) noteFields('customer', body.traits, '', 1)
      }
      if (fresh.length > 0) telling ??= tell()
    },
    settled: async () => telling ?? undefined,
  }
}
