import { type ComponentType, lazy, type LazyExoticComponent, useEffect, useState } from 'react'
import { ApiError, isAway } from '../api/client.ts'

/** Until a file that did not come is asked for again. */
const AGAIN_MS = 1500
/** Until what is not on the screen is loaded: first comes what is. */
const QUIET_MS = 2000

/** The server is there and does not have a file of this page (any more): it was upgraded. Opening the page anew cures it. */
export class MissingPart extends Error {}

/** A part of a page that has a file of its own. `load` fetches the file ahead of time, and never fails. */
export type Part<Props> = LazyExoticComponent<ComponentType<Props>> & { load: () => Promise<void> }

/**
 * Loads a part of a page when it is first drawn, or before. A server that is away must not end what somebody is doing: until it
 * is back the part is missing, and its file is asked for again. Drawing it throws MissingPart after an upgrade.
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

/** Loads a file of the page. @throws ApiError with status 0 while the server is away; MissingPart */
export async function loadFile<Result>(load: () => Promise<Result>): Promise<Result> {
  try {
    return await load()
  } catch {
    if (!(await isServerThere())) throw new ApiError(0, 'The server cannot be reached.')
    // It may have come back a moment ago.
    return load().catch((error: unknown) => {
      throw error instanceof TypeError ? new MissingPart(error.message, { cause: error }) : error
    })
  }
}

/** Resolves when the server answers, or when nobody waits any more. */
export async function serverBack(signal: AbortSignal): Promise<void> {
  while (!signal.aborted && !(await isServerThere())) await pause()
}

async function persist<Result>(load: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await loadFile(load)
    } catch (error) {
      if (!isAway(error)) throw error
    }
    await pause()
  }
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, AGAIN_MS))

const isServerThere = (): Promise<boolean> =>
  fetch('/', { method: 'HEAD', cache: 'no-store' }).then(
    () => true,
    () => false,
  )
