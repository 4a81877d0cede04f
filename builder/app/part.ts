import { type ComponentType, lazy, type LazyExoticComponent, useEffect, useState } from 'react'

/** Until a file that did not come is asked for again. */
const AGAIN_MS = 1500
/** Until what is not on the screen is loaded: first comes what is. */
const QUIET_MS = 2000

/** A part of a page that has a file of its own. `load` fetches the file ahead of time, and never fails. */
export type Part<Props> = LazyExoticComponent<ComponentType<Props>> & { load: () => Promise<void> }

/**
 * Loads a part of a page when it is first drawn, or before. A server that is away must not end what somebody is doing: until it
 * is back the part is missing, and its file is asked for again. Only a server that is there and does not have the file, as
 * after an upgrade, is an error; it is cured by opening the page anew.
 */
export function part<Props>(load: () => Promise<ComponentType<Props>>): Part<Props> {
  let arriving: Promise<ComponentType<Props>> | null = null
  const arrive = (): Promise<ComponentType<Props>> => {
    arriving ??= persist(load).catch((error: unknown) => {
      arriving = null
      throw error
    })
    return arriving
  }
  return Object.assign(
    lazy(async () => ({ default: await arrive() })),
    {
      load: async () => {
        await arrive().catch(() => null)
      },
    },
  )
}

/** Has these files at hand soon after a page stands, so that what they hold opens while the server is away. */
export function useReady(...parts: readonly { load: () => Promise<void> }[]): void {
  const [wanted] = useState(parts)
  useEffect(() => {
    const timer = setTimeout(() => wanted.forEach(({ load }) => void load()), QUIET_MS)
    return () => clearTimeout(timer)
  }, [wanted])
}

async function persist<Result>(load: () => Promise<Result>): Promise<Result> {
  for (let misses = 0; ; ) {
    try {
      return await load()
    } catch (error) {
      // One miss can be a server that came back a moment later.
      misses = (await isServerThere()) ? misses + 1 : 0
      if (misses === 2) throw error
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
    }
  }
}

const isServerThere = (): Promise<boolean> =>
  fetch('/', { method: 'HEAD', cache: 'no-store' }).then(
    () => true,
    () => false,
  )
