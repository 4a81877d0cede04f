import { describe, expect, it } from 'vitest'
import { openWorld } from './world.ts'

describe('cursors', () => {
  it('are taken back as they were given out, by the listing that gave them out', async () => {
    const world = await openWorld()
    const ids = ['ada', 'bob', 'cem']
    await world.ask('POST', '/v1/batch', { batch: ids.map((userId) => ({ type: 'identify', userId, traits: {} })) })
    await world.advance(ids)
    const first = await world.ask('GET', '/v1/customers?limit=2')
    const next = String(first.body.next)
    expect(Buffer.from(next, 'base64url').toString('latin1')).not.toContain('bob')
    const second = await world.ask('GET', `/v1/customers?limit=2&cursor=${next}`)
    expect(second.body).toMatchObject({ items: [{ id: 'cem' }], next: null })

    const altered = next.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A'))
    const own = Buffer.from('["bob"]').toString('base64url')
    const elsewhere = ['interactions', 'journeys', 'ops/parked'].map((path) => `/v1/${path}?cursor=${next}`)
    for (const path of [`/v1/customers?cursor=${altered}`, `/v1/customers?cursor=${own}`, ...elsewhere]) {
      expect(await world.ask('GET', path), path).toMatchObject({
        status: 400,
        body: { code: 'invalid-cursor', problems: [{ pointer: '/cursor' }] },
      })
    }
  })
})
