import { describe, expect } from 'vitest'
import { card, choose, inspector, newJourney } from './hands.ts'
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

  story('and changes the stage of a step in its form still sees the card', async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 800 })
    await newJourney(page)
    await card(page, 'start').click()
    await choose(inspector(page).getByRole('combobox', { name: 'Stage' }), 'Win-back')
    const canvas = await page.locator('.react-flow').boundingBox()
    await expect
      .poll(async () => {
        const { x = 0, width = 0 } = (await card(page, 'start').boundingBox()) ?? {}
        return x + width
      })
      .toBeLessThan((canvas?.x ?? 0) + (canvas?.width ?? 0))
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
