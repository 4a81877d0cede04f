/**
 * The scorecard: every figure a ratio measured side by side in this run.
 *
 *   npm run bench -- [--json] [--only P1,P5] [--quick]
 *
 * Starts a redis-server of its own where there is one, and uses a database of its own on MONGODB_URL.
 */
import { Command } from 'commander'
import { FIGURES } from './figures/index.ts'
import { openLab } from './lab.ts'
import type { Measured, Unmeasured } from './measure.ts'
import { printTable } from './table.ts'

const program = new Command('bench')
  .description('Measures the scorecard of docs/performance.md.')
  .option('--json', 'one JSON object on standard output')
  .option('--only <figures>', 'for instance P1,P5')
  .option('--quick', 'a tenth of everything: shows that it runs, not how fast')
  .parse()
const options = program.opts<{ json?: boolean; only?: string; quick?: boolean }>()
const only = options.only?.split(',').map((name) => name.trim().toUpperCase())
const unknown = only?.filter((name) => !FIGURES.some((figure) => figure.id === name)) ?? []
if (unknown.length > 0)
  program.error(
    `--only: there is no figure ${unknown.join(', ')}; there are ${FIGURES.map((figure) => figure.id).join(', ')}.`,
  )

const results: Record<string, Measured | null> = {}
const reasons: Record<string, string> = {}
const lab = openLab({ quick: options.quick ?? false })
for (const figure of FIGURES) {
  if (only && !only.includes(figure.id)) continue
  const began = performance.now()
  try {
    const found: Measured | Unmeasured = await figure.measure(lab)
    results[figure.id] = 'reason' in found ? null : found
    if ('reason' in found) reasons[figure.id] = found.reason
  } catch (error) {
    results[figure.id] = null
    reasons[figure.id] = `failed: ${error instanceof Error ? error.message : String(error)}`
    process.exitCode = 1
  }
  const seconds = Math.round((performance.now() - began) / 1_000)
  process.stderr.write(`${figure.id} ${JSON.stringify(results[figure.id] ?? reasons[figure.id])} (${seconds} s)\n`)
}
await lab.close()

if (options.json) console.log(JSON.stringify({ ...results, reasons }, null, 1))
else printTable(FIGURES, results, reasons)
