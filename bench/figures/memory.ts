import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Lab } from '../lab.ts'
import { absolute, type Measured } from '../measure.ts'

/** P13: what a worker process holds after many advances, over what it held after the first ten thousand. */
export async function measureMemory(lab: Lab): Promise<Measured> {
  const advances = lab.size(1_000_000)
  const script = new URL('../memory-worker.ts', import.meta.url).pathname
  const args = [
    '--expose-gc',
    '--max-semi-space-size=32',
    '--import',
    'tsx',
    script,
    lab.file('memory.db'),
    String(lab.size(10_000)),
    String(advances),
  ]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  child.stdout.on('data', (part: Buffer) => (text += part.toString()))
  const [code] = (await once(child, 'close')) as [number]
  if (code !== 0) throw new Error(`The worker process ended with ${code}.`)
  const { early, late } = JSON.parse(text) as { early: number; late: number }
  const megabytes = (bytes: number): number => Math.round(bytes / 1e6)
  return {
    ...absolute([late / early], 'of resident memory'),
    ours: megabytes(late),
    base: megabytes(early),
    unit: 'MB',
    note: `${advances} advances`,
  }
}
