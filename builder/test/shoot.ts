/**
 * Pictures of the screens, to be looked at: `npx tsx builder/test/shoot.ts OUT_FOLDER [screen ...]`. Needs a build
 * (`npm run build`) and a Chromium (CHROMIUM, else /usr/bin/chromium). The API is played by `fixtures/answers.ts`.
 */
import { mkdirSync } from 'node:fs'
import { chromium, type Page } from 'playwright-core'
import { preview } from 'vite'
import { answers } from './fixtures/answers.ts'

const SCREENS: Record<string, { path: string; then?: (page: Page) => Promise<void> }> = {
  journeys: { path: '/journeys' },
  live: { path: '/journeys/lifecycle' },
  build: { path: '/journeys/lifecycle/build' },
  'build-step': {
    path: '/journeys/lifecycle/build',
    then: async (page) => page.locator('[data-step-id="interest"]').click(),
  },
  customers: { path: '/customers' },
  customer: { path: '/customers/c-1001' },
  messages: { path: '/messages' },
  message: { path: '/messages?message=i-0' },
  segments: { path: '/segments' },
  settings: { path: '/settings' },
}

const [folder = 'coverage/screens', ...wanted] = process.argv.slice(2)
const variants = process.env['VARIANTS']?.split(',') ?? ['light-en', 'dark-zh-CN']
mkdirSync(folder, { recursive: true })
const server = await preview({ configFile: 'builder/vite.config.ts', preview: { port: 0 }, logLevel: 'error' })
const address = server.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? ''
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
})
try {
  for (const variant of variants) {
    const [scheme = 'light', ...rest] = variant.split('-')
    const language = rest.join('-')
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: language })
    await context.addInitScript(
      ([scheme, language]) => {
        localStorage.setItem('mantine-color-scheme-value', scheme as string)
        localStorage.setItem('perennial.language', language as string)
      },
      [scheme, language],
    )
    const page = await context.newPage()
    page.on('console', (message) => message.type() === 'error' && console.error(`[${variant}]`, message.text()))
    page.on('pageerror', (error) => console.error(`[${variant}]`, error.stack))
    await page.route('**/v1/**', (route) => {
      const { pathname } = new URL(route.request().url())
      if (pathname === '/v1/stream') {
        return route.fulfill({ contentType: 'text/event-stream', body: 'retry: 60000\n\n' })
      }
      const answer = answers[pathname]
      if (route.request().method() !== 'GET') return route.fulfill({ json: { draftRev: 8 }, headers: { etag: '"8"' } })
      return answer === undefined
        ? route.fulfill({ status: 404, json: { title: pathname } })
        : route.fulfill({ json: answer, headers: { etag: '"7"' } })
    })
    for (const [name, { path, then }] of Object.entries(SCREENS)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue
      await page.goto(address + path)
      await page.waitForTimeout(900)
      await then?.(page)
      if (then !== undefined) await page.waitForTimeout(500)
      await page.screenshot({ path: `${folder}/${name}-${variant}.png` })
    }
    await context.close()
  }
} finally {
  await browser.close()
  await server.close()
}
