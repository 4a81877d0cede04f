import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import type { Step } from '../../engine/core/model/journey.ts'
import { leadScore } from '../../examples/custom-step/lead-score.ts'
import { card } from './hands.ts'
import { draftJourney, secondPurchase } from './second-purchase.ts'
import { tellStories } from './story.ts'

describe('simulating', () => {
  const story = tellStories()

  story('shows figures and people on their way through time; the same seed gives the same', async ({ page, shop }) => {
    await draftJourney(shop, 'tried')
    await page.goto('/journeys/tried/simulate')
    const side = page.getByRole('complementary', { name: 'Simulate' })
    await side.getByLabel('Customers', { exact: true }).fill('300')
    await side.getByRole('textbox', { name: 'Seed' }).fill('7')
    await run(page)
    const first = await figures(page)
    expect(first).toMatch(/Second order.*of 300 customers/s)

    // The slider: at the beginning nobody has come in, at the end everybody has.
    const time = page.getByRole('slider', { name: 'Time in the simulation' })
    await time.press('Home')
    expect(await time.getAttribute('aria-valuetext')).toContain('Day 1,')
    await expect.poll(() => arrivedAt(page, 'entry')).toBe(0)
    await time.press('End')
    const all = await arrivedAt(page, 'entry')
    expect(all).toBeGreaterThan(250)
    expect((await arrivedAt(page, 'exit')) + (await arrivedAt(page, 'exit-2'))).toBeLessThanOrEqual(all)

    // Played for those who asked for less motion: figures go on, nothing else moves.
    await time.press('Home')
    await page.getByRole('button', { name: 'Play' }).click()
    await expect.poll(() => arrivedAt(page, 'entry'), { timeout: 30_000 }).toBeGreaterThan(0)
    expect(await dotsOn(page)).toBe(false)
    await page.getByRole('button', { name: 'Pause' }).click()

    // Played, it has dots on their way, for those who have not.
    await page.emulateMedia({ reducedMotion: 'no-preference' })
    await time.press('Home')
    await page.getByRole('button', { name: 'Play' }).click()
    await expect.poll(() => dotsOn(page), { timeout: 30_000 }).toBe(true)
    await page.getByRole('button', { name: 'Pause' }).click()

    // Again, and with another seed; each is compared with the one before.
    await side.getByText('Set up', { exact: true }).click()
    await run(page)
    await side.getByText('The same as the run before.').waitFor()
    expect(await figures(page)).toBe(first)
    await side.getByText('Set up', { exact: true }).click()
    await side.getByRole('textbox', { name: 'Seed' }).fill('8')
    await run(page)
    await side
      .getByText(/\(before: \d/)
      .first()
      .waitFor()
    expect(await figures(page)).not.toBe(first)

    // One of them, step by step.
    await side.getByText('People', { exact: true }).click()
    await side
      .getByRole('button', { name: /^Follow/ })
      .first()
      .click()
    await side.getByRole('button', { name: 'Back to everybody' }).waitFor()

    // Nothing was sent, nothing was stored.
    expect(await shop.ask('/customers')).toMatchObject({ items: [] })
    expect(await shop.ask('/interactions')).toMatchObject({ items: [] })
  })

  story('can be cancelled while it runs, and takes customers of the workspace', async ({ page, shop }) => {
    await draftJourney(shop, 'sampled')
    const people = Array.from({ length: 30 }, (_, i) => `p${i}`)
    const batch = people.map((userId, i) => ({
      type: 'identify',
      userId,
      traits: { firstName: `Person ${i}`, email: `${userId}@example.com` },
      consent: { email: { onboarding: i % 3 === 0 } },
    }))
    await shop.ask('/batch', { method: 'POST', body: { batch } })
    await expect
      .poll(async () => (await shop.ask<{ items: object[] }>('/customers?limit=100')).items.length)
      .toBeGreaterThanOrEqual(30)
    await page.goto('/journeys/sampled/simulate')
    const side = page.getByRole('complementary', { name: 'Simulate' })
    await side.getByLabel('Customers', { exact: true }).fill('10000')
    await side.getByRole('button', { name: 'Run simulation' }).click()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('status').filter({ hasText: 'customers' }).waitFor({ state: 'detached' })
    expect(await page.getByRole('region', { name: 'Goals' }).count()).toBe(0)

    await side.getByText('From the workspace', { exact: true }).click()
    await side.getByLabel('Customers', { exact: true }).fill('20')
    await side.getByText('20 of 30 customers, drawn at random').waitFor()
    // What they agreed to is known, so it is not assumed.
    expect(await side.getByRole('region', { name: 'Who has agreed' }).count()).toBe(0)
    await run(page)
    await side.getByText('People', { exact: true }).click()
    await side
      .getByRole('button', { name: /^Follow p\d+$/ })
      .first()
      .waitFor()
  })

  story(
    'asks which ways customers take where the code is on the server, and says so beside the figures',
    async ({ page, shop }) => {
      await draftJourney(shop, 'scored', {
        steps: [step('entry'), { id: 'score', type: leadScore.type, config: leadScore.example }, step('exit')],
        edges: [
          { from: 'entry', path: 'next', to: 'score' },
          ...['hot', 'warm', 'cold'].map((path) => ({ from: 'score', path, to: 'exit' })),
        ],
      })
      await page.goto('/journeys/scored/simulate')
      const own = page.getByRole('region', { name: 'Steps of your own' })
      expect(await own.getByRole('textbox', { name: 'Lead score: Hot' }).inputValue()).toBe('33.3 %')
      await own.getByRole('textbox', { name: 'Lead score: Hot' }).fill('80')
      expect(await own.getByRole('textbox', { name: 'Lead score: Cold' }).inputValue()).toBe('10 %')
      await run(page)
      await own.getByText('Assumed: 80% Hot, 10% Warm, 10% Cold').waitFor()
      const ways = page.getByRole('row', { name: /^Lead score/ })
      await page.getByText('Ways through the journey', { exact: true }).click()
      expect(await ways.innerText()).toMatch(/Hot (7[5-9]|8\d)%/)
    },
  )
})

const step = (id: string): Step => secondPurchase.steps.find((step) => step.id === id) as Step

async function run(page: Page): Promise<void> {
  await page.getByRole('complementary').getByRole('button', { name: 'Run simulation' }).click()
  await page.getByRole('region', { name: 'Goals' }).waitFor()
}

/** What the results say, but for the time they took. */
async function figures(page: Page): Promise<string> {
  const text = await page.getByRole('complementary', { name: 'Simulate' }).innerText()
  return text.replace(/in [\d.]+ s/, '').replace(/The same as the run before\.\s*/, '')
}

async function arrivedAt(page: Page, step: string): Promise<number> {
  const text = await card(page, step)
    .getByTitle(/arrived$/)
    .innerText()
  return Number.parseInt(text.replace(/\D/g, ''), 10)
}

const dotsOn = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    for (const canvas of document.querySelectorAll('canvas')) {
      const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
      for (let at = 3; at < data.length; at += 4) if (data[at] !== 0) return true
    }
    return false
  })
