/**
 * Pictures of every screen, to be looked at: `npx tsx builder/e2e/pictures.ts FOLDER [part of a name ...]`. Needs a build
 * (`npm run build`) and a Chromium. SIZE=390x844 gives those of a phone.
 */
import { mkdirSync } from 'node:fs'
import { launchBrowser } from './browser.ts'
import { furnish } from './furnish.ts'
import { openShop } from './shop.ts'
import { EMPTY, FURNISHED, type Stop, TEXTS } from './tour.ts'

const [folder = 'coverage/pictures', ...wanted] = process.argv.slice(2)
const [width = 1440, height = 900] = (process.env['SIZE'] ?? '1440x900').split('x').map(Number)
const VARIANTS = [
  ['light', 'en'],
  ['dark', 'zh-CN'],
] as const

mkdirSync(folder, { recursive: true })
const [browser, shop] = await Promise.all([launchBrowser(), openShop()])
try {
  await shoot(EMPTY)
  await furnish(shop)
  await shoot(FURNISHED)
} finally {
  await browser.close()
  await shop.close()
}

async function shoot(stops: readonly Stop[]): Promise<void> {
  for (const [colorScheme, language] of VARIANTS) {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale: language })
    const headers = { origin: shop.address, 'x-perennial': '1' }
    await context.request.post(`${shop.address}/v1/session`, { data: { key: shop.adminKey }, headers })
    const page = await context.newPage()
    for (const { name, path, ready, then, after } of stops) {
      if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue
      const file = `${folder}/${name.replaceAll(/\W+/g, '-')}-${colorScheme}-${language}`
      try {
        await page.goto(shop.address + path)
        await page.locator(ready).first().waitFor()
        await then?.(page, TEXTS[language])
        await page.waitForTimeout(600)
        await page.screenshot({ path: `${file}.png` })
      } catch (error) {
        // One screen that is not as expected is no reason to go without the others.
        console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`)
        await page.screenshot({ path: `${file}-failed.png` })
        process.exitCode = 1
      }
      await after?.(page)
    }
    await context.close()
  }
}
