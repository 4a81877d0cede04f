/**
 * Passes errors on, but the same one (numbers aside) only once per `everyMs`: a Redis that is away fails every command and
 * every reconnect, and the log should show that it is away rather than how often we looked.
 */
export function quietly(report: (error: unknown) => void, everyMs = 10_000): (error: unknown) => void {
  const lastSeen = new Map<string, number>()
  return (error) => {
    const kind = String(error).replace(/\d+/g, '#')
    const now = performance.now()
    const seen = lastSeen.get(kind)
    if (seen !== undefined && now - seen < everyMs) return
    if (lastSeen.size >= 100) lastSeen.clear()
    lastSeen.set(kind, now)
    try {
      report(error)
    } catch {
      // A reporter that throws must not take the queue down.
    }
  }
}
