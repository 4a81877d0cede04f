import { describe, expect, it } from 'vitest'
import { openWorld } from './world.ts'
import { withParked } from './parked.ts'

describe('the pause of everything', () => {
  it('is told, and ends', async () => {
    const world = await openWorld()
    expect(await world.ask('POST', '/v1/ops/resume', {})).toMatchObject({ status: 409, body: { code: 'not-paused' } })
    const paused = await world.ask('POST', '/v1/ops/pause', { reason: 'the relay sends garbage' })
    expect(paused.body).toMatchObject({ pause: { reason: 'the relay sends garbage' } })
    expect((await world.ask('GET', '/v1/ops/health')).body).toMatchObject({
      pause: { reason: 'the relay sends garbage' },
      findings: expect.arrayContaining([expect.objectContaining({ code: 'paused', severity: 'warning' })]) as unknown[],
    })
    expect((await world.ask('POST', '/v1/ops/resume', {})).body).toEqual({ pause: null, skippedIn: [] })
    expect((await world.ask('GET', '/v1/ops/health')).body.pause).toBeNull()
    expect((await world.ask('POST', '/v1/ops/pause', {})).status).toBe(400)
  })

  it('may leave out what fell due in it', async () => {
    const world = await withParked([], ['ada'])
    await world.ask('POST', '/v1/ops/pause', { reason: 'restored a backup' })
    const answer = await world.ask('POST', '/v1/ops/resume', { overdue: 'skip' })
    expect(answer.body).toEqual({ pause: null, skippedIn: ['picky'] })
    expect((await world.store.journeys.get('picky'))?.state).toMatchObject({
      status: 'live',
      pauses: [{ policy: 'skip' }],
    })
  })
})

describe('keys', () => {
  it('say when they were last used', async () => {
    const world = await openWorld()
    await world.ask('GET', '/v1/journeys')
    await expect
      .poll(
        async () =>
          (await world.ask('GET', '/v1/settings/keys')).body.items
            .map((key) => `${key.kind} ${key.lastUsedAt === null}`)
            .sort(),
        { timeout: 20_000 },
      )
      .toEqual(['admin false', 'write true'])
  })

  it('are answered so often and no more, but for opt-outs', async () => {
    const world = await openWorld(() => ({ keyRate: 0.5 }))
    const answers = await Promise.all(Array.from({ length: 12 }, () => world.ask('GET', '/v1/step-types')))
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(11)
    expect(answers.find(({ status }) => status === 429)?.headers.get('retry-after')).toBe('1')
    const optOut = await world.ask('PUT', '/v1/customers/ada/consent', {
      channel: 'email',
      topic: 'news',
      allowed: false,
    })
    expect(optOut.status).toBe(200)
  })
})

describe('the log of what was decided', () => {
  it('names who made and revoked keys, and who published and stopped what, by ids', async () => {
    const world = await openWorld()
    const made = (await world.ask('POST', '/v1/settings/keys', { kind: 'write', name: 'Ada' })).body
    await world.ask('DELETE', `/v1/settings/keys/${made.id}`)
    await world.ask('PUT', '/v1/settings/workspace', { timeZone: 'UTC', quietHours: null })
    await world.ask('POST', '/v1/journeys', { ...LOGGED })
    for (const what of ['publish', 'pause', 'resume', 'stop', 'archive']) {
      expect((await world.ask('POST', `/v1/journeys/logged/${what}`, {})).status, what).toBe(200)
    }
    const said = world.logged.filter(({ message }) => message === 'operator').map(({ fields }) => fields)
    const actions = [
      'make-key',
      'revoke-key',
      'change-workspace',
      'publish',
      'pause-journey',
      'resume-journey',
      'stop-journey',
      'archive-journey',
    ]
    expect(said.map((fields) => fields['action'])).toEqual(actions)
    expect(said[1]).toMatchObject({ revoked: made.id, key: expect.stringMatching(/^key_/) as string })
    expect(JSON.stringify(said)).not.toContain(made.key)
  })

  it('a journey that does not exist is no good news', async () => {
    const world = await openWorld()
    expect((await world.ask('GET', '/v1/ops/parked?journey=welcom')).status).toBe(404)
    const filter = { journey: 'welcom' }
    for (const dryRun of [true, false]) {
      const answer = await world.ask('POST', '/v1/ops/enrollments/commands', { command: 'retry', filter, dryRun })
      expect(answer.status).toBe(404)
    }
  })
})

const LOGGED = {
  ...{ format: 1, id: 'logged', name: 'Logged', timeZone: 'UTC' },
  steps: [{ id: 'start', type: 'entry', config: { trigger: { type: 'event', event: 'Go' } } }],
  edges: [],
}
