import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createQueue, systemClock } from '../../engine/queue/index.ts'
import { deliver } from '../deliver.ts'
import { LIVE } from '../lanes.ts'
import { createWorker } from '../worker.ts'
import { type Running, runEmbedded } from './running.ts'

const PATIENCE = { timeout: 60_000, interval: 50 }

const journey = {
  format: 1,
  id: 'welcome',
  name: 'Welcome',
  timeZone: 'UTC',
  steps: [
    {
      id: 'start',
      type: 'entry',
      config: { trigger: { type: 'event', event: 'Signed Up' }, reentry: { policy: 'always' } },
    },
    { id: 'mail', type: 'send', config: { channel: 'email', topic: 'news', content: { subject: 'Hi', text: 'Hi' } } },
    { id: 'wait', type: 'wait', config: { for: 'P3D' } },
  ],
  edges: [
    { from: 'start', path: 'next', to: 'mail' },
    { from: 'mail', path: 'next', to: 'wait' },
  ],
}

interface Row {
  dueAt: string | null
  id: string
  status: string
  reason: string | null
  resends: string | null
}

/** One customer who may get news, inside a journey that has just written to them. */
async function withMail(): Promise<{ running: Running; rows(): Promise<Row[]>; first: Row }> {
  const running = await runEmbedded()
  expect((await running.ask('POST', '/v1/journeys', journey)).status).toBe(201)
  expect((await running.ask('POST', '/v1/journeys/welcome/publish', {})).status).toBe(200)
  await running.say('identify', { userId: 'ada', traits: { email: 'ada@example.test' } })
  await running.ask('PUT', '/v1/customers/ada/consent', { channel: 'email', topic: 'news', allowed: true })
  await running.say('track', { userId: 'ada', event: 'Signed Up' })
  const rows = async (): Promise<Row[]> =>
    ((await (await running.ask('GET', '/v1/interactions?customerId=ada')).json()) as { items: Row[] }).items
  await expect.poll(async () => (await rows()).map(({ status }) => status), PATIENCE).toEqual(['accepted'])
  return { running, rows, first: (await rows())[0] as Row }
}

const resend = async ({ ask }: Running, body: object): Promise<{ items: Record<string, unknown>[] }> =>
  (await (await ask('POST', '/v1/ops/interactions/resend', body)).json()) as never

describe('a message sent once more', () => {
  it('is foreseen to leave, and leaves', async () => {
    const { running, rows, first } = await withMail()
    expect((await resend(running, { ids: [first.id] })).items).toMatchObject([
      { fate: 'leaves', to: 'ada@example.test' },
    ])
    expect(await rows()).toHaveLength(1)
    const { items } = await resend(running, { ids: [first.id], dryRun: false })
    await expect
      .poll(async () => (await rows()).map(({ status }) => status), PATIENCE)
      .toEqual(['accepted', 'accepted'])
    expect((await rows())[0]).toMatchObject({ id: items[0]?.newId, resends: first.id })
    const ada = (await running.api.rt.store.customers.load(['ada'])).get('ada')
    expect(ada?.enrollments[0]).toMatchObject({
      step: 'wait',
      results: { mail: { interactionId: first.id, resent: [items[0]?.newId] } },
    })
  })

  it('goes through the gate: who has opted out gets nothing, and their journey does not hear of it', async () => {
    const { running, rows, first } = await withMail()
    await running.ask('PUT', '/v1/customers/ada/consent', { channel: 'email', topic: 'news', allowed: false })
    expect((await resend(running, { ids: [first.id] })).items).toMatchObject([
      { fate: 'suppressed', reason: 'no-consent' },
    ])
    await resend(running, { ids: [first.id], dryRun: false })
    await expect
      .poll(async () => (await rows()).map(({ status }) => status), PATIENCE)
      .toEqual(['suppressed', 'accepted'])
    const ada = (await running.api.rt.store.customers.load(['ada'])).get('ada')
    expect(ada?.enrollments[0]).toMatchObject({ status: 'active', step: 'wait' })
  })

  it('waits for the end of quiet hours, and says when that is', async () => {
    const { running, rows, first } = await withMail()
    const hour = new Date().getUTCHours()
    const at = (hours: number): string => `${String((hour + hours + 24) % 24).padStart(2, '0')}:00`
    await running.ask('PUT', '/v1/settings/workspace', { timeZone: 'UTC', quietHours: { from: at(-2), to: at(4) } })
    expect((await resend(running, { ids: [first.id] })).items).toMatchObject([{ fate: 'waits', reason: 'quiet-hours' }])
    expect(first.dueAt).toBeNull()
    await resend(running, { ids: [first.id], dryRun: false })
    const held = async () => (await rows()).find(({ reason }) => reason === 'quiet-hours')
    await expect.poll(held, PATIENCE).toBeDefined()
    const dueAt = (await held())?.dueAt ?? ''
    expect([dueAt.slice(11), Date.parse(dueAt) > Date.now()]).toEqual([`${at(4)}:00.000Z`, true])
  })
})

