import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import type { Journey } from '../../engine/core/model/journey.ts'
import { card, choose, drag, dropStep, inLane, inspector, middleOf, newJourney, showAll } from './hands.ts'
import { draftJourney, draftOf, meaningOf } from './second-purchase.ts'
import { tellStories } from './story.ts'

describe('pieces of journeys', () => {
  const story = tellStories()

  story('are copied to another journey, as text too, and doubled', async ({ page, shop }) => {
    await draftJourney(shop, 'from-here')
    await page.goto('/journeys/from-here/build')
    await card(page, 'wait-for').click()
    await page.keyboard.press('Shift+End')
    await inspector(page).getByRole('heading', { name: '4 steps chosen' }).waitFor()
    await page.keyboard.press('Control+c')
    await page.getByText('4 steps copied').waitFor()
    const text = await page.evaluate(() => navigator.clipboard.readText())
    const clip = JSON.parse(text) as Pick<Journey, 'steps' | 'edges'>
    expect(clip.steps.map(({ id }) => id)).toEqual(['wait-for', 'exit', 'send-2', 'exit-2'])
    expect(clip.edges).toHaveLength(3)

    const there = await newJourney(page)
    await card(page, 'start').click()
    await page.keyboard.press('Control+v')
    await card(page, 'wait-for').waitFor()
    await page.getByText(/^Saved \d/).waitFor()
    const pasted = await draftOf(shop, there)
    expect(pasted.steps.map(({ id }) => id)).toEqual(['start', 'wait-for', 'exit', 'send-2', 'exit-2'])
    expect(pasted.edges).toEqual(clip.edges)

    // Doubled with what leads to it; the text of a whole journey is its steps.
    await page.keyboard.press('Escape')
    await card(page, 'exit').click()
    await page.keyboard.press('Control+d')
    await card(page, 'exit-3').waitFor()
    await page.evaluate((text) => navigator.clipboard.writeText(text), JSON.stringify(pasted))
    await page.keyboard.press('Control+v')
    await card(page, 'start-2').waitFor()
    await page.evaluate(() => navigator.clipboard.writeText('Not a journey'))
    await page.keyboard.press('Control+v')
    await page.getByText('The clipboard holds no steps.').waitFor()
  })

  story('several steps move and go together; a line closes round a step that goes', async ({ page, shop }) => {
    await draftJourney(shop, 'together')
    await page.goto('/journeys/together/build')
    await card(page, 'wait').waitFor()
    await showAll(page)

    // Wait goes from between: what led to it leads on.
    await card(page, 'wait').click()
    await page.keyboard.press('Delete')
    await expect
      .poll(async () => (await draftOf(shop, 'together')).edges)
      .toContainEqual({ from: 'send', path: 'next', to: 'wait-for' })

    // A box around the two of win-back, moved by one of them into Use.
    await page.keyboard.press('Escape')
    await showAll(page)
    await card(page, 'send-2').click()
    await card(page, 'exit-2').click({ modifiers: ['Shift'] })
    await inspector(page).getByRole('heading', { name: '2 steps chosen' }).waitFor()
    await showAll(page)
    const from = await middleOf(card(page, 'exit-2'))
    await drag(page, from, { x: (await inLane(page, 'Use', 0)).x, y: from.y })
    await expect
      .poll(async () =>
        (await draftOf(shop, 'together')).steps.filter(({ stage }) => stage === 'use').map(({ id }) => id),
      )
      .toEqual(['send-2', 'exit-2'])
    await choose(inspector(page).getByLabel('Move to stage'), 'Win-back')
    await expect
      .poll(async () =>
        (await draftOf(shop, 'together')).steps.filter(({ stage }) => stage === 'win-back').map(({ id }) => id),
      )
      .toEqual(['send-2', 'exit-2'])
    for (let undone = 0; undone < 3; undone++) await page.keyboard.press('Control+z')
    await showAll(page)
    await card(page, 'wait').waitFor()

    // Steps are dropped onto a line.
    const line = page.getByRole('button', { name: 'Insert a step here' })
    await dropStep(page, 'Time window', await middleOf(line.first()))
    await card(page, 'window').waitFor()
    await expect
      .poll(async () => (await draftOf(shop, 'together')).edges)
      .toContainEqual({ from: 'entry', path: 'next', to: 'window' })
  })

  story('files: JSON out and in again is the same journey; pictures open', async ({ page, shop }) => {
    const journey = await draftJourney(shop, 'filed')
    await page.goto('/journeys/filed/build')
    await card(page, 'wait').waitFor()
    const json = await saved(page, 'Export as JSON')
    expect(JSON.parse(json.toString('utf8'))).toMatchObject({ id: 'filed', goals: journey.goals, edges: journey.edges })
    const svg = (await saved(page, 'Export picture (SVG)')).toString('utf8')
    expect(svg).toMatch(/^<svg [\s\S]*We miss you[\s\S]*<\/svg>$/)
    const isPicture = await page.evaluate(async (svg) => {
      const image = new Image()
      image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
      await image.decode()
      return image.width > 1000 && image.height > 300
    }, svg)
    expect(isPicture).toBe(true)
    const png = await saved(page, 'Export picture (PNG)')
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG')
    expect(png.readUInt32BE(16)).toBeGreaterThan(1000)

    const other = await newJourney(page)
    const choosing = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: 'Replace with a file…' }).click()
    await (await choosing).setFiles({ name: 'filed.json', mimeType: 'application/json', buffer: json })
    await card(page, 'wait').waitFor()
    await page.getByText(/^Saved \d/).waitFor()
    expect(meaningOf(await draftOf(shop, other))).toEqual(meaningOf(journey))

    await page.goto('/journeys')
    const importing = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Import from file' }).first().click()
    await (await importing).setFiles({ name: 'filed.json', mimeType: 'application/json', buffer: json })
    await card(page, 'wait').waitFor()
    const imported = new URL(page.url()).pathname.split('/')[2] ?? ''
    expect(imported).not.toBe('filed')
    expect(meaningOf(await draftOf(shop, imported))).toEqual(meaningOf(journey))
  })

  story('finding, commands, notes, tidying and the list twin', async ({ page, shop }) => {
    await draftJourney(shop, 'found')
    await page.goto('/journeys/found/build')
    await card(page, 'wait').waitFor()
    const palette = page.getByPlaceholder('Find a step, or type what you want to do')
    await openPalette(page)
    await palette.fill('miss you')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-step-id'))).toBe('send-2')
    await openPalette(page)
    await palette.fill('add a note')
    await page.keyboard.press('Enter')
    const note = page.getByRole('textbox', { name: 'Text of the note' })
    await note.fill('Ask Mei before the summer sale.')
    await page.reload()
    await card(page, 'wait').waitFor()
    expect(await note.inputValue()).toBe('Ask Mei before the summer sale.')
    await page.getByRole('button', { name: 'Remove the note' }).click()
    await expect.poll(() => note.count()).toBe(0)

    // Tidying keeps every card in its lane, and none on another.
    await page.getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: 'Tidy up' }).click()
    await page.getByText(/^Saved \d/).waitFor()
    const places = (await draftOf(shop, 'found')).steps.map(({ position }) => position ?? { x: 0, y: 0 })
    for (const [at, a] of places.entries()) {
      const touching = places.slice(at + 1).filter((b) => Math.abs(a.x - b.x) < 220 && Math.abs(a.y - b.y) < 84)
      expect(touching).toEqual([])
    }

    // The list: a way leads elsewhere without anything being dragged.
    await page.getByRole('tab', { name: 'Outline' }).click()
    const outline = page.getByRole('group', { name: 'Outline of the journey' })
    await outline.getByRole('button', { name: 'Second order?', exact: true }).click()
    const way = outline.getByRole('combobox', { name: '“Too late” leads to' })
    await choose(way, 'End · bought again')
    await expect
      .poll(async () => (await draftOf(shop, 'found')).edges.find(({ path }) => path === 'timeout')?.to)
      .toBe('exit')
  })

  story('another language is spoken on the canvas at once', async ({ page, shop }) => {
    await draftJourney(shop, 'spoken')
    await page.goto('/journeys/spoken/build')
    await card(page, 'wait-for').waitFor()
    await showAll(page)
    await page.getByText('Too late', { exact: true }).first().waitFor()
    await page.getByRole('button', { name: 'Language' }).click()
    await page.getByRole('menuitem', { name: '中文' }).click()
    await page.getByText('超时', { exact: true }).first().waitFor()
    expect(await page.getByText('Too late', { exact: true }).count()).toBe(0)
  })
})

/** The list of commands is loaded when the canvas stands: pressed until it is there. */
async function openPalette(page: Page): Promise<void> {
  const palette = page.getByPlaceholder('Find a step, or type what you want to do')
  await expect
    .poll(async () => {
      await page.keyboard.press('Control+k')
      return palette.isVisible()
    })
    .toBe(true)
}

/** Chooses an export and reads the file it gives. */
async function saved(page: Page, item: string): Promise<Buffer> {
  await page.getByRole('button', { name: 'More actions' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: item, exact: true }).click(),
  ])
  return readFile(await download.path())
}
