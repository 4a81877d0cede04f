import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { card, inspector, middleOf } from './hands.ts'
import { countRenders, type Rendered, renderedDuring } from './rendered.ts'
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
    // What taking it up renders, and parts of the page that come late, are over.
    await expect.poll(async () => sizeOf(await renderedDuring(page, () => frames(page, 12)))).toBe(0)

    const rendered = await renderedDuring(page, () => page.mouse.move(from.x + 96, from.y + 64, { steps: 20 }))
    await page.mouse.up()
    expect(rendered.frames).toEqual(['send'])
    expect(rendered.texts).toEqual([])
    expect(rendered.lines.sort()).toEqual(['entry next send', 'send next wait'])
    expect(rendered.inForm).toBe(0)

    // The watch sees what there is to see: a new name renders the text of its card.
    const renamed = await renderedDuring(page, async () => {
      await inspector(page).getByLabel('Name', { exact: true }).fill('Again?')
      await card(page, 'send').getByText('Again?').waitFor()
    })
    expect(renamed.texts).toContain('send')
    expect(renamed.inForm).toBeGreaterThan(0)
  })
})

const sizeOf = ({ frames, texts, lines, inForm }: Rendered): number =>
  frames.length + texts.length + lines.length + inForm

/** Until the page was painted so often. */
const frames = (page: Page, count: number): Promise<void> =>
  page.evaluate(async (left) => {
    for (; left > 0; left--) await new Promise(requestAnimationFrame)
  }, count)