describe('the pause of everything', () => {
  it('lets nothing be claimed from its answer on, and loses nothing', async () => {
    const { running, rows, first } = await withMail()
    await running.ask('POST', '/v1/ops/pause', { reason: 'test' })
    await resend(running, { ids: [first.id], dryRun: false })
    // Whatever a worker does now, it claims nothing.
    await deliver(running.worker.rt, ['ada'], LIVE)
    expect((await rows()).map(({ status }) => status)).toEqual(['planned', 'accepted'])
    await running.say('track', { userId: 'ada', event: 'Signed Up' })
    await running.ask('POST', '/v1/ops/resume', {})
    await expect
      .poll(async () => (await rows()).map(({ status }) => status), PATIENCE)
      .toEqual(['accepted', 'accepted', 'accepted'])
  })
})

describe('a worker', () => {
  it('finishes what it does, takes nothing new, and works again', async () => {
    const { running } = await withMail()
    const { rt } = running.api
    const queue = createQueue({ clock: systemClock(), prefix: 'drain' })
    onTestFinished(() => queue.close())
    const worker = createWorker({ ...rt, queue }, { concurrency: 2, batch: 10 })
    await worker.follow('drain')
    expect(worker.report()).toMatchObject({ state: 'drained', running: 0 })
    await queue.hint('advance', ['ada'])
    expect((await queue.depth()).advance).toMatchObject({ ready: 1, active: 0 })
    await worker.follow('pause')
    expect(worker.report().state).toBe('paused')
    await worker.follow('work')
    await queue.idle()
    expect(worker.report().state).toBe('working')
    expect((await queue.depth()).advance.ready).toBe(0)
    await worker.stop()
    await worker.follow('work')
    expect(worker.report().state).toBe('drained')
  })
})

describe('npm run ops', () => {
  async function ops(
    env: Record<string, string>,
    ...args: string[]
  ): Promise<{ code: number | null; out: string; err: string }> {
    const child = spawn(process.execPath, ['--import', 'tsx', 'workers/ops.ts', ...args], {
      env: { PATH: process.env['PATH'], ...env },
    })
    const [out, err] = [[] as Buffer[], [] as Buffer[]]
    child.stdout.on('data', (part: Buffer) => out.push(part))
    child.stderr.on('data', (part: Buffer) => err.push(part))
    const [code] = (await once(child, 'close')) as [number | null]
    return { code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }
  }

  it('says so where something else answers', async () => {
    const other = createServer((_, response) => response.end('{"status":"fine"}'))
    await once(other.listen(0, '127.0.0.1'), 'listening')
    onTestFinished(() => void other.close())
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
    const answer = await ops({ PERENNIAL_URL: url, PERENNIAL_ADMIN_KEY: 'pa_key' }, 'health')
    expect(answer).toMatchObject({
      code: 4,
      out: '',
      err: `What answers at ${url} is not Perennial. Set PERENNIAL_URL to its address.\n`,
    })
  })

  it('tells how everything stands, and who is to be helped', async () => {
    const { running } = await withMail()
    const env = { PERENNIAL_URL: running.url, PERENNIAL_ADMIN_KEY: running.admin }
    const health = await ops(env, 'health')
    expect(health).toMatchObject({ code: 0, err: '' })
    expect(health.out).toMatch(/^OK as of .*\n\n/)
    const asked = await ops(env, 'exit', '--journey', 'welcome', '--status', 'active')
    expect(asked.out).toContain('"exit" would concern 1 enrollment. Nothing was done; repeat it with --yes to do it.')
    const done = await ops(env, 'exit', '--journey', 'welcome', '--status', 'active', '--yes', '--json')
    expect(JSON.parse(done.out)).toMatchObject({ done: 1, items: [{ customerId: 'ada', status: 'exited' }] })
  })

  it.each<[what: string, env: Record<string, string>, args: string[], code: number, said: RegExp]>([
    ['no key', {}, ['health'], 3, /^PERENNIAL_ADMIN_KEY: is not set/],
    ['a write key', { PERENNIAL_ADMIN_KEY: 'pw_x' }, ['health'], 3, /is no admin key/],
    [
      'no server',
      { PERENNIAL_ADMIN_KEY: 'pa_x', PERENNIAL_URL: 'http://127.0.0.1:9' },
      ['health'],
      4,
      /cannot be reached/,
    ],
    ['no address', { PERENNIAL_ADMIN_KEY: 'pa_x' }, ['--url', 'here', 'health'], 64, /"here" is no address/],
    ['no such command', { PERENNIAL_ADMIN_KEY: 'pa_x' }, ['helth'], 64, /unknown command 'helth'/],
    ['nobody named', { PERENNIAL_ADMIN_KEY: 'pa_x' }, ['retry'], 64, /^Who\?/],
  ])('says what is wrong: %s', async (_, env, args, code, said) => {
    const answer = await ops(env, ...args)
    expect(answer).toMatchObject({ code, out: '', err: expect.stringMatching(said) as string })
    expect(answer.err).not.toMatch(/ {4}at /)
  })

  it('says that a key is unknown', async () => {
    const { running } = await withMail()
    const answer = await ops({ PERENNIAL_URL: running.url, PERENNIAL_ADMIN_KEY: 'pa_wrong' }, 'health')
    expect(answer).toMatchObject({
      code: 3,
      err: expect.stringContaining('was refused: This key is not known here') as string,
    })
  })
})
