import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Hands on a keyboard, and no mouse. */
export function keysOf(page: Page) {
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const write = (text: string): Promise<void> => page.keyboard.type(text)

  /** Presses Tab until something with this name has the focus; gives up after once around. */
  const tabTo = async (name: RegExp): Promise<void> => {
    const met: string[] = []
    for (let stops = 0; stops < 120; stops++) {
      await page.keyboard.press('Tab')
      const focused = await nameOfFocused(page)
      if (name.test(focused)) return
      met.push(focused)
    }
    throw new Error(`Tab leads to no ${String(name)}, but to: ${met.join(' | ')}`)
  }

  /** Waits for a card to have the focus. */
  const onCard = async (step: string): Promise<void> => {
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-step-id')), { timeout: 30_000 })
      .toBe(step)
  }

  /** Waits for a list or dialog to take the focus: what is pressed before would go elsewhere. */
  const inDialog = async (): Promise<void> => {
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('[role="dialog"]') !== null), { timeout: 30_000 })
      .toBe(true)
  }

  /** Writes into the list or dialog that opens, and takes what it found first. */
  const pick = async (what: string): Promise<void> => {
    await inDialog()
    await write(what)
    await press('Enter')
  }

  return { press, write, tabTo, onCard, inDialog, pick }
}

const nameOfFocused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const focused = document.activeElement
    if (focused === null) return ''
    const label =
      focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement ? focused.labels?.[0] : null
    const text = focused.getAttribute('aria-label') ?? label?.textContent ?? focused.textContent
    const name = (text ?? '').replace(/\s*\*\s*$/, '').trim()
    return focused.getAttribute('type') === 'radio' ? `choice ${name}` : name
  })
