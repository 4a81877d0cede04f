/** A worker process for P13: FILE EARLY LATE. Prints its resident memory after so many advances. */
import { setTimeout as pause } from 'node:timers/promises'
import { connectStore } from '../engine/store/index.ts'
import { advance } from '../workers/advance.ts'
import { openEngine } from './engine.ts'
import { endlessJourney } from './journeys.ts'
import { enroll, idLots, NO_FACTS } from './people.ts'

const [file = '', early = '', late = ''] = process.argv.slice(2)
const CUSTOMERS = 5_000
const store = await connectStore({ file, sync: 'normal', thread: true })
const engine = await openEngine({ store, journeys: [endlessJourney('PT20M')] })
await enroll({ store, env: await engine.rt.catalog.env(NO_FACTS), count: CUSTOMERS, now: engine.rt.clock.now() })
const lots = idLots(CUSTOMERS, 200)

let done = 0
async function memoryAfter(advances: number): Promise<number> {
  while (done < advances) {
    engine.skip(21 * 60_000)
    for (const ids of lots) {
      await advance(engine.rt, ids)
      done += ids.length
      if (done >= advances) break
    }
    engine.check()
  }
  for (let i = 0; i < 3; i += 1) {
    globalThis.gc?.()
    await pause(50)
  }
  return process.memoryUsage().rss
}

const result = { early: await memoryAfter(Number(early)), late: await memoryAfter(Number(late)) }
await engine.close()
await store.close()
console.log(JSON.stringify(result))
