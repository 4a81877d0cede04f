import { chromium, type Browser, type Page } from 'playwright-core'
import { preview, type PreviewServer } from 'vite'
import { answers } from '../test/fixtures/answers.ts'

export interface Stage {
  page: Page
  /** Drafts that were saved, oldest first. */
  saved: { rev: string | undefined; journey: { steps: { id: string }[]; edges: unknown[] } }[]
  close(): Promise<void>
}

const ARGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
]

let shared: { server: PreviewServer; browser: Browser; address: string } | null = null

/** One browser and one server of the built pages for all tests of a file. */
export async function openBrowser(): Promise<void> {
  const server = await preview({ configFile: 'builder/vite.config.ts', preview: { port: 0 }, logLevel: 'error' })
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ARGS,
  })
  shared = { server, browser, address: server.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? '' }
}

export async function closeBrowser(): Promise<void> {
  await shared?.browser.close()
  await shared?.server.close()
  shared = null
}

/** A page at a path, in a theme and a language. The API is played by fixtures; a drop in it fails the page's request. */
export async function openPage(path: string, scheme: 'light' | 'dark' = 'light', language = 'en'): Promise<Stage> {
  if (shared === null) throw new Error('openBrowser comes first')
  const context = await shared.browser.newContext({
    viewport: { width: 1440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    reducedMotion: 'reduce',
  })
  await context.addInitScript(
    ([scheme, language]) => {
      // A sandboxed frame has no storage, and needs none.
      if (window.top !== window) return
      localStorage.setItem('mantine-color-scheme-value', scheme as string)
      localStorage.setItem('perennial.language', language as string)
    },
    [scheme, language],
  )
  const page = await context.newPage()
  const saved: Stage['saved'] = []
  await page.route('**/v1/**', async (route) => {
    const { pathname } = new URL(route.request().url())
    const method = route.request().method()
    if (pathname === '/v1/stream') {
      await route.fulfill({ contentType: 'text/event-stream', body: 'retry: 60000\n\n' })
    } else if (method === 'PUT') {
      saved.push({ rev: route.request().headers()['if-match'], journey: route.request().postDataJSON() })
      await route.fulfill({ json: { draftRev: 7 + saved.length } })
    } else {
      const answer = answers[pathname]
      await route.fulfill(answer === undefined ? { status: 404, json: { title: pathname } } : { json: answer })
    }
  })
  await page.goto(shared.address + path)
  return { page, saved, close: () => context.close() }
}
