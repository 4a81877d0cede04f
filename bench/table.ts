import { cpus } from 'node:os'
import type { Figure } from './figures/index.ts'
import type { Measured } from './measure.ts'

/** The scorecard for people. */
export function printTable(
  figures: readonly Figure[],
  results: Record<string, Measured | null>,
  reasons: Record<string, string>,
): void {
  console.log(`Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'})\n`)
  for (const { id, title, target, better } of figures) {
    const found = results[id]
    if (found === undefined) continue
    if (found === null) {
      console.log(`${id.padEnd(4)} -        ${title}: ${reasons[id] ?? 'not measured'}`)
      continue
    }
    const isReached = better === 'higher' ? found.ratio >= target : found.ratio <= target
    const range = `${found.min} to ${found.max}, ${found.runs} runs`
    const sides = found.base === null ? found.unit : `${found.ours} to ${found.base} ${found.unit}`
    console.log(
      `${id.padEnd(4)} ${String(found.ratio).padEnd(8)} ${title} (${range}; ${sides}; target ${target}${isReached ? ', reached' : ''})`,
    )
    if (found.note) console.log(`     ${found.note}`)
  }
}
