import { createStore } from 'zustand/vanilla'
import type { JsonObject } from '../../engine/core/model/json.ts'
import type { ToldPaths } from '../document/step-type.ts'
import { request } from './client.ts'

/** By step type: the ways out of settings that the server was asked about, the latest last. */
export const toldPaths = createStore<Readonly<Record<string, readonly ToldPaths[]>>>(() => ({}))

interface Asked {
  type: string
  config: JsonObject
}

/** Somebody may be typing. */
const QUIET_MS = 150
/** So many the server takes at once, and so many are remembered for each type. */
const MOST = 100

const asked = new Set<string>()
let waiting: Asked[] = []

/**
 * Asks the server which ways a step of the workspace's own leads on, once for each setting: how they depend on it only its
 * code knows, which is there.
 */
export function askForPaths(type: string, config: JsonObject): void {
  const key = JSON.stringify([type, config])
  if (asked.has(key)) return
  asked.add(key)
  waiting.push({ type, config })
  if (waiting.length === 1) setTimeout(() => void send(), QUIET_MS)
}

async function send(): Promise<void> {
  const steps = waiting.slice(-MOST)
  waiting = []
  try {
    const { paths } = await request<{ paths: (string[] | null)[] }>('/step-types/paths', {
      method: 'POST',
      body: { steps },
    })
    const told = { ...toldPaths.getState() }
    steps.forEach(({ type, config }, at) => {
      const ways = paths[at]
      if (ways) told[type] = [...(told[type] ?? []), { config, paths: ways }].slice(-MOST)
    })
    toldPaths.setState(told)
  } catch {
    // Asked again when the step changes or is drawn anew.
    for (const { type, config } of steps) asked.delete(JSON.stringify([type, config]))
  }
}
