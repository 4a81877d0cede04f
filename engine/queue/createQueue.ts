import { createBullQueue } from './bull.ts'
import { createMemoryQueue } from './memory.ts'
import type { Queue } from './port.ts'
import type { QueueClock } from './timer.ts'

/** BullMQ when there is a Redis to talk to, else the queue of this process. */
export function createQueue(options: {
  redisUrl?: string | undefined
  prefix?: string | undefined
  clock: QueueClock
  onError?: (error: unknown) => void
}): Queue {
  const { redisUrl, prefix, clock, onError } = options
  if (!redisUrl) return createMemoryQueue({ clock })
  return createBullQueue({ url: redisUrl, clock, ...(prefix && { prefix }), ...(onError && { onError }) })
}
