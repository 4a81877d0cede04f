import { cleanup, configure } from '@testing-library/react'
import { afterAll, afterEach } from 'vitest'

/**
 * What Mantine and React Flow ask of a browser and jsdom does not have. Sizes are fixed: nothing is laid out here, so only
 * what a person reads and presses is tested under jsdom, and geometry end to end.
 */
class ResizeObserverStub implements ResizeObserver {
  readonly #callback: ResizeObserverCallback
  readonly #observed = new Set<Element>()

  constructor(callback: ResizeObserverCallback) {
    this.#callback = callback
  }

  observe(target: Element): void {
    this.#observed.add(target)
    // React Flow draws a node's edges only once the node was measured.
    queueMicrotask(() => {
      if (this.#observed.has(target)) this.#callback([{ target, contentRect: viewport } as ResizeObserverEntry], this)
    })
  }

  unobserve(target: Element): void {
    this.#observed.delete(target)
  }

  disconnect(): void {
    this.#observed.clear()
  }
}

class DOMMatrixReadOnlyStub {
  readonly m22: number

  constructor(transform?: string) {
    this.m22 = Number(/scale\(([\d.]+)\)/.exec(transform ?? '')?.[1] ?? 1)
  }
}

const viewport = { x: 0, y: 0, top: 0, left: 0, right: 1280, bottom: 720, width: 1280, height: 720 }

Object.assign(globalThis, {
  ResizeObserver: ResizeObserverStub,
  DOMMatrixReadOnly: DOMMatrixReadOnlyStub,
  matchMedia: (media: string) =>
    Object.assign(new EventTarget(), { media, matches: false, addListener() {}, removeListener() {} }),
})

Object.defineProperties(HTMLElement.prototype, {
  offsetWidth: { configurable: true, get: () => 160 },
  offsetHeight: { configurable: true, get: () => 48 },
  scrollIntoView: { configurable: true, value: () => {} },
})
Object.defineProperty(SVGElement.prototype, 'getBBox', { configurable: true, value: () => viewport })
Object.defineProperty(document, 'fonts', { configurable: true, value: new EventTarget() })

// What is waited for comes; on a busy machine not within the second that the library allows it.
configure({ asyncUtilTimeout: 30_000 })

afterEach(cleanup)

/**
 * `window.setTimeout` is Node's here: unlike a page's, its timers outlive the window, and one that fires after the file's last
 * test finds no `window`. What is still waiting at the end goes with the page.
 */
const startTimer = globalThis.setTimeout
const waiting = new Set<NodeJS.Timeout>()
globalThis.setTimeout = Object.assign((...args: Parameters<typeof startTimer>) => {
  const timer = startTimer(...args)
  waiting.add(timer)
  return timer
}, startTimer)
afterAll(() => {
  globalThis.setTimeout = startTimer
  for (const timer of waiting) clearTimeout(timer)
})
