import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../engine/core/model/json.ts'
import { coreRegistry } from '../../../engine/core/steps/index.ts'
import { runEmbedded, runOnServers } from '../profiles.ts'
import { expectSound } from './invariants.ts'
import { journeys, scenarioOf, takenOver, timelines } from './random-scenarios.ts'
import { told, type Told } from './telling.ts'

const registry = coreRegistry()
const { MONGODB_URL: mongodbUrl, REDIS_URL: redisUrl } = process.env
const RUNS = Number(process.env['RUNS'] ?? 60)

describe('any journey, any stream of events', () => {
  it('N1 to N3: the numbers add up, every history is a walk through its version, nothing is planned twice', async () => {
    await fc.assert(
      fc.asyncProperty(journeys, timelines, async (drawn, timeline) => {
        const output = told(await runEmbedded(scenarioOf(drawn, timeline), registry))
        expectSound(output, [drawn])
        expectNobodyStuck(output, [drawn])
      }),
      { numRuns: RUNS },
    )
  }, 300_000)

  it('V2 whoever is moved wherever, nobody is lost and nothing is sent twice', async () => {
    await fc.assert(
      fc.asyncProperty(journeys, journeys, fc.nat(100), timelines, async (drawn, next, seed, timeline) => {
        const output = told(await runEmbedded(takenOver(drawn, next, seed, timeline), registry))
        expectSound(output, [drawn, next])
        expectNobodyStuck(output, [drawn, next])
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

/** Ten days after the last thing happened, no wait of three days lasts, and no message is still on its way. */
function expectNobodyStuck(output: Told, versions: readonly JsonObject[]): void {
  const late = Date.parse('2026-03-14T09:00:00Z')
  for (const e of output.enrollments.filter(({ status }) => status === 'active')) {
    const visit = e.history.at(-1)
    const version = versions[e.version - 1]
    const step = (version?.['steps'] as { id: string; type: string }[]).find(({ id }) => id === visit?.step)
    expect(step, `a step to stand on: ${visit?.step}`).toBeDefined()
    if (visit && ['wait', 'send'].includes(step?.type ?? ''))
      expect(Date.parse(visit.enteredAt), `stuck on ${step?.type} ${visit.step}`).toBeGreaterThan(late)
    if (!['wait', 'wait-for', 'send'].includes(step?.type ?? '')) throw new Error(`nobody can wait on ${step?.type}`)
  }
}
