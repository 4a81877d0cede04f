import { describe, expect } from 'vitest'
import { card, newJourney } from './hands.ts'
import { draftJourney } from './second-purchase.ts'
import { tellStories } from './story.ts'

describe('who comes to a screen', () => {
  const story = tellStories()

  story('by keys goes on where they are: at the start of a journey, at what a simulation found', async (scene) => {
    const { page, shop } = scene
    await newJourney(page)
    await expect.poll(() => card(page, 'start').evaluate((element) => element === document.activeElement)).toBe(true)

    await draftJourney(shop, 'arrived')
    await page.goto('/journeys/arrived/simulate')
    const side = page.getByRole('complementary', { name: 'Simulate' })
    await page.locator('main').getByRole('button', { name: 'Run simulation' }).first().press('Enter')
    await side.getByText('Results', { exact: true }).waitFor()
    await expect.poll(() => side.evaluate((element) => element.contains(document.activeElement))).toBe(true)
  })

  story('finds the button for notes below the steps, not over them', async ({ page }) => {
    await newJourney(page)
    const panel = page.locator('#left-panel')
    const note = panel.getByRole('button', { name: 'Add a note' })
    await note.scrollIntoViewIfNeeded()
    const [last, below] = [await panel.getByRole('option').last().boundingBox(), await note.boundingBox()]
    expect(below?.y).toBeGreaterThanOrEqual((last?.y ?? 0) + (last?.height ?? 0))
  })

  story('on a phone reads names of segments from left to right', async ({ page, shop }) => {
    await shop.ask('/segments/regulars', {
      method: 'PUT',
      body: { name: '德国常客', when: { field: 'customer.country', op: 'eq', value: 'DE' } },
    })
    await page.setViewportSize({ width: 360, height: 740 })
    await page.goto('/segments')
    const name = page.getByRole('button', { name: '德国常客' })
    const { width = 0, height = 0 } = (await name.boundingBox()) ?? {}
    expect(width).toBeGreaterThan(height)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  })
})
