/** What came of measuring one figure; null with a reason where this machine cannot. */
export interface Measured {
  /** Ours over the base, median of the pairs; for a figure without a base, ours itself. */
  ratio: number
  min: number
  max: number
  ours: number
  /** null = the figure is absolute. */
  base: number | null
  unit: string
  runs: number
  /** Sizes and profile, as far as they differ from the figure's definition. */
  note?: string
}

export type Unmeasured = { reason: string }

/**
 * Measures side by side: base, ours, base, ours ... so that whatever else the machine does falls on both. One unrecorded
 * pair comes first, for compilers and caches.
 */
export async function inPairs(
  runs: number,
  unit: string,
  base: (run: number) => number | Promise<number>,
  ours: (run: number) => number | Promise<number>,
): Promise<Measured> {
  const pairs: { base: number; ours: number }[] = []
  for (let run = 0; run <= runs; run += 1) {
    const pair = { base: await base(run), ours: await ours(run) }
    if (run > 0) pairs.push(pair)
  }
  const ratios = pairs.map((pair) => pair.ours / pair.base)
  return {
    ...spread(ratios),
    ours: rounded(median(pairs.map((pair) => pair.ours))),
    base: rounded(median(pairs.map((pair) => pair.base))),
    unit,
    runs,
  }
}

/** An absolute figure: the median of several runs, after one that does not count. */
export async function alone(
  runs: number,
  unit: string,
  ours: (run: number) => number | Promise<number>,
): Promise<Measured> {
  const figures: number[] = []
  for (let run = 0; run <= runs; run += 1) {
    const figure = await ours(run)
    if (run > 0) figures.push(figure)
  }
  return absolute(figures, unit)
}

export function absolute(figures: readonly number[], unit: string): Measured {
  return { ...spread(figures), ours: rounded(median(figures)), base: null, unit, runs: figures.length }
}

/** @returns how many of `count` things are done per second by `work` */
export async function perSecond(count: number, work: () => unknown): Promise<number> {
  return (count * 1000) / (await millis(work))
}

export async function millis(work: () => unknown): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2
}

function spread(values: readonly number[]): { ratio: number; min: number; max: number } {
  return { ratio: rounded(median(values)), min: rounded(Math.min(...values)), max: rounded(Math.max(...values)) }
}

/** Three digits are more than a shared machine can tell apart. */
function rounded(value: number): number {
  return Number(value.toPrecision(3))
}
