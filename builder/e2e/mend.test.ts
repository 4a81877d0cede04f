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

  story('a mistyped name is noticed, and mended beside the step', async ({ page, shop }) => {
    await shop.ask('/track', { method: 'POST', body: { userId: 'ada', event: 'Order Completed' } })
    const steps = secondPurchase.steps.map((step) => (step.type === 'entry' ? { ...step, config: MISTYPED } : step))
    await draftJourney(shop, 'typo', { steps })
    await expect.poll(() => problemsOf(shop, 'typo')).toEqual(['unseen-name'])
    await page.goto('/journeys/typo/build')
    await card(page, 'entry').click()
    const panel = inspector(page)
    await panel.getByText('did you mean "Order Completed"?').waitFor()
    await panel.getByRole('button', { name: 'Fix: Use “Order Completed”' }).click()
    await page.getByRole('button', { name: '0 problems' }).waitFor()
    expect(await fieldOf(panel, 'They do').inputValue()).toBe('Order Completed')

    // What has come in is offered instead of what is common.
    await fieldOf(panel, 'They do').fill('Order')
    await page.getByRole('option', { name: 'Order Completed' }).waitFor()
    expect(await page.getByRole('option', { name: 'Order Refunded' }).count()).toBe(0)
  })

  story('that take no thought are fixed with one click, which can be undone', async ({ page, shop }) => {
    const steps = secondPurchase.steps.map((step) => (step.id === 'wait' ? { ...step, config: BACKWARDS } : step))
    await draftJourney(shop, 'clicks', { steps })
    await page.goto('/journeys/clicks/build')
    await page.getByRole('button', { name: '1 problem' }).click()
    const list = page.getByRole('region', { name: 'Problems' })

    // By keyboard: the button follows its problem.
    await list.getByRole('button', { name: /^Error/ }).focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await list.getByText('No problems. This journey could be published.').waitFor()
    expect(await list.evaluate((panel) => panel === document.activeElement)).toBe(true)
    await page.getByRole('button', { name: 'Undo', exact: true }).last().waitFor()

    // Broken once more: the end of those who are reminded is taken away. The news of the first fix goes with it.
    await card(page, 'exit-2').click()
    await page.keyboard.press('Delete')
    await list.getByText('leads nowhere').waitFor()
    await list.getByRole('button', { name: 'Fix: End the journey there' }).click()
    await list.getByText('No problems. This journey could be published.').waitFor()
    await expect
      .poll(async () => (await draftOf(shop, 'clicks')).edges.filter(({ from }) => from === 'send-2'))
      .toEqual([{ from: 'send-2', path: 'next', to: 'exit-2' }])

    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click()
    await list.getByText('leads nowhere').waitFor()
    await expect.poll(() => card(page, 'exit-2').count()).toBe(0)
  })

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

const MISTYPED = { trigger: { type: 'event', event: 'Order Complete' } }
const BACKWARDS = { for: '-P14D', at: '09:00' }
const WITHOUT_TOPIC = { channel: 'email', content: { subject: 'We miss you', text: 'Come back.' } }

/** What the server says about the draft it has. */
async function problemsOf(shop: Shop, id: string): Promise<string[]> {
  const body = await draftOf(shop, id)
  const { problems } = await shop.ask<{ problems: { code: string }[] }>('/journeys/validate', { method: 'POST', body })
  return problems.map(({ code }) => code)
}
