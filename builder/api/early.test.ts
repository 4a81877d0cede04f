import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { request } from './client.ts'

const later = vi.fn<typeof fetch>()

/** As `public/early.js` leaves it behind. */
const asked = (answer: Promise<Response>, age = 0) =>
  vi.stubGlobal('perennialAsked', { '/v1/session': { at: performance.now() - age, answer } })

describe('what was asked for before the bundle was there', () => {
  beforeEach(() => {
    later.mockReset()
    later.mockImplementation(() => Promise.resolve(Response.json('later')))
    vi.stubGlobal('fetch', later)
  })
  afterEach(() => vi.unstubAllGlobals())

  it('is the answer to the first request, and to no other', async () => {
    asked(Promise.resolve(Response.json('early')))
    expect(await request('/session')).toBe('early')
    expect(later).not.toHaveBeenCalled()
    expect(await request('/session')).toBe('later')
  })

  it('is not asked again where it was refused: it would count as a second wrong key', async () => {
    asked(Promise.resolve(Response.json({}, { status: 401 })))
    await expect(request('/session')).rejects.toThrow('401')
    expect(later).not.toHaveBeenCalled()
  })

  it('is forgotten by whoever signs in', async () => {
    asked(Promise.resolve(Response.json({}, { status: 401 })))
    await request('/session', { method: 'POST' })
    expect(await request('/session')).toBe('later')
  })

  it('is asked again where it failed or is old', async () => {
    asked(Promise.resolve(Response.json({}, { status: 503 })))
    expect(await request('/session')).toBe('later')
    asked(Promise.reject(new TypeError('offline')))
    expect(await request('/session')).toBe('later')
    asked(Promise.resolve(Response.json('early')), 6_000)
    expect(await request('/session')).toBe('later')
  })

  it('answers only those who ask, not those who change', async () => {
    asked(Promise.resolve(Response.json('early')))
    expect(await request('/session', { method: 'POST' })).toBe('later')
  })
})
