import { describe, expect } from 'vitest'
import { card, choose, dropStep, fieldOf, inLane, inspector, newJourney, showAll } from './hands.ts'
import { draftOf } from './second-purchase.ts'
import { tellStories } from './story.ts'

describe('history', () => {
  const story = tellStories()

  story(
    'back to the beginning and forward to the end, by keys, buttons and list, over a reload',
    async ({ page, shop }) => {
      const id = await newJourney(page)
      const empty = await draftOf(shop, id)

      // Changes of every kind.
      await showAll(page)
      await dropStep(page, 'Wait', await inLane(page, 'Use', 120))
      await inspector(page).getByRole('textbox', { name: 'Number' }).fill('9')
      await fieldOf(inspector(page), 'Name').fill('A while')
      await choose(fieldOf(inspector(page), 'Stage'), 'Retention')
      await page.keyboard.press('Escape')
      await showAll(page)
      await card(page, 'wait').click()
      await page.keyboard.press('Control+d')
      await card(page, 'wait-2').waitFor()
      await page.keyboard.press('Delete')
      await page.getByRole('button', { name: 'More actions' }).click()
      await page.getByRole('menuitem', { name: 'Tidy up' }).click()
      await page.getByRole('button', { name: 'Add a note' }).click()
      await page.getByRole('textbox', { name: 'Text of the note' }).fill('Ask Mei about this.')
      // What was done last is saved last.
      await expect.poll(async () => (await draftOf(shop, id)).notes?.[0]?.text).toBe('Ask Mei about this.')
      const full = await draftOf(shop, id)

      // Tomorrow morning.
      await page.reload()
      await card(page, 'wait').waitFor()
      const undo = page.getByRole('button', { name: 'Undo' })
      const redo = page.getByRole('button', { name: 'Redo' })
      await page.locator('.react-flow__pane').click({ position: { x: 30, y: 500 } })
      while ((await undo.getAttribute('aria-disabled')) === 'false') await page.keyboard.press('Control+z')
      await expect.poll(() => page.locator('[data-step-id]').count()).toBe(1)
      await expect.poll(() => page.getByRole('textbox', { name: 'Text of the note' }).count()).toBe(0)
      await expect.poll(() => draftOf(shop, id)).toEqual(empty)

      while ((await redo.getAttribute('aria-disabled')) === 'false') await redo.click()
      await expect.poll(() => draftOf(shop, id)).toEqual(full)
      expect(await page.getByRole('textbox', { name: 'Text of the note' }).inputValue()).toBe('Ask Mei about this.')

      // The list leads to any moment.
      await page.getByRole('tab', { name: 'History' }).click()
      await page.getByRole('button', { name: 'Before all of this' }).click()
      await expect.poll(() => draftOf(shop, id)).toEqual(empty)
      await page.getByRole('button', { name: /^Changed a note/ }).click()
      await expect.poll(() => draftOf(shop, id)).toEqual(full)
    },
  )
})
