import { barePage, openEditor } from '../browser/canvas.ts'
import { CANVAS, firstLoadOf } from '../browser/first-load.ts'
import { placedJourney } from '../browser/journey.ts'
import { openStage } from '../browser/open.ts'
import type { Lab } from '../lab.ts'
import { absolute, inPairs, type Measured, type Unmeasured } from '../measure.ts'

/** B1: compressed script that is loaded before the canvas stands, in kB. */
export async function measureFirstLoad(): Promise<Measured> {
  const { bytes, gzip, files } = await firstLoadOf(...CANVAS)
  const largest = files.slice(0, 5).map(({ name, bytes }) => `${name.replace('assets/', '')} ${kilo(bytes)}`)
  return {
    ...absolute([bytes / 1_000], 'kB'),
    note: `${files.length} files as brotli, ${kilo(gzip)} kB as gzip; ${largest.join(', ')}`,
  }
}

const kilo = (bytes: number): number => Math.round(bytes / 1_000)

/** B2: from asking for the page of a 500-step journey until it answers, over bare React Flow with as many cards; files are at hand. */
export async function measureOpeningPage(lab: Lab): Promise<Measured | Unmeasured> {
  const stage = await openStage(lab)
  if ('reason' in stage) return stage
  try {
    const journey = placedJourney(500)
    const editor = await openEditor(stage, journey)
    const bare = await barePage(journey, editor)
    await editor.context().close()
    return await inPairs(
      lab.runs,
      'ms until the page answers',
      async () => stage.timed(await stage.openBare(bare)),
      async () => stage.timed(await stage.openBuilder(`/journeys/${journey.id}/build`, journey)),
    )
  } finally {
    await stage.close()
  }
}
