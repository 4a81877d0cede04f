import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import type { Journey } from '../../engine/core/model/journey.ts'
import { openStage } from '../browser/open.ts'
import type { Lab } from '../lab.ts'
import { alone, type Measured, type Unmeasured } from '../measure.ts'

const LIFECYCLE = new URL('../../examples/lifecycle.json', import.meta.url)

/** B3: 10,000 customers through 90 days of the lifecycle journey in the browser, from the button to the results, in seconds. */
export async function measureSimulation(lab: Lab): Promise<Measured | Unmeasured> {
  const stage = await openStage(lab)
  if ('reason' in stage) return stage
  try {
    const journey = JSON.parse(readFileSync(LIFECYCLE, 'utf8')) as Journey
    const page = await stage.openBuilder(`/journeys/${journey.id}/simulate`, journey)
    const side = page.getByRole('complementary', { name: 'Simulate' })
    const customers = lab.size(10_000)
    await side.getByLabel('Customers', { exact: true }).fill(String(customers))
    const measured = await alone(lab.runs, 's', () => seconds(page))
    return { ...measured, note: `${customers} customers, 90 days, two workers` }
  } finally {
    await stage.close()
  }
}

async function seconds(page: Page): Promise<number> {
  const setUp = page.getByText('Set up', { exact: true })
  if (await setUp.isVisible()) await setUp.click()
  const began = performance.now()
  await page.getByRole('complementary').getByRole('button', { name: 'Run simulation' }).click()
  await page.getByRole('region', { name: 'Goals' }).waitFor({ timeout: 300_000 })
  return (performance.now() - began) / 1_000
}
