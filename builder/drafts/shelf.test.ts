import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Journey } from '../../engine/core/model/journey.ts'
import { lifecycle } from '../test/fixtures/lifecycle.ts'
import { browserShelf } from './shelf.ts'

const named = (name: string): Journey => ({ ...lifecycle, name })
const asTab = (name: string): void => sessionStorage.setItem('perennial.tab', name)

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})

describe('the shelf of drafts', () => {
  it('gives back what a tab put there, also after a reload', () => {
    browserShelf.put('j', { journey: named('mine'), rev: 3 })
    expect(browserShelf.take('j')).toMatchObject({ journey: { name: 'mine' }, rev: 3 })
    expect(browserShelf.take('other')).toBeNull()
  })

  it('keeps what one tab has not saved when another has', () => {
    asTab('a')
    browserShelf.put('j', { journey: named('of a'), rev: 3 })
    asTab('b')
    browserShelf.put('j', { journey: named('of b'), rev: 3 })
    browserShelf.clear('j')
    asTab('a')
    expect(browserShelf.take('j')).toMatchObject({ journey: { name: 'of a' } })
  })

  it('takes up the latest of what closed tabs left behind, once', () => {
    vi.useFakeTimers()
    asTab('a')
    browserShelf.put('j', { journey: named('older'), rev: 3 })
    vi.advanceTimersByTime(1)
    asTab('b')
    browserShelf.put('j', { journey: named('newer'), rev: 4 })
    vi.useRealTimers()
    asTab('c')
    expect(browserShelf.take('j')).toMatchObject({ journey: { name: 'newer' }, rev: 4 })
    browserShelf.clear('j')
    expect(browserShelf.take('j')).toMatchObject({ journey: { name: 'older' } })
  })

  it('does without storage', () => {
    const set = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    expect(() => browserShelf.put('j', { journey: named('x'), rev: 1 })).not.toThrow()
    expect(browserShelf.take('j')).toBeNull()
    set.mockRestore()
  })
})
