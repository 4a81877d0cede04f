import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, noBrowser } from './browser.ts'
import { furnish } from './furnish.ts'
import { openShop, type Shop } from './shop.ts'
import { FURNISHED, TEXTS } from './tour.ts'

const t = TEXTS.en

describe('by keyboard alone', () => {
  let browser: Browser
  let shop: Shop
  let page: Page

  beforeAll(async () => {
    if (noBrowser !== null) return
    ;[browser, shop] = await Promise.all([launchBrowser(), openShop()])
    await furnish(shop)
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
      locale: 'en',
    })
    context.setDefaultTimeout(60_000)
    const headers = { origin: shop.address, 'x-perennial': '1' }
    await context.request.post(`${shop.address}/v1/session`, { data: { key: shop.adminKey }, headers })
    page = await context.newPage()
  })
  afterAll(async () => {
    await browser?.close()
    await shop?.close()
  })

  const opened = [
    ...['revoke a key?', 'settings saved, with undo', 'large message editor', 'numbers of a version'],
    ...['why not in a journey', 'everything paused'],
  ]
  for (const { name, path, ready, then, after } of FURNISHED.filter(
    (stop) => stop.then === undefined || opened.includes(stop.name),
  )) {
    it(`everything on "${name}" is reached, named and seen`, async ({ skip }) => {
      if (noBrowser !== null) return skip(noBrowser)
      await page.goto(shop.address + path)
      await page.locator(ready).first().waitFor()
      await then?.(page, t)
      await settled(page)
      const offered = await page.evaluate(markOffered)
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
      const seen = new Set<string>()
      for (let presses = 0; presses < offered.length * 2 + 20; presses += 1) {
        await page.keyboard.press('Tab')
        const focus = await page.evaluate(describeFocus)
        if (focus === null) continue
        expect(focus.isVisible, `the focus on ${focus.what} is seen`).toBe(true)
        seen.add(focus.key)
        if (offered.every(({ key }) => seen.has(key))) break
      }
      expect(offered.filter(({ key }) => !seen.has(key)).map(({ what }) => what)).toEqual([])
      await after?.(page)
    })
  }

  it('the first key leads past the navigation', async ({ skip }) => {
    if (noBrowser !== null) return skip(noBrowser)
    await page.goto(`${shop.address}/customers`)
    await page.locator('tbody tr').first().waitFor()
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(t.common.skip)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true)
  })

  it('a dialog keeps the focus, and gives it back', async ({ skip }) => {
    if (noBrowser !== null) return skip(noBrowser)
    await page.goto(`${shop.address}/journeys/lifecycle`)
    const pause = page.getByRole('button', { name: t.publish.state.pause, exact: true })
    await pause.focus()
    await page.keyboard.press('Enter')
    await page.locator('[role="dialog"]').waitFor()
    for (let presses = 0; presses < 12; presses += 1) {
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement?.closest('[role="dialog"]') !== null)).toBe(true)
    }
    await page.keyboard.press('Escape')
    await page.locator('[role="dialog"]').waitFor({ state: 'detached' })
    await expect.poll(() => pause.evaluate((button) => button === document.activeElement)).toBe(true)
  })
})

/** Until what can be used stays the same: parts of a page that come later are in it, and none is replaced on the way. */
async function settled(page: Page): Promise<void> {
  const parts = (): Promise<string> =>
    page.evaluate(() =>
      [...document.querySelectorAll('a[href], button, input, select')].map((one) => one.outerHTML).join(),
    )
  let before = ''
  // What counts by itself never rests.
  for (let same = 0, looks = 0; same < 4 && looks < 40; looks += 1) {
    const now = await parts()
    same = now === before ? same + 1 : 0
    before = now
    await page.waitForTimeout(150)
  }
}

/** Gives everything a pointer can use a number: in a dialog where one is open. What is reached by arrows (radios, tabs, the canvas) counts once as a group. */
function markOffered(): { key: string; what: string }[] {
  const ROVING = '[role="radiogroup"], [role="tablist"], .react-flow'
  const place = [...document.querySelectorAll('[role="dialog"]')].at(-1) ?? document
  const all = [...place.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, [role="slider"]')]
  return all.flatMap((element, index) => {
    const { tabIndex } = element
    const isOff = element.matches(':disabled, [aria-hidden="true"], [type="hidden"], [type="file"]') || tabIndex < 0
    if (isOff || element.closest(ROVING) !== null || !element.checkVisibility()) return []
    element.dataset['offered'] = String(index)
    return [{ key: String(index), what: element.outerHTML.slice(0, 140) }]
  })
}

async function describeFocus(): Promise<{ key: string; what: string; isVisible: boolean } | null> {
  // Styles of the focus are those of the next frame; even without motion they take a moment.
  for (let frames = 0; frames < 3; frames += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
  const element = document.activeElement as HTMLElement | null
  if (element === null || element === document.body) return null
  const rings = [element, element.parentElement, element.nextElementSibling, element.parentElement?.parentElement].map(
    (ring) => (ring ? getComputedStyle(ring) : null),
  )
  const probe = document.body.appendChild(document.createElement('i'))
  probe.style.color = 'var(--mantine-primary-color-filled)'
  const accent = getComputedStyle(probe).color
  probe.remove()
  const hasRing = rings.some((style) => style !== null && style.outlineStyle !== 'none' && style.outlineWidth !== '0px')
  // A field that is written in shows it by its border.
  const hasBorder = rings.some((style) => style !== null && style.borderTopColor === accent)
  return {
    key: element.dataset['offered'] ?? element.outerHTML,
    what: element.outerHTML.slice(0, 140),
    // A frame holds a document of its own, which shows the focus itself: its first Tab only makes it scroll by key.
    isVisible: hasRing || hasBorder || element.matches('iframe') || element.closest('.react-flow') !== null,
  }
}
