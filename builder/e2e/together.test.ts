import { describe, expect } from 'vitest'
import { card, fieldOf, inspector } from './hands.ts'
import { draftJourney, draftOf } from './second-purchase.ts'
import { tellStories } from './story.ts'

describe('saving', () => {
  const story = tellStories()

  story('two tabs: the difference can be read, and nothing is lost', async ({ page, context, shop }) => {
    await draftJourney(shop, 'shared')
    const other = await context.newPage()
    for (const tab of [page, other]) {
      await tab.goto('/journeys/shared/build')
      await card(tab, 'wait').click()
    }
    await inspector(page).getByRole('textbox', { name: 'Number' }).fill('20')
    await page.getByText(/^Saved \d/).waitFor()
    await inspector(other).getByRole('textbox', { name: 'Number' }).fill('30')

    const dialog = other.getByRole('dialog', { name: 'Somebody else changed this journey' })
    await dialog
      .getByText('“Wait” is different: 30 days, then until 09:00 (mine), 20 days, then until 09:00 (theirs)')
      .waitFor()
    expect(stepOf(await draftOf(shop, 'shared'), 'wait')).toMatchObject({ config: { for: 'P20D' } })

    // Both stay: theirs as the draft, mine as a journey beside it.
    await dialog.getByRole('button', { name: /^Keep both/ }).click()
    await other.getByText('Your version is now the journey “From first to second purchase (copy)”.').waitFor()
    await card(other, 'wait').getByText('20 days, then until 09:00').waitFor()
    const { items } = await shop.ask<{ items: { id: string; name: string }[] }>('/journeys')
    const copy = items.find(({ name }) => name === 'From first to second purchase (copy)')
    expect(stepOf(await draftOf(shop, copy?.id ?? ''), 'wait')).toMatchObject({ config: { for: 'P30D' } })

    // Once more, and mine goes over theirs.
    await card(page, 'wait').click()
    await inspector(page).getByRole('textbox', { name: 'Number' }).fill('21')
    await page.getByText(/^Saved \d/).waitFor()
    await card(other, 'wait').click()
    await inspector(other).getByRole('textbox', { name: 'Number' }).fill('31')
    await dialog.getByRole('button', { name: /^Keep mine/ }).click()
    await other.getByText(/^Saved \d/).waitFor()
    expect(stepOf(await draftOf(shop, 'shared'), 'wait')).toMatchObject({ config: { for: 'P31D' } })
  })

  story('while the server is away everything is kept, through a closed tab too', async ({ page, context, shop }) => {
    await draftJourney(shop, 'away')
    await page.goto('/journeys/away/build')
    await card(page, 'wait').click()
    await inspector(page).getByRole('textbox', { name: 'Number' }).waitFor()
    await shop.stop()
    await inspector(page).getByRole('textbox', { name: 'Number' }).fill('21')
    await page.getByText(/^Offline: \d+ changes? kept on this device$/).waitFor()
    await fieldOf(inspector(page), 'Name').fill('Three weeks')
    await shop.start()
    await page.getByText(/^Saved \d/).waitFor()
    expect(stepOf(await draftOf(shop, 'away'), 'wait')).toMatchObject({ name: 'Three weeks', config: { for: 'P21D' } })

    // The tab is closed before the server is back.
    await shop.stop()
    await inspector(page).getByRole('textbox', { name: 'Number' }).fill('22')
    await page.getByText(/^Offline/).waitFor()
    await page.close()
    await shop.start()
    const again = await context.newPage()
    await again.goto('/journeys/away/build')
    await again.getByText('Changes from your last visit that had not been saved are back.').waitFor()
    await expect
      .poll(async () => stepOf(await draftOf(shop, 'away'), 'wait'), { timeout: 30_000 })
      .toMatchObject({ config: { for: 'P22D' } })
  })

  story('a part of the page that did not come is asked for until it comes', async ({ page, shop }) => {
    await draftJourney(shop, 'patchy')
    const forms = /\/assets\/Inspector-[^/]*\.js$/
    let asked = 0
    let isAway = true
    await page.route(forms, (route) => {
      asked += 1
      return isAway ? route.abort() : route.continue()
    })
    await page.route('/', (route) => (route.request().method() === 'HEAD' && isAway ? route.abort() : route.continue()))
    await page.goto('/journeys/patchy/build')
    await card(page, 'wait').click()
    await expect.poll(() => asked, { timeout: 30_000 }).toBeGreaterThan(1)
    await card(page, 'wait').waitFor()
    isAway = false
    await inspector(page).getByRole('textbox', { name: 'Number' }).waitFor()
  })

  story('panels open that nobody opened before the server went', async ({ page, shop }) => {
    await draftJourney(shop, 'later')
    const history = page.waitForResponse(/\/assets\/HistoryPanel-/)
    const code = page.waitForResponse(/\/assets\/CodeField-/)
    await page.goto('/journeys/later/build')
    await Promise.all([history, code])
    await shop.stop()
    await page.getByRole('tab', { name: 'Outline' }).click()
    await page.getByRole('tabpanel').getByText('Wait', { exact: true }).first().waitFor()
    await page.getByRole('tab', { name: 'History' }).click()
    await page
      .getByRole('tabpanel')
      .getByText(/^What you change is listed here/)
      .waitFor()
    await shop.start()
  })

  story('a screen asked for while the server is away opens when it is back', async ({ page, shop }) => {
    await page.goto('/journeys')
    const navigation = page.getByRole('navigation', { name: 'Main' })
    await navigation.getByRole('link', { name: 'Customers' }).waitFor()
    await shop.stop()
    await navigation.getByRole('link', { name: 'Customers' }).click()
    await page.getByRole('alert').getByText('The server cannot be reached').waitFor()
    await navigation.getByRole('link', { name: 'Segments' }).waitFor()
    await shop.start()
    await page.getByRole('heading', { name: 'Customers', level: 1 }).waitFor()
  })

  story('a screen that an upgrade took away is opened anew', async ({ page }) => {
    const file = /\/assets\/SegmentsPage-[^/]*\.js$/
    await page.route(file, (route) => route.fulfill({ status: 404 }))
    await page.goto('/journeys')
    await page.getByRole('link', { name: 'Segments' }).click()
    await page.getByRole('heading', { name: 'There is a newer version' }).waitFor()
    await page.unroute(file)
    await page.getByRole('button', { name: 'Open it again' }).click()
    await page.getByRole('heading', { name: 'Segments', level: 1 }).waitFor()
  })
})

const stepOf = ({ steps }: Awaited<ReturnType<typeof draftOf>>, id: string) => steps.find((step) => step.id === id)
