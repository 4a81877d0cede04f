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
  const ours = async (): Promise<number> => {
    const store = await lab.fileStore('full')
    let sent = 0
    const engine = await openEngine({ store, journeys: [sendingJourney], onSend: () => (sent += 1) })
    const env = await engine.rt.catalog.env(NO_FACTS)
    await enroll({ store, env, count: sends, now: engine.rt.clock.now() })
    for (const ids of idLots(sends, GROUP)) await engine.queue.hint('deliver', ids)
    const rate = await perSecond(sends, async () => {
      startConsumers(engine.rt, { concurrency: 8, batch: GROUP })
      await engine.queue.idle()
      // On a busy machine some claims are given back, and come again a little later.
      while (sent < sends) {
        engine.check()
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    })
    engine.check()
    await engine.close()
    if (sent !== sends) throw new Error(`${sent} of ${sends} were sent.`)
    return rate
  }
  const measured = await inPairs(lab.runs, 'sends/s over inserts/s', base, ours)
  bare.close()
  return { ...measured, note: `${sends} sends a run; one file each, full sync, ${GROUP} a group` }
}

/** About as long as a row of the send ledger. */
function ledgerText(n: number): string {
  return JSON.stringify({ id: `interaction-${n}`, content: 'x'.repeat(700) })
}
