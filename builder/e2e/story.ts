import { mkdir } from 'node:fs/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, it } from 'vitest'
import { launchBrowser, noBrowser } from './browser.ts'
import { openShop, type Shop } from './shop.ts'

export interface Scene {
  /** A tab of somebody who is signed in. */
  page: Page
  /** What the tab belongs to: further tabs of the same person share its storage. */
  context: BrowserContext
  shop: Shop
}

type Story = (scene: Scene) => Promise<void>

/** How long a page may take to show what it was asked for, on a busy machine. Milliseconds. */
const PATIENCE_MS = 60_000

/**
 * One browser and one running product for the stories of a file. Every story has a browser context of its own, and makes
 * its own journeys and customers. A story that fails leaves a picture of what was on the screen in `coverage/stories`.
 */
export function tellStories(): (name: string, tell: Story) => void {
  let browser: Browser | null = null
  let shop: Shop | null = null

  beforeAll(async () => {
    if (noBrowser !== null) return
    ;[browser, shop] = await Promise.all([launchBrowser(), openShop()])
  })
  afterAll(async () => {
    await browser?.close()
    await shop?.close()
  })

  return (name, tell) =>
    it(name, async ({ skip }) => {
      if (browser === null || shop === null) return skip(noBrowser ?? 'the stage did not open')
      const context = await signIn(browser, shop)
      const page = await context.newPage()
      const faults = watch(page)
      try {
        await tell({ page, context, shop })
        if (faults.length > 0) throw new Error(`The page reported:\n${faults.join('\n')}`)
      } catch (error) {
        await mkdir('coverage/stories', { recursive: true })
        await page.screenshot({ path: `coverage/stories/${name.replace(/\W+/g, '-')}.png` }).catch(() => {})
        throw error
      } finally {
        await context.close()
      }
    })
}

async function signIn(browser: Browser, { address, adminKey }: Shop): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1728, height: 1000 },
    baseURL: address,
    permissions: ['clipboard-read', 'clipboard-write'],
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
  })
  context.setDefaultTimeout(PATIENCE_MS)
  const headers = { origin: address, 'x-perennial': '1' }
  const answer = await context.request.post('/v1/session', { data: { key: adminKey }, headers })
  if (!answer.ok()) throw new Error(`Signing in was answered with ${answer.status()}.`)
  return context
}

/** Errors that scripts of the page threw. */
function watch(page: Page): string[] {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.stack ?? error.message))
  return faults
}
