import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Redis } from 'ioredis'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createBullQueue } from '../bull.ts'
import type { Queue } from '../port.ts'
import { systemClock } from '../timer.ts'
import { idsOf, signal } from './queue.contract.ts'
import { freePort, type RedisServer, redisServerMissing, startRedisServer } from './redisServer.ts'

const missing = await redisServerMissing()
if (missing) console.warn(`Skipped: ${missing}.`)

/** How a hint is refused: by a Redis that was waited for, and by one that is known to be away. */
const WAITED = 'Redis took longer than 1000 ms.'
const AT_ONCE = 'Redis is unreachable.'

describe.skipIf(missing)('BullMQ queue when Redis is in trouble', { timeout: 60_000 }, () => {
  let server: RedisServer
  const opened: Queue[] = []
  /** What the queues reported, each kind of error once. */
  let told: string[]

  const open = (prefix = 'trouble', url = server.url) => {
    const queue = createBullQueue({
      url,
      prefix,
      clock: systemClock(),
      onError: (error) => told.push((error as Error).message),
    })
    opened.push(queue)
    return queue
  }

  beforeEach(async () => {
    told = []
    server = await startRedisServer()
  })

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((queue) => queue.close({ force: true })))
    await server.kill()
  })

  test('a FLUSHALL under running handlers costs hints, not the consumer, and changes the epoch', async () => {
    const queue = open()
    const started = signal()
    const release = signal()
    const seen: string[] = []
    queue.consume(
      'advance',
      async (ids) => {
        if (ids.includes('first')) {
          started.raise()
          await release.raised
        }
        seen.push(...ids)
      },
      { concurrency: 1, batch: 10 },
    )
    const before = await queue.epoch()
    await queue.hint('advance', ['first'])
    await started.raised
    await queue.hint('advance', ['lost'])
    await queue.hint('advance', ['lost later'], Date.now() + 60_000)
    await flush(server)
    expect(await queue.epoch()).not.toBe(before)
    release.raise()
    await queue.idle()
    expect(await queue.hint('advance', ['after'])).toBe(true)
    await queue.idle()
    expect(seen).toEqual(['first', 'after'])
    expect((await queue.depth()).advance).toEqual({ ready: 0, active: 0, delayed: 0 })
  })

  test('flushed again and again, everything hinted afterwards is handled', async () => {
    const queue = open()
    const seen = new Set<string>()
    queue.consume('advance', async (ids) => ids.forEach((id) => seen.add(id)), { concurrency: 4, batch: 50 })
    for (let round = 0; round < 10; round++) {
      const hinting = queue.hint('advance', idsOf(2_000, `round-${round}`))
      await flush(server)
      await hinting
    }
    const last = idsOf(500, 'last')
    await queue.hint('advance', last)
    await queue.idle()
    expect(last.filter((id) => !seen.has(id))).toEqual([])
  })

  test('a Redis that is absent: hints are refused after one bounded wait, then at once; it is used when it comes', async () => {
    const port = await freePort()
    const queue = open('absent', `redis://127.0.0.1:${port}`)
    const seen = signal()
    queue.consume('advance', async () => seen.raise(), { concurrency: 1, batch: 10 })
    const first = await Promise.all(idsOf(50).map((id) => queue.hint('advance', [id])))
    expect(first).not.toContain(true)
    expect(told).toContain(WAITED)
    expect(told).not.toContain(AT_ONCE)
    expect(await queue.hint('advance', ['b'])).toBe(false)
    expect(told).toContain(AT_ONCE)
    expect(await queue.healthy()).toBe(false)
    expect(await queue.epoch()).toBe('unknown')
    await expect(queue.idle()).rejects.toThrow('unreachable')

    const late = await startRedisServer(port)
    try {
      await becomesHealthy(queue)
      expect(await queue.epoch()).not.toBe('unknown')
      expect(await queue.hint('advance', ['c'])).toBe(true)
      await seen.raised
    } finally {
      await queue.close()
      await late.kill()
    }
  })

  test('a Redis that is killed and comes back empty: the same queue and consumer go on, the epoch has changed', async () => {
    const queue = open()
    let seen: string[] = []
    queue.consume('advance', async (ids) => void seen.push(...ids), { concurrency: 2, batch: 10 })
    await queue.hint('advance', ['before'])
    await queue.idle()
    const before = await queue.epoch()
    await server.kill()
    expect(await queue.hint('advance', ['meanwhile'])).toBe(false)
    expect(await queue.epoch()).toBe(before)

    server = await startRedisServer(server.port)
    await becomesHealthy(queue)
    expect(await queue.epoch()).not.toBe(before)
    seen = []
    await queue.hint('advance', ['after'])
    await queue.idle()
    expect(seen).toEqual(['after'])
  })

  test('a Redis that hangs is left alone after one bounded wait, and used again when it answers', async () => {
    const queue = open()
    const handled = signal()
    queue.consume('advance', async (ids) => (ids.includes('after') ? handled.raise() : undefined), {
      concurrency: 2,
      batch: 10,
    })
    await queue.hint('advance', ['before'])
    await queue.idle()
    server.signal('SIGSTOP')
    try {
      expect(await queue.hint('advance', ['a'])).toBe(false)
      expect(told).toContain(WAITED)
      expect(told).not.toContain(AT_ONCE)
      expect(await queue.hint('advance', ['b'])).toBe(false)
      expect(told).toContain(AT_ONCE)
    } finally {
      server.signal('SIGCONT')
    }
    await becomesHealthy(queue)
    expect(await queue.hint('advance', ['after'])).toBe(true)
    await handled.raised
  })

  test('stop waits for its handlers, but not for a Redis that is away', async () => {
    const queue = open()
    const started = signal()
    const release = signal()
    let handled = false
    const consumer = queue.consume(
      'advance',
      async () => {
        started.raise()
        await release.raised
        handled = true
      },
      { concurrency: 1, batch: 10 },
    )
    await queue.hint('advance', ['a'])
    await started.raised
    await server.kill()
    const stopping = consumer.stop()
    release.raise()
    await stopping
    expect(handled).toBe(true)
    await queue.close()
  })

  test('two prefixes never touch each other', async () => {
    const ours = open('ours')
    const theirs = open('theirs')
    const seen: string[] = []
    theirs.consume('advance', async (ids) => void seen.push(...ids), { concurrency: 1, batch: 10 })
    await ours.hint('advance', ['mine'])
    await theirs.hint('advance', ['yours'])
    await theirs.idle()
    expect(seen).toEqual(['yours'])
    expect((await ours.depth()).advance.ready).toBe(1)
    expect(await ours.epoch()).not.toBe(await theirs.epoch())
    expect(() => open('a:b')).toThrow('prefix')
  })

  test('two consumers of two queues share the work of one prefix', async () => {
    const queues = [open('shared'), open('shared')]
    const seen = new Set<string>()
    const takenBy = [0, 0]
    const both = signal()
    queues.forEach((queue, index) => {
      queue.consume(
        'advance',
        async (ids) => {
          takenBy[index] = (takenBy[index] ?? 0) + 1
          if (takenBy.every((count) => count > 0)) both.raise()
          await both.raised
          ids.forEach((id) => seen.add(id))
        },
        { concurrency: 1, batch: 300 },
      )
    })
    await queues[0]?.hint('advance', idsOf(2_000))
    await queues[1]?.idle()
    expect(seen.size).toBe(2_000)
  })

  test('what a killed process was handling is handled by another', async () => {
    const queue = open('killed')
    const victim = run('takeAndHang.ts', server.url, 'killed')
    await queue.hint('advance', ['orphan'])
    await once(victim.child.stdout, 'data')
    victim.child.kill('SIGKILL')
    await victim.ended
    const rescued = signal()
    queue.consume('advance', async (ids) => (ids.includes('orphan') ? rescued.raise() : undefined), {
      concurrency: 1,
      batch: 10,
    })
    await rescued.raised
  })

  test.each([
    ['in memory', () => []],
    ['on Redis', () => [server.url, 'handles']],
    ['on a Redis that is absent', () => ['redis://127.0.0.1:1', 'handles']],
  ])('a process that closes its queue %s ends by itself', async (_, args) => {
    const { ended, output } = run('openAndClose.ts', ...args())
    expect(await ended).toBe(0)
    expect(output().trim()).toBe(args()[0]?.endsWith(':1') ? 'refused' : 'taken')
  })
})

function run(file: string, ...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', new URL(file, import.meta.url).pathname, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.on('data', (data) => {
    text += data
  })
  return { child, output: () => text, ended: once(child, 'exit').then(([code]) => code as number | null) }
}

async function flush(server: RedisServer): Promise<void> {
  const redis = new Redis(server.url)
  await redis.flushall()
  await redis.quit()
}

async function becomesHealthy(queue: Queue): Promise<void> {
  await expect.poll(() => queue.healthy()).toBe(true)
}
