import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'perennial-start-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** What whoever starts a process can mend is said in sentences, without a stack, and ends with 78 (EX_CONFIG). */
describe('a start that cannot succeed', () => {
  const cases: [name: string, env: (file: string) => Record<string, string>, says: RegExp][] = [
    [
      'a data file that is none',
      (DATA_FILE) => ({ DATA_FILE }),
      /^Cannot start\.\n\S+data\.db is not a database file.*backup/,
    ],
    [
      'a store that cannot be',
      () => ({ MONGODB_URL: 'mongodb://user@' }),
      /^Cannot start\.\nMONGODB_URL .* cannot be used/,
    ],
    ['a setting that is wrong', () => ({ PORT: 'eighty' }), /^Cannot start\.\nPORT: /],
  ]

  test.each(cases)('%s', async (_, env, says) => {
    const file = path.join(folder, 'data.db')
    writeFileSync(file, 'no database at all, but something that somebody wrote')
    const clean = { ...process.env, MONGODB_URL: '', REDIS_URL: '', PORT: '0' }
    const child = spawn(process.execPath, ['--import', 'tsx', 'workers/start.ts', '--empty'], {
      env: { ...clean, ...env(file) },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (part: Buffer) => (said += part.toString()))
    const [code] = (await once(child, 'close')) as [number]
    expect(said).toMatch(says)
    expect(said).not.toContain('    at ')
    expect(code).toBe(78)
  })
})
