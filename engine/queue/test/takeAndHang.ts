/** A worker process that takes a hint, says so and never finishes: `takeAndHang.ts redisUrl prefix`. To be killed. */
import { createQueue } from '../createQueue.ts'
import { systemClock } from '../timer.ts'

const [redisUrl, prefix] = process.argv.slice(2)
const queue = createQueue({ redisUrl, prefix, clock: systemClock() })
queue.consume(
  'advance',
  async (ids) => {
    console.log(ids.join())
    await new Promise(() => {})
  },
  { concurrency: 1, batch: 10 },
)
