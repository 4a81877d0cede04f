import { createMemoryQueue } from '../memory.ts'
import { virtualClock } from '../timer.ts'
import { describeQueueContract } from './queue.contract.ts'

describeQueueContract('memory, virtual time', async () => {
  const clock = virtualClock(Date.UTC(2026, 0, 1))
  const queue = createMemoryQueue({ clock })
  return { queue, now: clock.now, passTo: clock.advanceTo, dispose: () => queue.close({ force: true }) }
})
