import { describe, expect } from 'vitest'
import { card, inspector, middleOf } from './hands.ts'
import { countRenders, renderedDuring } from './rendered.ts'
import { draftJourney } from './second-purchase.ts'
import { tellStories } from './story.ts'

describe('what is rendered', () => {
  const story = tellStories()

  story('while a card is dragged: the card’s frame and its own lines, nothing else', async ({ page, shop }) => {
    await draftJourney(shop, 'rendered')
    await countRenders(page)
    await page.goto('/journeys/rendered/build')
    await card(page, 'send').waitFor()
    await card(page, 'send').click()
    await inspector(page).getByLabel('Name', { exact: true }).waitFor()
    const from = await middleOf(card(page, 'send'))
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(from.x + 16, from.y + 16, { steps: 4 })
    await page.waitForTimeout(500)

    const rendered = await renderedDuring(page, () => page.mouse.move(from.x + 96, from.y + 64, { steps: 20 }))
    await page.mouse.up()
    expect(rendered.frames).toEqual(['send'])
    expect(rendered.texts).toEqual([])
    expect(rendered.lines.sort()).toEqual(['entry next send', 'send next wait'])
    expect(rendered.inForm).toBe(0)

    // The watch sees what there is to see: a new name renders the text of its card.
    const renamed = await renderedDuring(page, async () => {
      await inspector(page).getByLabel('Name', { exact: true }).fill('Again?')
      await page.waitForTimeout(300)
    })
    expect(renamed.texts).toContain('send')
    expect(renamed.inForm).toBeGreaterThan(0)
  })
})
