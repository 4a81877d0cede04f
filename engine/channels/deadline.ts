/** A signal that aborts after a time or with another signal, and the means to end the timer once it is not needed. */
export interface Deadline {
  readonly signal: AbortSignal
  clear(): void
}

/** Starts a deadline of `ms` milliseconds; `clear` must be called, or the timer and listener live on. */
export function startDeadline(ms: number, outer?: AbortSignal): Deadline {
  const controller = new AbortController()
  const onOuter = () => controller.abort(new Error('the attempt was called off'))
  const timer = setTimeout(() => controller.abort(new Error(`no answer within ${ms} ms`)), ms)
  if (outer?.aborted) onOuter()
  outer?.addEventListener('abort', onOuter, { once: true })
  return {
    signal: controller.signal,
    clear() {
      clearTimeout(timer)
      outer?.removeEventListener('abort', onOuter)
    },
  }
}
