export type Turnstile = <T>(key: string, work: () => Promise<T>) => Promise<T>

/** Lets the work of one key through one after another. Only spares needless attempts: safety is the store's. */
export function createTurnstile(): Turnstile {
  const tails = new Map<string, Promise<unknown>>()
  return (key, work) => {
    const result = (tails.get(key) ?? Promise.resolve()).then(work)
    const tail = result
      .catch(() => undefined)
      .then(() => {
        if (tails.get(key) === tail) tails.delete(key)
      })
    tails.set(key, tail)
    return result
  }
}
