/**
 * Collects small hints that arrive close together so that they share one write: a job per customer costs about ten
 * times a job per batch. Ids are held per due instant (`NOW` for at once) and each at most once.
 */
export interface Collector {
  /** Resolves with the outcome of the write that carried these ids. */
  add(due: number, ids: readonly string[]): Promise<boolean>
  /** Writes what has been collected without waiting any longer. */
  flush(): Promise<void>
  pending(): boolean
}

export const NOW = 0

/** `write` must not reject. A collection is cut after `windowMs`, or when it holds `limit` ids. */
export function createCollector(options: {
  windowMs: number
  limit: number
  write: (collected: Map<number, Set<string>>) => Promise<boolean>
}): Collector {
  const writing = new Set<Promise<boolean>>()
  let open: Collection | undefined

  function begin(): Collection {
    let settle: (outcome: boolean | Promise<boolean>) => void = () => {}
    const outcome = new Promise<boolean>((resolve) => {
      settle = resolve
    })
    return { byDue: new Map(), size: 0, outcome, settle, timer: setTimeout(cut, options.windowMs) }
  }

  function cut(): void {
    if (!open) return
    const { byDue, timer, outcome, settle } = open
    open = undefined
    clearTimeout(timer)
    writing.add(outcome)
    settle(options.write(byDue).finally(() => writing.delete(outcome)))
  }

  return {
    add(due, ids) {
      open ??= begin()
      const { outcome, byDue } = open
      const held = byDue.get(due) ?? new Set()
      byDue.set(due, held)
      for (const id of ids) held.add(id)
      open.size += ids.length
      if (open.size >= options.limit) cut()
      return outcome
    },
    async flush() {
      cut()
      await Promise.all(writing)
    },
    pending: () => open !== undefined || writing.size > 0,
  }
}

interface Collection {
  byDue: Map<number, Set<string>>
  size: number
  outcome: Promise<boolean>
  settle: (outcome: boolean | Promise<boolean>) => void
  timer: ReturnType<typeof setTimeout>
}
