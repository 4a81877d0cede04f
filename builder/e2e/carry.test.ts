import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { card, inspector, middleOf, middleOfLine, showAll } from './hands.ts'
import { draftJourney, draftOf } from './second-purchase.ts'
import { tellStories } from './story.ts'

const guides = (page: Page) => page.locator('[data-kind="line"], [data-kind="gap"]')
const view = (page: Page) => page.locator('.react-flow__viewport').getAttribute('style')

describe('dragging a card that is there', () => {
  const story = tellStories()

  story('onto a line puts it in between, and closes the gap it leaves', async ({ page, shop }) => {
    const journey = await draftJourney(shop, 'carried')
    await page.goto('/journeys/carried/build')
    await card(page, 'send').waitFor()
    await showAll(page)
    const from = await middleOf(card(page, 'send'))
    const to = await middleOfLine(page, 'wait next wait-for')
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(from.x + 8, from.y + 8, { steps: 3 })
    // The form of the step waits: opened now, it would move what is aimed at.
    expect(await inspector(page).count()).toBe(0)
    await page.mouse.move(to.x, to.y, { steps: 12 })
    // A straight line has no width of its own, so nobody would call it visible.
    await page.locator('.drop-here').waitFor({ state: 'attached' })
    expect(await page.locator('.drop-here').getAttribute('data-id')).toBe('wait next wait-for')
    await page.mouse.up()
    await inspector(page).waitFor()
    await page.getByText(/^Saved \d/).waitFor()
    const { edges } = await draftOf(shop, 'carried')
    expect(edges).toContainEqual({ from: 'entry', path: 'next', to: 'wait' })
    expect(edges).toContainEqual({ from: 'wait', path: 'next', to: 'send' })
    expect(edges).toContainEqual({ from: 'send', path: 'next', to: 'wait-for' })

    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await draftOf(shop, 'carried')).edges).toEqual(journey.edges)
  })

  story('shows with what it is in line, and with Alt moves freely', async ({ page, shop }) => {
    await draftJourney(shop, 'aligned')
    await page.goto('/journeys/aligned/build')
    await card(page, 'send').waitFor()
    const above = await card(page, 'entry').boundingBox()
    const from = await middleOf(card(page, 'send'))
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(from.x + 3, from.y + 40, { steps: 6 })
    await guides(page).first().waitFor({ state: 'attached' })
    expect((await card(page, 'send').boundingBox())?.x).toBeCloseTo(above?.x ?? 0)
    await page.keyboard.down('Alt')
    await page.mouse.move(from.x + 3, from.y + 43, { steps: 3 })
    await guides(page).first().waitFor({ state: 'detached' })
    const free = await card(page, 'send').boundingBox()
    expect((free?.x ?? 0) - (above?.x ?? 0)).toBeGreaterThan(1)
    await page.mouse.up()
    await page.keyboard.up('Alt')
    // It stays where it was let go.
    await expect.poll(async () => (await card(page, 'send').boundingBox())?.x).toBeCloseTo(free?.x ?? 0, 0)
    expect(await guides(page).count()).toBe(0)
  })

  story('is not needed to look around: arrows on empty ground move the view', async ({ page, shop }) => {
    await draftJourney(shop, 'around')
    await page.goto('/journeys/around/build')
    await card(page, 'send').waitFor()
    await showAll(page)
    const { x, y } = await middleOf(page.locator('.react-flow__pane'))
    await page.mouse.click(x, y + 300)
    const before = await view(page)
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => view(page)).not.toBe(before)
    expect(await page.locator('[data-selected]').count()).toBe(0)
  })
})
