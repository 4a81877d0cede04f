import { randomBytes } from 'node:crypto'
import { appendFile, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectStore } from '../../engine/store/index.ts'
import { createRandom } from '../faults/random.ts'
import { startJudge } from './judge.ts'
import { type Acknowledged, liveOn, prepare } from './people.ts'
import type { ChaosReport } from './production.ts'
import { freePort, oneProcess, pause } from './service.ts'
import { verify } from './verify.ts'

export interface EmbeddedOptions {
  kills: number
  customers: number
  seed: number
  say(line: string): void
}

const PATIENCE_MS = 240_000

/** One process on one file, killed again and again in the middle of its work; some starts find a torn record at the end. */
export async function runEmbedded({ kills, customers, seed, say }: EmbeddedOptions): Promise<ChaosReport> {
  const random = createRandom(seed)
  const folder = await mkdtemp(join(tmpdir(), 'chaos-'))
  const file = join(folder, 'workspace.db')
  const judge = await startJudge()
  const port = await freePort()
  const counts: Record<string, number> = { 'kill -9': 0, 'a torn record': 0 }
  const everything = oneProcess(file, port, { SMTP_URL: judge.smtpUrl, SMTP_FROM: 'shop@example.test' })
  try {
    const before = await connectStore({ file })
    await prepare(before, judge.hookUrl, customers)
    await before.close()
    await everything.start()
    const writeKey = /write key\s+(\S+)/.exec(everything.output())?.[1]
    if (!writeKey) throw new Error(`No write key was printed:\n${everything.output()}`)
    const living = liveOn(`http://127.0.0.1:${port}`, writeKey, customers, kills * 2_500)
    living.catch(() => undefined)
    for (let n = 0; n < kills; n += 1) {
      await pause(500 + random() * 2_500)
      await everything.kill()
      count(counts, 'kill -9', say)
      if (n % 2 === 1 && (await tear(`${file}-wal`))) count(counts, 'a torn record', say)
      await everything.start()
    }
    const acknowledged = await living
    await pause(20_000)
    // The file has one owner at a time.
    await everything.stop()
    const verdict = await settle(file, acknowledged)
    return { ...verdict, troubles: counts }
  } finally {
    await everything.kill()
    await judge.close()
    await rm(folder, { recursive: true, force: true })
  }

  /** Looks; while somebody is still under way, lets the process run on and looks again. */
  async function settle(path: string, acknowledged: Acknowledged): Promise<Awaited<ReturnType<typeof verify>>> {
    const began = Date.now()
    for (;;) {
      const store = await connectStore({ file: path })
      const verdict = await verify(store, judge, customers, 0, acknowledged)
      await store.close()
      if (verdict.violations.length === 0 || Date.now() - began > PATIENCE_MS)
        return { ...verdict, settledMs: Date.now() - began }
      await everything.start()
      await pause(15_000)
      await everything.stop()
    }
  }
}

function count(counts: Record<string, number>, name: string, say: (line: string) => void): void {
  counts[name] = (counts[name] ?? 0) + 1
  say(name)
}

/** What a power cut leaves at the end of a log: bytes of a record that was never finished. */
async function tear(file: string): Promise<boolean> {
  const there = await stat(file).then(
    ({ size }) => size > 0,
    () => false,
  )
  if (there) await appendFile(file, randomBytes(1_777))
  return there
}
