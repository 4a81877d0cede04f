import type { Locator, Page } from 'playwright-core'

/** What a hand does on the canvas, in words. Steps are named by their ids, which a card carries. */

export interface Spot {
  x: number
  y: number
}

export const card = (page: Page, step: string): Locator => page.locator(`[data-step-id="${step}"]`)

/** Where a path leaves its card. */
export const port = (page: Page, step: string, path: string): Locator =>
  card(page, step).locator(`.react-flow__handle[data-handleid="${path}"]`)

export const inspector = (page: Page): Locator => page.getByRole('complementary', { name: /^Settings of|^Journey set/ })

/** A journey with nothing but its start, opened in the editor. Resolves to its id. */
export async function newJourney(page: Page): Promise<string> {
  await page.goto('/journeys')
  await page.getByRole('button', { name: 'New journey' }).first().click()
  await card(page, 'start').waitFor()
  return journeyIn(page)
}

export const journeyIn = (page: Page): string => new URL(page.url()).pathname.split('/')[2] ?? ''

export async function middleOf(place: Locator): Promise<Spot> {
  const box = await place.boundingBox()
  if (box === null) throw new Error(`${String(place)} is not on the screen.`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** A line by its id, `from path to`. */
export const line = (page: Page, id: string): Locator => page.locator(`.react-flow__edge[data-id="${id}"]`)

/** About the middle of a line, on the screen. */
export const middleOfLine = (page: Page, id: string): Promise<Spot> =>
  line(page, id)
    .locator('.react-flow__edge-path')
    .evaluate((path: SVGPathElement) => {
      const { x, y } = path
        .getPointAtLength(path.getTotalLength() / 2)
        .matrixTransform(path.getScreenCTM() ?? undefined)
      return { x, y }
    })

/** A place on the canvas: in the middle of a lane, so far below its name. */
export async function inLane(page: Page, lane: string, below: number): Promise<Spot> {
  const { x, y } = await middleOf(page.getByText(lane, { exact: true }).first())
  return { x, y: y + below }
}

/** Presses, moves in steps as a hand does, and lets go. */
export async function drag(page: Page, from: Spot, to: Spot): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 6, from.y + 6, { steps: 2 })
  await page.mouse.move(to.x, to.y, { steps: 12 })
  await page.mouse.up()
}

/** Takes a kind of step from the list on the left and drops it. */
export async function dropStep(page: Page, kind: string, at: Spot): Promise<void> {
  const option = page.locator('#left-panel').getByRole('option', { name: kind, exact: true })
  await option.scrollIntoViewIfNeeded()
  await drag(page, await middleOf(option), at)
}

/** Shows the whole journey, and waits until the view stands still: places are measured afterwards. */
export async function showAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Show everything' }).click()
  await standsStill(page)
}

/** Nothing on the canvas has moved for ten frames. */
async function standsStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const places = (): string =>
      [...document.querySelectorAll<HTMLElement>('.react-flow__viewport, [data-step-id]')]
        .map(({ style }) => style.transform)
        .join()
    let last = places()
    for (let still = 0; still < 10; still += 1) {
      await new Promise(requestAnimationFrame)
      const now = places()
      if (now !== last) still = 0
      last = now
    }
  })
}

/** Chooses from a list field as people do: open it, click the entry. */
export async function choose(field: Locator, entry: string): Promise<void> {
  await field.click()
  await field.page().getByRole('option', { name: entry, exact: true }).click()
}

/** The plus under a way of a step that leads nowhere yet. */
export function openPath(page: Page, step: string, name?: string): Locator {
  const plus = card(page, step).getByRole('button', { name: /Choose what happens next$/ })
  return name === undefined
    ? plus.first()
    : card(page, step).getByRole('button', { name: `${name}: Choose what happens next` })
}

/** A field by its label, whether or not it has to be filled in. */
export const fieldOf = (form: Locator, label: string): Locator =>
  form
    .getByLabel(new RegExp(`^${label.replace(/[()?]/g, '\\$&')}( \\*)?$`))
    .and(form.page().locator('textarea, input:not([type="radio"]), [contenteditable="true"]'))
