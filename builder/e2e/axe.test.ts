import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, noBrowser } from './browser.ts'
import { furnish } from './furnish.ts'
import { openShop, type Shop } from './shop.ts'
import { EMPTY, FURNISHED, type Stop, TEXTS } from './tour.ts'

/** How long a page may take to show what it was asked for, on a busy machine. Milliseconds. */
const PATIENCE_MS = 60_000
const LANGUAGES = ['en', 'zh-CN'] as const
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Texts that look like the key of a text. */
const KEY = new RegExp(`\\b(?:${Object.keys(TEXTS.en).join('|')})\\.[a-z][a-zA-Z]+(?:\\.[a-zA-Z-]+)*\\b`)

/** Every screen, dialog and drawer, in both languages and both themes. One page goes through all of them. */
describe('axe finds nothing', () => {
  let browser: Browser
  let shop: Shop
  const pages = new Map<string, Page>()

  beforeAll(async () => {
    if (noBrowser !== null) return
    ;[browser, shop] = await Promise.all([launchBrowser(), openShop()])
    for (const language of LANGUAGES) pages.set(language, await openPage(browser, shop, language))
  })
  afterAll(async () => {
    await browser?.close()
    await shop?.close()
  })

  const visit = (language: (typeof LANGUAGES)[number], stop: Stop): void => {
    it(`${stop.name}, ${language}`, async ({ skip }) => {
      const page = pages.get(language)
      if (page === undefined) return skip(noBrowser ?? 'the stage did not open')
      await page.goto(shop.address + stop.path)
      await page.locator(stop.ready).first().waitFor()
      await stop.then?.(page, TEXTS[language])
      await settled(page)
      expect(await look(page, TAGS)).toEqual([])
      await wear(page, 'dark')
      expect(await look(page, ['wcag2aa'])).toEqual([])
      await wear(page, 'light')
      await stop.after?.(page)
      const text = await page.locator('body').innerText()
      expect(KEY.exec(text)?.[0] ?? null).toBeNull()
      expect(text).not.toMatch(/\{\{\s*\w+\s*\}\}|undefined|NaN|\[object/)
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    })
  }

  for (const language of LANGUAGES) {
    it(`sign-in, ${language}`, async ({ skip }) => {
      if (noBrowser !== null) return skip(noBrowser)
      const stranger = await browser.newContext({ locale: language })
      const page = await stranger.newPage()
      await page.goto(shop.address)
      await page.locator('form').waitFor()
      expect(await look(page, TAGS)).toEqual([])
      await page.locator('input').fill('pa_wrong')
      await page.keyboard.press('Enter')
      await page.locator('[id$="error"]').waitFor()
      await wear(page, 'dark')
      expect(await look(page, TAGS)).toEqual([])
      await stranger.close()
    })
  }
  for (const language of LANGUAGES) for (const stop of EMPTY) visit(language, stop)
  it('with something to show', async ({ skip }) => {
    if (noBrowser !== null) return skip(noBrowser)
    await furnish(shop)
  })
  for (const language of LANGUAGES) for (const stop of FURNISHED) visit(language, stop)
})

async function openPage(browser: Browser, { address, adminKey }: Shop, language: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    colorScheme: 'light',
    locale: language,
    timezoneId: 'Europe/Berlin',
  })
  const headers = { origin: address, 'x-perennial': '1' }
  const answer = await context.request.post(`${address}/v1/session`, { data: { key: adminKey }, headers })
  if (!answer.ok()) throw new Error(`Signing in was answered with ${answer.status()}.`)
  context.setDefaultTimeout(PATIENCE_MS)
  return context.newPage()
}

async function look(page: Page, tags: string[]): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: page as never }).setLegacyMode(true).withTags(tags).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary?.split('\n')[1] ?? ''}`),
  )
}

/** Changes the theme as another tab would. */
async function wear(page: Page, scheme: 'light' | 'dark'): Promise<void> {
  await page.evaluate((newValue) => {
    const key = 'mantine-color-scheme-value'
    dispatchEvent(new StorageEvent('storage', { key, newValue, storageArea: localStorage }))
  }, scheme)
  await page.locator(`html[data-mantine-color-scheme="${scheme}"]`).waitFor()
  // What follows the theme does so with the next frames.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  await settled(page)
}

/** Until nothing moves and nothing is on its way. */
async function settled(page: Page): Promise<void> {
  await page
    .locator('[role="status"][aria-label], [aria-busy="true"], .mantine-Skeleton-root')
    .first()
    .waitFor({ state: 'detached' })
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))),
  )
}
