import { existsSync } from 'node:fs'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build, type InlineConfig, preview, type PreviewServer } from 'vite'
import type { Journey } from '../../engine/core/model/journey.ts'
import type { Lab } from '../lab.ts'
import type { Unmeasured } from '../measure.ts'
import { playedApi } from './api.ts'
import type { BarePage } from './bare/bare.tsx'

/** A Chromium, our pages as they are built for production, and the page of bare React Flow beside them. */
export interface Stage {
  /** The builder at an address of its own, in a new window; its server plays the API with answers from memory. */
  openBuilder(path: string, journey: Journey): Promise<Page>
  openBare(page: BarePage): Promise<Page>
  /** Closes a page after asking it how long it took until cards and lines stood and it was free to answer, in ms. */
  timed(page: Page): Promise<number>
  close(): Promise<void>
}

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const ARGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run']
const repository = join(import.meta.dirname, '..', '..')

export async function openStage(lab: Lab): Promise<Stage | Unmeasured> {
  if (!existsSync(CHROMIUM)) return { reason: `There is no Chromium at ${CHROMIUM}.` }
  const builderConfig = { configFile: join(repository, 'builder', 'vite.config.ts') }
  const builderFolder = lab.file('builder')
  await build({ ...builderConfig, logLevel: 'error', build: { outDir: builderFolder, emptyOutDir: true } })
  const api = playedApi()
  const builder = await serve({ ...builderConfig, plugins: [api.plugin] }, builderFolder)
  const bareFolder = lab.file('bare')
  const bareConfig = {
    configFile: false,
    root: join(import.meta.dirname, 'bare'),
    plugins: [react()],
  } satisfies InlineConfig
  await build({ ...bareConfig, logLevel: 'error', build: { outDir: bareFolder, emptyOutDir: true } })
  const bare = await serve(bareConfig, bareFolder)
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGS })
  return {
    async openBuilder(path, journey) {
      const page = await newWindow(browser)
      api.hold(journey)
      await page.goto(address(builder) + path)
      return page
    },
    async openBare(given) {
      const page = await newWindow(browser)
      await page.addInitScript((value) => {
        window.bare = value
      }, given)
      await page.goto(address(bare))
      return page
    },
    async timed(page) {
      const took = await page.evaluate(untilItAnswers)
      await page.context().close()
      return took
    },
    async close() {
      await browser.close()
      await Promise.all([builder.close(), bare.close()])
    },
  }
}

const serve = (config: InlineConfig, outDir: string): Promise<PreviewServer> =>
  preview({ ...config, build: { outDir }, preview: { port: 0, host: '127.0.0.1' }, logLevel: 'error' })

const address = (server: PreviewServer): string => server.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? ''

async function newWindow(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en' })
  // tsx names functions by a helper of its own, which functions that run in the page would miss.
  await context.addInitScript('globalThis.__name = (fn) => fn')
  const page = await context.newPage()
  // A new window reads a hundred files of Chromium's own for its address bar: not while we look at the clock.
  await page.waitForTimeout(1_000)
  return page
}

/** Runs in the page: the end of the last long task that was under way or came within half a second after the lines. */
async function untilItAnswers(): Promise<number> {
  const ends: number[] = []
  const watch = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) ends.push(startTime + duration)
  })
  watch.observe({ type: 'longtask', buffered: true })
  const stands = (): boolean => document.querySelector('.react-flow__edge') !== null
  while (!stands()) await new Promise(requestAnimationFrame)
  const stood = performance.now()
  await new Promise((resolve) => setTimeout(resolve, 500))
  watch.disconnect()
  return Math.max(stood, ...ends)
}
