import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'

/** A process that says when it runs, each signal, and when it has come to its end in an orderly way; what it was at takes until it is told something. */
const PROGRAM = `
  import { once } from 'node:events'
  import { runProcess } from './workers/process.ts'
  process.on('SIGINT', () => console.log('asked'))
  runProcess(async () => {
    setInterval(() => {}, 1000)
    setImmediate(() => console.log('runs as ' + process.pid))
    return { async stop() { console.log('stops'); await once(process.stdin, 'data'); console.log('stopped') } }
  })
`
const NODE = [process.execPath, '--import', 'tsx', '--input-type=module', '--eval', PROGRAM]

/** Its lines, one after the other; null = it has ended. */
function lines(child: ChildProcess): () => Promise<string | null> {
  const all = createInterface({ input: child.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]()
  return async () => {
    const { done, value } = await all.next()
    return done ? null : (value as string)
  }
}

test('a terminal and npm both pass a signal on; work in progress is finished all the same', async () => {
  const [command = '', ...args] = NODE
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const next = lines(child)
  const ended = once(child, 'exit')
  await next()
  child.kill('SIGINT')
  expect([await next(), await next()]).toEqual(['asked', 'stops'])
  child.kill('SIGINT')
  expect(await next()).toBe('asked')
  child.stdin.write('done')
  expect(await next()).toBe('stopped')
  expect(await ended).toEqual([0, null])
})

test('the shell of npm ends by a signal that does not reach us: we stop as well', async () => {
  const env = { ...process.env, npm_lifecycle_event: 'start:worker' }
  // With something left to do afterwards no shell makes way for the program, which many do otherwise.
  const child = spawn('sh', ['-c', '"$@"; true', 'sh', ...NODE], { env, stdio: ['pipe', 'pipe', 'inherit'] })
  const next = lines(child)
  const pid = Number((await next())?.replace('runs as ', ''))
  onTestFinished(() => {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has ended, as it should.
    }
  })
  child.kill('SIGTERM')
  child.stdin.write('done')
  expect([await next(), await next(), await next()]).toEqual(['stops', 'stopped', null])
})
