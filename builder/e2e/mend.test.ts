import { describe, expect } from 'vitest'
import { card, inspector, fieldOf } from './hands.ts'
import { draftJourney, draftOf, meaningOf, secondPurchase } from './second-purchase.ts'
import type { Shop } from './shop.ts'
import { tellStories } from './story.ts'

describe('problems', () => {
  const story = tellStories()

  story(
    'are seen on the card and in a sentence, lead to the field, and go when it is mended',
    async ({ page, shop }) => {
      await draftJourney(shop, 'broken')
      await page.goto('/journeys/broken/build')
      await page.getByRole('button', { name: '0 problems' }).waitFor()

      // Broken: the topic of a message is taken away. The card says so, and the draft is kept all the same.
      await card(page, 'send-2').click()
      const topic = fieldOf(inspector(page), 'Topic the customer agreed to')
      await topic.fill('')
      await card(page, 'send-2').getByTitle('1 problem').waitFor()
      await page.getByText(/^Saved \d/).waitFor()
      expect(await card(page, 'send-2').getAttribute('aria-label')).toContain('1 problem')
      expect(await problemsOf(shop, 'broken')).toEqual(['missing-topic'])

      // Elsewhere; then the problem is followed.
      await card(page, 'entry').click()
      await page.getByRole('button', { name: '1 problem' }).click()
      const list = page.getByRole('region', { name: 'Problems' })
      await list.getByText('The topic is missing.').click()
      await expect.poll(() => topic.evaluate((field) => field === document.activeElement)).toBe(true)
      expect(await card(page, 'send-2').getAttribute('class')).toContain('selected')

      await page.keyboard.type('offers')
      await list.getByText('No problems. This journey could be published.').waitFor()
      await expect.poll(() => card(page, 'send-2').getByTitle('1 problem').count()).toBe(0)
      await expect
        .poll(async () => meaningOf(await draftOf(shop, 'broken')))
        .toEqual(meaningOf({ ...secondPurchase, id: 'broken' }))
    },
  )

  story('a review that finds one leads to its step', async ({ page, shop }) => {
    const journey = await draftJourney(shop, 'unfinished', {
      steps: secondPurchase.steps.map((step) => (step.id === 'send-2' ? { ...step, config: WITHOUT_TOPIC } : step)),
    })
    await page.goto(`/journeys/${journey.id}/publish?tab=checks`)
    await page.getByText('Mend 1 problem first.').waitFor()
    expect(await page.getByRole('button', { name: 'Publish now' }).isDisabled()).toBe(true)
    await page.getByRole('link', { name: 'Open the builder' }).first().click()
    await inspector(page).getByRole('heading', { name: 'Send message' }).waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-step-id'))).toBe('send-2')
  })
})

const WITHOUT_TOPIC = { channel: 'email', content: { subject: 'We miss you', text: 'Come back.' } }

/** What the server says about the draft it has. */
async function problemsOf(shop: Shop, id: string): Promise<string[]> {
  const body = await draftOf(shop, id)
  const { problems } = await shop.ask<{ problems: { code: string }[] }>('/journeys/validate', { method: 'POST', body })
  return problems.map(({ code }) => code)
}
