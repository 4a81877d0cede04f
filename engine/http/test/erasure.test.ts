import { describe, expect, it } from 'vitest'
import { journey } from './samples.ts'
import { openWorld, type World } from './world.ts'

async function withAda(): Promise<World> {
  const world = await openWorld()
  await world.ask('POST', '/v1/journeys', journey())
  await world.ask('POST', '/v1/journeys/welcome/publish', {})
  for (const userId of ['ada', 'bob']) {
    await world.ask('POST', '/v1/identify', { userId, traits: { name: userId, email: `${userId}@example.test` } })
    await world.ask('PUT', `/v1/customers/${userId}/consent`, { channel: 'email', topic: 'news', allowed: true })
    await world.ask('POST', `/v1/customers/${userId}/enter`, { journey: 'welcome' })
    await world.ask('POST', `/v1/customers/${userId}/enter`, { journey: 'welcome' })
    await world.advance([userId])
  }
  return world
}

describe('DELETE /v1/customers/ID', () => {
  it('leaves nothing of the customer in any answer, and everything of others', async () => {
    const world = await withAda()
    const message = (await world.ask('GET', '/v1/interactions?customerId=ada')).body.items[0]?.id
    const asked = world.ports.clock.now()
    const answer = await world.ask('DELETE', '/v1/customers/ada')
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ customerId: 'ada', erased: { interactions: 1, enrollments: 1, refusals: 1 } })
    expect(Date.parse(String(answer.body.finalAt)) - asked).toBeGreaterThan(120_000)
    for (const path of ['', '/timeline', '/enrollments', '/stages', '/past?at=2026-03-02T09:00:00Z']) {
      expect((await world.ask('GET', `/v1/customers/ada${path}`)).status, path).toBe(404)
    }
    expect((await world.ask('GET', `/v1/interactions/${message}`)).status).toBe(404)
    for (const path of ['/v1/customers', '/v1/interactions', '/v1/journeys/welcome/customers']) {
      const { text, body } = await world.ask('GET', path)
      expect(text, path).not.toMatch(/"ada["@]/)
      expect(body.items, path).toHaveLength(1)
    }
    expect(world.logged).toContainEqual(
      expect.objectContaining({ fields: expect.objectContaining({ action: 'erase-customer', customer: 'ada' }) }),
    )
  })

  it('who comes later begins anew, and agreed to nothing', async () => {
    const world = await withAda()
    await world.ask('DELETE', '/v1/customers/ada')
    await world.ask('POST', '/v1/track', { userId: 'ada', event: 'Late' })
    await world.advance(['ada'])
    expect((await world.ask('GET', '/v1/customers/ada')).body).toMatchObject({
      traits: {},
      consent: {},
      enrollments: [],
    })
  })

  it('is 404 for nobody, and needs an admin key', async () => {
    const world = await withAda()
    expect((await world.ask('DELETE', '/v1/customers/zoe')).body).toMatchObject({ status: 404, code: 'not-found' })
    const refused = await world.ask('DELETE', '/v1/customers/ada', undefined, {
      authorization: `Bearer ${world.write}`,
    })
    expect(refused.status).toBe(403)
    expect((await world.ask('GET', '/v1/customers/ada')).status).toBe(200)
  })
})
