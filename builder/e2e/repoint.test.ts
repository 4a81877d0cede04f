import { describe, expect } from 'vitest'
import { card, drag, line, middleOf, middleOfLine, showAll } from './hands.ts'
import { draftJourney, draftOf } from './second-purchase.ts'
import { tellStories } from './story.ts'

describe('the end of a line', () => {
  const story = tellStories()

  story('is taken to another card: the path leads there, until it is undone', async ({ page, shop }) => {
    const journey = await draftJourney(shop, 'repointed')
    await page.goto('/journeys/repointed/build')
    await card(page, 'wait').waitFor()
    await showAll(page)

    // Ends to take hold of are there where somebody points.
    const end = line(page, 'send next wait').locator('.react-flow__edgeupdater-target')
    expect(await end.count()).toBe(0)
    const middle = await middleOfLine(page, 'send next wait')
    await page.mouse.move(middle.x, middle.y)
    await end.waitFor()
    await drag(page, await middleOf(end), await middleOf(card(page, 'exit')))

    await line(page, 'send next exit').waitFor({ state: 'attached' })
    const rest = journey.edges.filter(({ from }) => from !== 'send')
    await expect
      .poll(async () => (await draftOf(shop, 'repointed')).edges)
      .toEqual(expect.arrayContaining([...rest, { from: 'send', path: 'next', to: 'exit' }]))
    expect((await draftOf(shop, 'repointed')).edges).toHaveLength(journey.edges.length)

    await page.keyboard.press('Control+z')
    await line(page, 'send next wait').waitFor({ state: 'attached' })
    await expect.poll(async () => (await draftOf(shop, 'repointed')).edges).toEqual(journey.edges)
  })
})
