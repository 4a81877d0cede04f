import type { CDPSession, Page } from 'playwright-core'

export const GESTURES = ['drag', 'pan', 'zoom'] as const
export type Gesture = (typeof GESTURES)[number]

export interface Smoothness {
  /** Gaps between frames while the gesture lasts, in ms: 95 of 100 are at most this. A screen of 60 Hz knows multiples of 16.7. */
  p95: number
  /** Time the main thread computed per frame, in ms; what other processes do does not count. */
  cpu: number
}

const MOVES = 180
const TURNS = 120
const BEAT = 1_000 / 60

/** One trusted input per frame of 60 Hz, in circles around a spot, so that the gesture ends where it began. */
export async function measureGesture(page: Page, gesture: Gesture, moves = MOVES): Promise<Smoothness> {
  const browser = await page.context().newCDPSession(page)
  await browser.send('Performance.enable', { timeDomain: 'threadTicks' })
  const at = await (gesture === 'drag' ? cardInTheMiddle(page) : emptySpot(page))
  await page.mouse.move(at.x, at.y)
  if (gesture !== 'zoom') await page.mouse.down()
  await page.waitForTimeout(200)
  const before = await busy(browser)
  await page.evaluate(watchFrames)
  const count = gesture === 'zoom' ? Math.round((moves * TURNS) / MOVES) : moves
  await inTime(count, (move) => browser.send('Input.dispatchMouseEvent', inputOf(gesture, at, move, count)))
  const { gaps, hasMoved } = await page.evaluate(() => window.watched())
  const after = await busy(browser)
  if (gesture !== 'zoom') await page.mouse.up()
  // What was dragged is chosen, and its form takes room from the canvas.
  await page.keyboard.press('Escape')
  await page.waitForTimeout(300)
  await browser.detach()
  if (!hasMoved) throw new Error(`Nothing moved by ${gesture}: the page looked idle, and would have counted as fast.`)
  return { p95: percentile(gaps, 0.95), cpu: ((after - before) * 1_000) / gaps.length }
}

interface MouseInput {
  type: 'mouseMoved' | 'mouseWheel'
  x: number
  y: number
  button?: 'left'
  buttons?: number
  deltaX?: number
  deltaY?: number
}

function inputOf(gesture: Gesture, at: { x: number; y: number }, move: number, count: number): MouseInput {
  if (gesture === 'zoom') {
    const isIn = move < count / 4 || move >= (3 * count) / 4
    return { type: 'mouseWheel', ...at, deltaX: 0, deltaY: isIn ? -12 : 12 }
  }
  const radius = gesture === 'drag' ? 60 : 120
  const angle = ((move + 1) / 45) * 2 * Math.PI
  const x = at.x + radius * (Math.cos(angle) - 1)
  const y = at.y + radius * Math.sin(angle)
  return { type: 'mouseMoved', x, y, button: 'left', buttons: 1 }
}

async function inTime(count: number, send: (move: number) => Promise<unknown>): Promise<void> {
  const began = performance.now()
  const sent: Promise<unknown>[] = []
  for (let move = 0; move < count; move += 1) {
    const rest = began + move * BEAT - performance.now()
    if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest))
    sent.push(send(move))
  }
  await Promise.all(sent)
}

async function busy(browser: CDPSession): Promise<number> {
  const { metrics } = await browser.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN
}

declare global {
  interface Window {
    /** Ends the watch and gives the gaps between frames, and whether a card or the view moved at all. */
    watched: () => { gaps: number[]; hasMoved: boolean }
  }
}

/** Runs in the page. */
function watchFrames(): void {
  const frames: number[] = []
  let isWatching = true
  let moves = 0
  let last = ''
  const view = document.querySelector<HTMLElement>('.react-flow__viewport')
  const note = (now: number): void => {
    frames.push(now)
    const card = document.querySelector<HTMLElement>('.react-flow__node.dragging')
    const place = `${view?.style.transform} ${card?.style.transform}`
    if (place !== last) moves += 1
    last = place
    if (isWatching) requestAnimationFrame(note)
  }
  requestAnimationFrame(note)
  window.watched = () => {
    isWatching = false
    const gaps = frames.slice(1).map((now, at) => now - (frames[at] as number))
    return { gaps, hasMoved: moves > 10 }
  }
}

/** The middle of the card that is nearest to the middle of the canvas, of those that can be taken there. */
function cardInTheMiddle(page: Page): Promise<{ x: number; y: number }> {
  return page.evaluate(() => {
    const box = (document.querySelector('.react-flow') as Element).getBoundingClientRect()
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    const middles = [...document.querySelectorAll('.react-flow__node')].map((card) => {
      const { left, top, width, height } = card.getBoundingClientRect()
      return { x: left + width / 2, y: top + height / 2 }
    })
    const away = (place: { x: number; y: number }): number => Math.hypot(place.x - x, place.y - y)
    const isFree = (place: { x: number; y: number }): boolean =>
      document.elementFromPoint(place.x, place.y)?.closest('.react-flow__node:not(.dragging)') != null
    return middles.filter(isFree).sort((a, b) => away(a) - away(b))[0] as { x: number; y: number }
  })
}

/** A spot near the middle where nothing but the canvas is hit. */
function emptySpot(page: Page): Promise<{ x: number; y: number }> {
  return page.evaluate(() => {
    const box = (document.querySelector('.react-flow') as Element).getBoundingClientRect()
    for (let step = 0; step < 400; step += 4) {
      for (const [sign, other] of [
        [1, 1],
        [-1, 1],
        [1, -1],
        [-1, -1],
      ] as const) {
        const spot = { x: box.x + box.width / 2 + sign * step, y: box.y + box.height / 2 + other * step * 0.7 }
        if (document.elementFromPoint(spot.x, spot.y)?.classList.contains('react-flow__pane') === true) return spot
      }
    }
    throw new Error('The canvas is full.')
  })
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
