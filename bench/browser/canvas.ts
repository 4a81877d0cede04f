import type { Page } from 'playwright-core'
import { CARD } from '../../builder/document/card.ts'
import type { Journey } from '../../engine/core/model/journey.ts'
import type { BarePage } from './bare/bare.tsx'
import { drawingOf } from './journey.ts'
import type { Stage } from './open.ts'

/** Our editor with a journey in it, at its real size. */
export async function openEditor(stage: Stage, journey: Journey): Promise<Page> {
  const page = await stage.openBuilder(`/journeys/${journey.id}/build`, journey)
  await page.locator('.react-flow__edge').first().waitFor({ state: 'attached' })
  await page.locator('.react-flow__node').first().focus()
  await page.keyboard.press('0')
  await page.waitForFunction(() => {
    const view = document.querySelector('.react-flow__viewport') as Element
    return new DOMMatrix(getComputedStyle(view).transform).a === 1
  })
  await page.waitForTimeout(500)
  return page
}

/** Bare React Flow with as many cards and lines, in the same places, on the same piece of screen. */
export async function openBareBeside(stage: Stage, journey: Journey, editor: Page): Promise<Page> {
  const page = await stage.openBare(await barePage(journey, editor))
  await page.locator('.react-flow__edge').first().waitFor({ state: 'attached' })
  await page.waitForTimeout(500)
  return page
}

export async function barePage(journey: Journey, editor: Page): Promise<BarePage> {
  const { cards, lines } = drawingOf(journey)
  const size = { width: CARD.width, height: CARD.height }
  return {
    nodes: cards.map(({ step, place, ports }) => ({
      id: step.id,
      type: 'card',
      position: place,
      ...size,
      measured: size,
      handles: [
        { type: 'target', position: 'top' as never, x: CARD.width / 2, y: 0, width: 6, height: 6 },
        ...ports.map(({ path }, at) => ({
          id: path,
          type: 'source' as const,
          position: 'bottom' as never,
          x: (CARD.width * (at + 1)) / (ports.length + 1),
          y: CARD.height,
          width: 6,
          height: 6,
        })),
      ],
      data: { title: step.id, subtitle: step.type, paths: ports.map(({ path }) => path) },
    })),
    edges: lines.map(({ id, edge }) => ({
      id,
      type: 'step',
      source: edge.from,
      sourceHandle: edge.path,
      target: edge.to,
      data: { label: edge.path },
    })),
    ...(await viewOf(editor)),
  }
}

/** Which part of the canvas is shown, and where on the screen. */
function viewOf(page: Page): Promise<Pick<BarePage, 'viewport' | 'box'>> {
  return page.evaluate(() => {
    const { x, y, width, height } = (document.querySelector('.react-flow') as Element).getBoundingClientRect()
    const view = document.querySelector('.react-flow__viewport') as Element
    const { a, e, f } = new DOMMatrix(getComputedStyle(view).transform)
    return { viewport: { x: e, y: f, zoom: a }, box: { x, y, width, height } }
  })
}
