import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../engine/core/model/json.ts'
import type { WorkspaceCap } from '../../../engine/core/model/workspace.ts'
import { coreRegistry } from '../../../engine/core/steps/index.ts'
import { runEmbedded, runOnServers } from '../profiles.ts'
import { journey, mail, on, scenario } from './building.ts'
import { told, type Told } from './telling.ts'

const registry = coreRegistry()
const { MONGODB_URL: mongodbUrl, REDIS_URL: redisUrl } = process.env
const RUNS = Number(process.env['RUNS'] ?? 60)
const CHANNELS = ['email', 'sms']
const TOPICS = ['news', 'offers']
const EVENTS = ['A', 'B']
const HOUR = 3_600_000
const DAY = 24 * HOUR

const cap: fc.Arbitrary<WorkspaceCap> = fc.record(
  {
    max: fc.integer({ min: 1, max: 3 }),
    per: fc.constantFrom('PT1H', 'PT36H', 'P1D', 'P7D', 'P1W', 'P1M'),
    channel: fc.constantFrom(...CHANNELS),
    topic: fc.constantFrom(...TOPICS),
    over: fc.constantFrom('defer', 'drop'),
  },
  { requiredKeys: ['max', 'per'] },
) as fc.Arbitrary<WorkspaceCap>

const message = fc.record(
  {
    channel: fc.constantFrom(...CHANNELS),
    topic: fc.constantFrom(...TOPICS),
    idempotent: fc.boolean(),
    workspaceCaps: fc.constantFrom('apply', 'apply', 'ignore'),
    cap: fc.constant({ max: 2, per: 'P1D' }),
  },
  { requiredKeys: ['channel', 'topic', 'idempotent'] },
)

const happening = fc.oneof(
  {
    weight: 10,
    arbitrary: fc
      .record({ customerId: fc.constantFrom('ada', 'bob'), name: fc.constantFrom(...EVENTS) })
      .map((event) => ({ event })),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({
        channel: fc.constantFrom(...CHANNELS),
        answer: fc.constantFrom('accept', 'reject', 'timeout', 'refuse'),
      })
      .map(({ channel, answer }) => ({ provider: { [channel]: { answer } } })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('after-commit', 'after-claim', 'after-send')
      .map((at) => ({ restart: { at, downFor: 'PT5H', lose: ['queue'] } })),
  },
)

/** Three journeys that write to two customers for ten days, under up to three caps. */
const lives: fc.Arbitrary<JsonObject> = fc
  .record({
    caps: fc.array(cap, { minLength: 1, maxLength: 3 }),
    sends: fc.array(fc.record({ on: fc.constantFrom(...EVENTS), message }), { minLength: 3, maxLength: 3 }),
    items: fc.array(fc.record({ minute: fc.nat(10 * 24 * 60), what: happening }), { minLength: 5, maxLength: 40 }),
  })
  .map(({ caps, sends, items }) => {
    const consent = Object.fromEntries(CHANNELS.map((channel) => [channel, TOPICS]))
    return scenario(
      sends.map(({ on: event, message }, at) =>
        journey([on(event, { reentry: { policy: 'always' } }), mail(`m${at}`, message as JsonObject)], {
          id: `j${at}`,
        }),
      ),
      items
        .sort((a, b) => a.minute - b.minute)
        .map(({ minute, what }) => ({ at: `+PT${minute}M`, ...what }) as JsonObject),
      {
        until: '+P90D',
        customers: ['ada', 'bob'].map((id) => ({ id, consent })),
        workspace: { caps: caps as unknown as JsonObject[] },
      },
    )
  })

describe('S10, I8: whatever happens', () => {
  it('nobody gets more than a cap allows in any of its windows', async () => {
    await fc.assert(
      fc.asyncProperty(lives, async (given) => expectUnderCaps(given, told(await runEmbedded(given, registry)))),
      { numRuns: RUNS },
    )
  }, 300_000)

  it.skipIf(!mongodbUrl || !redisUrl)(
    'on MONGODB_URL and REDIS_URL the same bytes come out',
    async () => {
      const servers = { mongodbUrl: mongodbUrl as string, redisUrl: redisUrl as string }
      await fc.assert(
        fc.asyncProperty(lives, async (given) => {
          const there = JSON.stringify(await runOnServers(given, registry, servers))
          expect(there).toBe(JSON.stringify(await runEmbedded(given, registry)))
        }),
        { numRuns: Math.ceil(RUNS / 6) },
      )
    },
    300_000,
  )
})

type Row = Told['interactions'][number]

function expectUnderCaps(given: JsonObject, { interactions }: Told): void {
  const { caps } = given['workspace'] as unknown as { caps: WorkspaceCap[] }
  const free = new Set(
    (given['journeys'] as { id: string; steps: { config: JsonObject }[] }[]).flatMap(({ id, steps }) =>
      steps.some(({ config }) => config['workspaceCaps'] === 'ignore') ? [id] : [],
    ),
  )
  const gone = interactions.filter(({ status, sentAt }) => /accepted|unknown/.test(status) && sentAt !== null)
  for (const row of gone.filter((one) => !free.has(one.journey))) {
    const end = at(row)
    for (const cap of caps.filter((one) => holds(one, row))) {
      const others = gone.filter((one) => one.customerId === row.customerId && holds(cap, one) && one !== row)
      const before = others.filter((one) => at(one) < end && isInside(at(one), end, cap.per))
      const beside = others.filter((one) => at(one) === end && !free.has(one.journey))
      expect(before.length, `${JSON.stringify(cap)} at ${row.sentAt}`).toBeLessThan(cap.max)
      expect(before.length + beside.length, `${JSON.stringify(cap)} at ${row.sentAt}`).toBeLessThan(cap.max)
    }
  }
}

const at = ({ sentAt }: Row): number => Date.parse(sentAt as string)
const holds = ({ channel = '', topic = '' }: WorkspaceCap, row: Row): boolean =>
  (channel === '' || channel === row.channel) && (topic === '' || topic === row.topic)

/** Whether what was sent at an instant counts for a message at `now`; everybody lives in UTC here. */
function isInside(sent: number, now: number, per: string): boolean {
  const today = Math.floor(now / DAY) * DAY
  switch (per) {
    case 'PT1H':
      return sent > now - HOUR
    case 'PT36H':
      return sent > now - 36 * HOUR
    case 'P1D':
      return sent >= today
    case 'P7D':
      return sent >= today - 6 * DAY
    case 'P1W':
      return sent >= today - ((new Date(now).getUTCDay() + 6) % 7) * DAY
    default:
      return sent >= Date.UTC(new Date(now).getUTCFullYear(), new Date(now).getUTCMonth(), 1)
  }
}
