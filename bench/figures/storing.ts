import { startConsumers } from '../../workers/consume.ts'
import { openBareTable } from '../bare.ts'
import { openEngine } from '../engine.ts'
import { sendingJourney } from '../journeys.ts'
import type { Lab } from '../lab.ts'
import { inPairs, type Measured, perSecond } from '../measure.ts'
import { enroll, idLots, NO_FACTS } from '../people.ts'

const GROUP = 200

/** P9: gate, claim, ledger, call, answer, each durable on its own file, over bare inserts in groups of the same size. */
export async function measureSends(lab: Lab): Promise<Measured> {
  const sends = lab.size(5_000)
  const bare = openBareTable(lab.file('bare-sends.db'))
  const base = (run: number): Promise<number> => {
    // More of them than sends, so that both sides take about as long and see the same of the machine.
    const inserts = 10 * sends
    const rows = Array.from({ length: inserts }, (_, i) => ({ id: `${run}-${i}`, doc: ledgerText(i) }))
    return perSecond(inserts, () => {
      for (let at = 0; at < inserts; at += GROUP) bare.insert(rows.slice(at, at + GROUP))
    })
  }
  // One file for all runs, like the base: what has just been started compiles more than it works.
  const store = await lab.fileStore('full')
  let sent = 0
  const engine = await openEngine({ store, journeys: [sendingJourney], onSend: () => (sent += 1) })
  const ours = async (run: number): Promise<number> => {
    const first = run * sends
    const env = await engine.rt.catalog.env(NO_FACTS)
    await enroll({ store, env, count: sends, first, now: engine.rt.clock.now() })
    for (const ids of idLots(sends, GROUP, first)) await engine.queue.hint('deliver', ids)
    sent = 0
    let consumers: ReturnType<typeof startConsumers> | undefined
    const rate = await perSecond(sends, async () => {
      consumers = startConsumers(engine.rt, { concurrency: 8, batch: GROUP })
      await engine.queue.idle()
      // On a busy machine some claims are given back, and come again a little later.
      while (sent < sends) {
        engine.check()
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    })
    await consumers?.stop()
    engine.check()
    if (sent !== sends) throw new Error(`${sent} of ${sends} were sent.`)
    return rate
  }
  const measured = await inPairs(lab.runs, 'sends/s over inserts/s', base, ours)
  await engine.close()
  bare.close()
  return { ...measured, note: `${sends} sends a run; one file each, full sync, ${GROUP} a group` }
}

/** About as long as a row of the send ledger. */
function ledgerText(n: number): string {
  return JSON.stringify({ id: `interaction-${n}`, content: 'x'.repeat(700) })
}
