import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coreRegistry } from '../../../engine/core/steps/index.ts'
import { runEmbedded, runOnServers } from '../profiles.ts'
import { expectSound } from './invariants.ts'
import { journeys, scenarioOf, timelines } from './random-scenarios.ts'
import { told } from './telling.ts'

const registry = coreRegistry()
const { MONGODB_URL: mongodbUrl, REDIS_URL: redisUrl } = process.env
const RUNS = Number(process.env['RUNS'] ?? 60)

describe('any journey, any stream of events', () => {
  it('N1 to N3: the numbers add up, every history is a walk through its version, nothing is planned twice', async () => {
    await fc.assert(
      fc.asyncProperty(journeys, timelines, async (drawn, timeline) => {
        expectSound(told(await runEmbedded(scenarioOf(drawn, timeline), registry)), [drawn])
      }),
      { numRuns: RUNS },
    )
  }, 300_000)

  it('the same file and seed print the same bytes', async () => {
    await fc.assert(
      fc.asyncProperty(journeys, timelines, async (drawn, timeline) => {
        const given = scenarioOf(drawn, timeline)
        expect(JSON.stringify(await runEmbedded(given, registry))).toBe(
          JSON.stringify(await runEmbedded(given, registry)),
        )
      }),
      { numRuns: Math.ceil(RUNS / 3) },
    )
  }, 300_000)

  it.skipIf(!mongodbUrl || !redisUrl)(
    'on MONGODB_URL and REDIS_URL they print the same bytes, too',
    async () => {
      const servers = { mongodbUrl: mongodbUrl as string, redisUrl: redisUrl as string }
      await fc.assert(
        fc.asyncProperty(journeys, timelines, async (drawn, timeline) => {
          const given = scenarioOf(drawn, timeline)
          expect(JSON.stringify(await runOnServers(given, registry, servers))).toBe(
            JSON.stringify(await runEmbedded(given, registry)),
          )
        }),
        { numRuns: Math.ceil(RUNS / 6) },
      )
    },
    300_000,
  )
})
