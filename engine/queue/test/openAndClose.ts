/** A process that uses a queue, closes it and has nothing more to do: `openAndClose.ts [redisUrl prefix]`. It must end by itself. */
import { createQueue } from '../createQueue.ts'
import { systemClock } from '../timer.ts'

const [redisUrl, prefix] = process.argv.slice(2)
const queue = createQueue({ redisUrl, prefix, clock: systemClock(), onError: () => {} })
queue.consume('advance', async () => {}, { concurrency: 2, batch: 10 })
queue.consume('deliver', async () => {}, { concurrency: 2, batch: 10 })
const taken = await queue.hint('advance', ['a', 'b'])
await queue.hint('deliver', ['c'], Date.now() + 60_000)
if (taken) await queue.idle()
await queue.close()
console.log(taken ? 'taken' : 'refused')
