import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { runEmbedded } from '../chaos/embedded.ts'
import { runProduction } from '../chaos/production.ts'

const mongodbUrl = process.env['MONGODB_URL'] ?? ''
const hasRedis = spawnSync('redis-server', ['--version']).status === 0
const missing = [mongodbUrl === '' && 'MONGODB_URL is not set', !hasRedis && 'redis-server is not installed']
  .filter(Boolean)
  .join(', ')
const TIMEOUT_MS = 400_000

// The short form; `npm run test:chaos` is the long one.
describe('real processes in trouble', () => {
  test.skipIf(missing !== '')(
    `production${missing === '' ? '' : `: ${missing}`}: nobody lost, nothing twice`,
    { timeout: TIMEOUT_MS },
    async () => {
      const { violations, troubles, accepted } = await runProduction({
        mongodbUrl,
        seconds: 25,
        customers: 150,
        seed: 3,
        say: () => {},
      })
      expect(violations).toEqual([])
      expect(Object.keys(troubles).length).toBeGreaterThanOrEqual(3)
      expect(accepted).toBeGreaterThan(150)
    },
  )

  test('one process on one file, killed with -9 and torn: nobody lost, nothing twice', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const { violations, troubles } = await runEmbedded({ kills: 3, customers: 60, seed: 5, say: () => {} })
    expect(violations).toEqual([])
    expect(troubles['kill -9']).toBe(3)
  })
})
