import AxeBuilder from '@axe-core/playwright'
import { existsSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeBrowser, openBrowser, openPage } from './stage.ts'

const isReady = existsSync('builder/dist/index.html')
if (!isReady) console.log('skipped: builder/e2e/axe.test.ts needs the built pages (npm run build)')

const SCREENS: Record<string, { path: string; ready: string; then?: (page: Page) => Promise<void> }> = {
  journeys: { path: '/journeys', ready: 'table' },
  live: { path: '/journeys/lifecycle', ready: '[data-step-id="welcome"]' },
  customers: { path: '/customers', ready: 'table' },
  customer: { path: '/customers/c-1001', ready: 'ol' },
  messages: { path: '/messages', ready: 'table' },
  message: { path: '/messages?message=i-0', ready: 'iframe' },
  segments: { path: '/segments', ready: 'table' },
  settings: { path: '/settings', ready: 'input' },
  editor: { path: '/journeys/lifecycle/build', ready: '[data-step-id="welcome"]' },
  'editor, a branch chosen': {
    path: '/journeys/lifecycle/build',
    ready: '[data-step-id="interest"]',
    then: (page) => page.locator('[data-step-id="interest"]').click(),
  },
  'editor, a message chosen': {
    path: '/journeys/lifecycle/build',
    ready: '[data-step-id="welcome"]',
    then: (page) => page.locator('[data-step-id="welcome"]').click(),
  },
  'editor, outline and problems': {
    path: '/journeys/lifecycle/build',
    ready: '[data-step-id="welcome"]',
    then: async (page) => {
      await page.locator('[aria-controls="left-panel"]').nth(1).click()
      await page.keyboard.press('F8')
    },
  },
}

describe.skipIf(!isReady)('axe finds nothing', () => {
  beforeAll(openBrowser)
  afterAll(closeBrowser)

  for (const [scheme, language] of [
    ['light', 'en'],
    ['dark', 'zh-CN'],
  ] as const) {
    for (const [name, { path, ready, then }] of Object.entries(SCREENS)) {
      it(`${name}, ${scheme}, ${language}`, async () => {
        const { page, close } = await openPage(path, scheme, language)
        try {
          await page.locator(ready).first().waitFor()
          await then?.(page)
          await page.waitForTimeout(400)
          const { violations } = await new AxeBuilder({ page: page as never })
            .setLegacyMode(true)
            .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
            .analyze()
          const found = violations.flatMap(({ id, nodes }) =>
            nodes.map(
              ({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary?.split('\n')[1] ?? ''}`,
            ),
          )
          expect(found).toEqual([])
        } finally {
          await close()
        }
      })
    }
  }
})
