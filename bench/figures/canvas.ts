import { openBareBeside, openEditor } from '../browser/canvas.ts'
import { GESTURES, type Gesture, measureGesture, type Smoothness } from '../browser/gestures.ts'
import { placedJourney } from '../browser/journey.ts'
import { openStage, type Stage } from '../browser/open.ts'
import type { Lab } from '../lab.ts'
import { inPairs, type Measured, median, type Unmeasured } from '../measure.ts'

const SIZES = [100, 500, 1_000] as const

/**
 * P10: main-thread time per frame while a card is dragged among 500 steps, over bare culled React Flow with the same
 * graph on the same piece of screen. The note tells the other sizes and gestures, and the gaps between frames.
 */
export async function measureCanvas(lab: Lab): Promise<Measured | Unmeasured> {
  const stage = await openStage(lab)
  if ('reason' in stage) return stage
  try {
    const found: Compared[] = []
    for (const steps of SIZES) found.push(...(await compare(stage, steps, lab)))
    const asked = found.find(({ steps, gesture }) => steps === 500 && gesture === 'drag') as Compared
    return { ...asked.cpu, note: found.map(inWords).join('; ') }
  } finally {
    await stage.close()
  }
}

interface Compared {
  steps: number
  gesture: Gesture
  cpu: Measured
  /** Medians of the 95th percentile of frame gaps, in ms. */
  gaps: { ours: number; base: number }
}

async function compare(stage: Stage, steps: number, lab: Lab): Promise<Compared[]> {
  const journey = placedJourney(steps)
  const editor = await openEditor(stage, journey)
  const bare = await openBareBeside(stage, journey, editor)
  const compared: Compared[] = []
  // Compilers take a while on both sides: what is measured is a page that has been used for some seconds.
  for (const page of [bare, editor]) {
    await page.bringToFront()
    for (const gesture of GESTURES) await measureGesture(page, gesture)
  }
  for (const gesture of GESTURES) {
    const seen: Record<'base' | 'ours', Smoothness[]> = { base: [], ours: [] }
    const look = async (side: 'base' | 'ours'): Promise<number> => {
      const page = side === 'base' ? bare : editor
      await page.bringToFront()
      const smoothness = await measureGesture(page, gesture, lab.quick ? 45 : 180)
      seen[side].push(smoothness)
      return smoothness.cpu
    }
    const cpu = await inPairs(
      lab.runs,
      'ms of main thread per frame',
      () => look('base'),
      () => look('ours'),
    )
    const gap = (side: 'base' | 'ours'): number => median(seen[side].slice(1).map(({ p95 }) => p95))
    compared.push({ steps, gesture, cpu, gaps: { ours: gap('ours'), base: gap('base') } })
  }
  await editor.context().close()
  await bare.context().close()
  return compared
}

const inWords = ({ steps, gesture, cpu, gaps }: Compared): string =>
  `${gesture} ${steps}: ${cpu.ratio} (${cpu.ours}/${cpu.base} ms), p95 ${gaps.ours.toFixed(1)}/${gaps.base.toFixed(1)} ms`
