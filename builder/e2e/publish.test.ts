import { Analytics } from '@segment/analytics-node'
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import type { Journey } from '../../engine/core/model/journey.ts'
import { card, choose, inspector } from './hands.ts'
import { draftJourney } from './second-purchase.ts'
import type { Shop } from './shop.ts'
import { tellStories } from './story.ts'

describe('publishing', () => {
  const story = tellStories()

  story('people are seen coming in as it happens, and each through time', async ({ page, shop }) => {
    await draftJourney(shop, 'second')
    await page.goto('/journeys/second/build')
    await page.getByRole('link', { name: 'Publish …' }).click()
    await publish(page, 'Publish now')
    await page.getByText('Live, as of').waitFor()
    await page.evaluate(() => Object.assign(window, { notReloaded: true }))

    await agree(shop, 'ada', 'onboarding')
    const send = clientOf(shop)
    await send('ada', 'Order Completed', { first: true, revenue: 40 })
    await card(page, 'wait').getByTitle('1 here now').waitFor()
    await send('bob', 'Order Completed', { first: true, revenue: 25 })
    await send('cyd', 'Order Completed', { first: false, revenue: 25 })
    await card(page, 'wait').getByTitle('2 here now').waitFor()
    expect(await page.evaluate(() => 'notReloaded' in window)).toBe(true)
    expect(await shop.ask('/journeys/second/counts')).toMatchObject({ entered: 2, active: 2 })

    // Ada agreed and was thanked; Bob did not, and is told apart.
    await card(page, 'wait').getByTitle('2 here now').click()
    await page.getByRole('dialog').getByText('bob').waitFor()
    await page.getByRole('dialog').getByText('ada').click()
    await page.waitForURL('**/customers/ada')
    const time = page.getByRole('slider', { name: 'Point in time' })
    await expect.poll(() => time.getAttribute('aria-valuetext')).not.toBe('')
    await page.getByText('At “Wait”', { exact: true }).waitFor()
    await time.press('Home')
    await expect.poll(() => time.getAttribute('aria-valuetext')).toMatch(/Did “Order Completed”|Came into the journey/)
    expect(await page.getByText('At “Wait”', { exact: true }).count()).toBe(0)
    await time.press('End')
    await page.getByText('At “Wait”', { exact: true }).waitFor()

    await page.goto('/customers/bob')
    await page.getByText('The customer has not agreed to this topic').first().waitFor()

    // Leaving: an exit rule acts at once, in the middle of the wait.
    await page.goto('/journeys/second')
    await card(page, 'wait').getByTitle('2 here now').waitFor()
    await send('bob', 'Account Deleted', {})
    await card(page, 'wait').getByTitle('1 here now').waitFor()
    await expect.poll(() => shop.ask('/journeys/second/counts')).toMatchObject({ active: 1, exited: 1 })
  })

  story('a changed journey takes along those who stand on changed and removed steps', async ({ page, shop }) => {
    await draftJourney(shop, 'moving', TWO_WAITS)
    await page.goto('/journeys/moving/publish')
    await publish(page, 'Publish now')
    const send = clientOf(shop)
    await send('dan', 'Visited', { slow: true })
    await send('eve', 'Visited', { slow: false })
    await card(page, 'slow').getByTitle('1 here now').waitFor()
    await card(page, 'quick').getByTitle('1 here now').waitFor()

    // One wait becomes shorter, the other goes.
    await page.goto('/journeys/moving/build')
    await card(page, 'quick').click()
    await page.keyboard.press('Delete')
    await card(page, 'slow').click()
    await inspector(page).getByRole('textbox', { name: 'Number' }).fill('7')
    await page.getByText(/^Saved \d/).waitFor()
    await page.getByRole('link', { name: 'Publish …' }).click()
    await page.getByText('“Short wait” is removed').first().waitFor()
    await page.getByRole('tab', { name: /People in flight/ }).click()
    await choose(page.getByRole('combobox', { name: 'Where those on “Short wait” go' }), 'Move to “Long wait”')
    await choose(page.getByRole('combobox', { name: 'Where those on “Long wait” go' }), 'Move to “Long wait”')
    await publish(page, 'Publish version 2')

    await card(page, 'slow').getByTitle('2 here now').waitFor()
    const { items } = await shop.ask<{ items: { id: string; enrollments: { version: number; step: string }[] }[] }>(
      '/journeys/moving/customers?step=slow',
    )
    expect(items.map(({ id }) => id).sort()).toEqual(['dan', 'eve'])
    for (const { enrollments } of items) expect(enrollments[0]).toMatchObject({ version: 2 })

    await page.goto('/customers/eve')
    await page.getByText('At “Long wait”', { exact: true }).waitFor()
    await page.getByText('v2').first().waitFor()
  })
})

async function publish(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click()
  await page.getByText(/^Version \d is live$/).waitFor()
  await card(page, 'entry').waitFor()
}

/** A Segment client as a shop would run it: every call is answered before it returns. */
function clientOf({ address, writeKey }: Shop) {
  return async (userId: string, event: string, properties: Record<string, unknown>): Promise<void> => {
    const client = new Analytics({ writeKey, host: address, flushAt: 1 })
    client.track({ userId, event, properties })
    await client.closeAndFlush()
  }
}

const agree = (shop: Shop, customer: string, topic: string): Promise<unknown> =>
  shop.ask(`/customers/${customer}/consent`, { method: 'PUT', body: { channel: 'email', topic, allowed: true } })

const TWO_WAITS: Partial<Journey> = {
  name: 'Two waits',
  goals: [],
  exits: [],
  steps: [
    {
      id: 'entry',
      type: 'entry',
      stage: 'awareness',
      config: { trigger: { type: 'event', event: 'Visited' }, reentry: { policy: 'never' } },
    },
    {
      id: 'which',
      type: 'branch',
      stage: 'awareness',
      config: { branches: [{ path: 'slow', when: { field: 'event.slow', op: 'eq', value: true } }] },
    },
    { id: 'slow', type: 'wait', name: 'Long wait', stage: 'evaluation', config: { for: 'P30D' } },
    { id: 'quick', type: 'wait', name: 'Short wait', stage: 'evaluation', config: { for: 'P3D' } },
    { id: 'end', type: 'exit', stage: 'purchase', config: { reason: 'done' } },
  ],
  edges: [
    { from: 'entry', path: 'next', to: 'which' },
    { from: 'which', path: 'slow', to: 'slow' },
    { from: 'which', path: 'else', to: 'quick' },
    { from: 'slow', path: 'next', to: 'end' },
    { from: 'quick', path: 'next', to: 'end' },
  ],
}
