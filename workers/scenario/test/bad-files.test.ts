import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../engine/core/model/json.ts'
import { coreRegistry } from '../../../engine/core/steps/index.ts'
import { ProblemError } from '../../../engine/problem.ts'
import { readScenarioFile } from '../files.ts'
import { runEmbedded, runOnServers } from '../profiles.ts'
import { ADA, end, event, journey, mail, on, outcome, publish, scenario } from './building.ts'

const file = (rest: JsonObject, timeline: JsonObject[] = []): JsonObject =>
  scenario(journey([on('Go'), end()]), timeline, rest)

const letter = journey([on('Go'), mail('hello'), end()])

/** What is wrong with a file, and each problem as `code pointer message`, the message up to where it matters. */
const files: [string, JsonObject, string[]][] = [
  [
    'a start that is no date-time',
    file({ start: '2026-03-02' }),
    ['invalid-config /start "start" of the scenario is "2026-03-02"; it must be a date-time with an offset, such as'],
  ],
  ['an end before the start', file({ until: '2026-03-01T00:00:00Z' }), ['invalid-config /until "2026-03-01']],
  [
    'a day that does not exist',
    file({}, [event('2026-03-32T00:00:00Z', 'Go'), event('2026-02-30T00:00:00Z', 'Go')]),
    [
      'invalid-config /timeline/0/at "2026-03-32',
      'invalid-config /timeline/1/at "2026-02-30T00:00:00Z" is no instant.',
    ],
  ],
  ['a step back', file({}, [event('+-P1D', 'Go')]), ['invalid-config /timeline/0/at "+-P1D" is no instant.']],
  [
    'a workspace in no zone',
    file({ workspace: { timeZone: 'CEST' } }),
    ['unknown-time-zone /workspace/timeZone There is no time zone "CEST";'],
  ],
  [
    'quiet hours of the workspace without end',
    file({ workspace: { quietHours: { from: '00:00', to: '24:00' } } }),
    ['empty-window /workspace/quietHours The quiet hours never end'],
  ],
  [
    'quiet hours of the workspace without length',
    file({ workspace: { quietHours: { from: '08:00', to: '08:00' } } }),
    ['empty-window /workspace/quietHours The quiet hours begin and end at 08:00'],
  ],
  [
    'one customer twice, one pool twice',
    file({
      customers: [ADA, ADA],
      pools: [
        { id: 'p', codes: [] },
        { id: 'p', codes: [] },
      ],
    }),
    ['duplicate-id /customers/1/id Two of the customers', 'duplicate-id /pools/1/id Two of the pools'],
  ],
  [
    'a downtime in words',
    file({}, [{ at: '+P1D', restart: { downFor: 'an hour' } }]),
    ['bad-duration /timeline/0/restart/downFor "an hour"'],
  ],
  [
    'a pause of a journey that is not there',
    file({}, [{ at: '+P1D', pause: { journey: 'k' } }]),
    ['not-found /timeline/0/pause/journey There is no published journey "k".'],
  ],
  [
    'a resume of one that runs',
    file({}, [{ at: '+P1D', resume: { journey: 'j' } }]),
    ['wrong-state /timeline/0/resume/journey The journey "j" is live'],
  ],
  [
    'a version that is refused',
    file({}, [{ at: '+P1D', publish: { journey: { ...journey([on('Go'), end()]), name: '' } } }]),
    ['missing-config /timeline/0/publish/journey/name "name" of the journey is empty'],
  ],
  [
    'news of steps that no journey has',
    scenario(letter, [
      { at: '+P1D', outcome: { customerId: 'ada', step: 'hallo', outcome: 'opened' } },
      { at: '+P1D', answer: { customerId: 'ada', step: 'hello', journey: 'k', value: 9 } },
      { at: '+P1D', task: { customerId: 'ada', step: 'call', journey: 'j', done: true } },
      { at: '+P1D', outcome: { customerId: 'ada', outcome: 'opened' } },
    ]),
    [
      'unknown-target /timeline/0/outcome/step No journey of the scenario has a step "hallo";',
      'unknown-journey /timeline/1/answer/journey The scenario has no journey "k";',
      'unknown-target /timeline/2/task/step The journey "j" has no step "call";',
      'missing-config /timeline/3/outcome/step Say with "step"',
    ],
  ],
  [
    'somebody taken out of a journey that is not there',
    file({}, [{ at: '+P1D', remove: { customerId: 'ada', journey: 'k' } }]),
    ['unknown-journey /timeline/0/remove/journey The scenario has no journey "k";'],
  ],
  [
    'two snapshots of one name',
    file({}, [
      { at: '+P1D', snapshot: { name: 'a' } },
      { at: '+P1D', snapshot: { name: 'b' } },
      { at: '+P2D', snapshot: { name: 'a' } },
    ]),
    ['duplicate-id /timeline/2/snapshot/name Two snapshots have the name "a";'],
  ],
  [
    'a journey that is refused, before what is said of its steps',
    file({ journeys: [{ format: 1, id: 'j', name: 'J', edges: [] }] }, [
      { at: '+P1D', outcome: { customerId: 'ada', step: 'hello', outcome: 'opened' } },
    ]),
    ['missing-config /journeys/0/steps'],
  ],
]

describe('A file that cannot be read', () => {
  it.each([
    ['that is not there', 'no-such-file.json', 'There is no file'],
    ['that is no JSON', 'bad-files.test.ts', 'cannot be read as JSON'],
  ])('%s', (_, name, expected) => {
    const path = fileURLToPath(new URL(name, import.meta.url))
    expect(() => readScenarioFile(path)).toThrow(expected)
    expect(() => readScenarioFile(path)).toThrow(
      expect.objectContaining({ problems: [expect.objectContaining({ code: 'scenario-unreadable', pointer: '' })] }),
    )
  })
})

it.each([
  ['/journeys/0', { journeys: ['gone.json'] }],
  ['/timeline/0/publish/journey', { timeline: [{ at: '+P1D', publish: { journey: 'gone.json' } }] }],
])('a journey whose file is not there is named by its place %s', (pointer, given) => {
  const path = join(mkdtempSync(join(tmpdir(), 'scenario-')), 'story.json')
  writeFileSync(path, JSON.stringify(given))
  expect(() => readScenarioFile(path)).toThrow(
    expect.objectContaining({ problems: [expect.objectContaining({ code: 'scenario-unreadable', pointer })] }),
  )
})

describe('A scenario that cannot be run says what is wrong, and where', () => {
  it.each(files)('%s', async (_, given, expected) => {
    const refusal: unknown = await runEmbedded(given, coreRegistry()).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(ProblemError)
    const found = (refusal as ProblemError).problems.filter(({ severity }) => severity === 'error')
    expect(found.map(({ code, pointer, message }) => `${code} ${pointer} ${message}`)).toEqual(
      expected.map((start) => expect.stringContaining(start) as string),
    )
  })
})

describe('What a scenario says without effect', () => {
  const warnings = async (given: JsonObject): Promise<string[]> => {
    const found: string[] = []
    await runEmbedded(given, coreRegistry(), (pointer, message) => found.push(`${pointer} ${message}`))
    return found
  }

  it('is told: entries behind the end, and news of messages nobody got', async () => {
    const given = scenario(
      letter,
      [
        outcome('+PT0S', 'hello', 'opened'),
        event('+PT1H', 'Go'),
        outcome('+PT2H', 'hello', 'opened'),
        event('+P2D', 'Go'),
      ],
      { until: '+P1D' },
    )
    expect(await warnings(given)).toEqual([
      '/timeline/3 This lies behind "until"; it is left out.',
      '/timeline/0/outcome Customer "ada" has no message of the step "hello" at this instant; it says nothing.',
    ])
  })

  it('is told: a message under the id of a message about somebody else, which counts once', async () => {
    const go = (customerId: string) => event('+PT1H', 'Go', {}, { customerId, messageId: 'm1' })
    expect(await warnings(scenario(letter, [go('ada'), go('ada'), go('bob')]))).toEqual([
      '/timeline/2/event/messageId The message id "m1" is that of a message about "ada"; this one is left out.',
    ])
  })

  it('is nothing where all is meant: up to the end itself, and about a step that comes with a later version', async () => {
    const given = scenario(
      journey([on('Go'), end()]),
      [publish('+PT1H', letter), event('+PT2H', 'Go'), outcome('+P1D', 'hello', 'opened')],
      { until: '+P1D' },
    )
    expect(await warnings(given)).toEqual([])
  })
})

it('servers that are not there are named', async () => {
  const nowhere = { mongodbUrl: 'mongodb://127.0.0.1:1', redisUrl: 'redis://127.0.0.1:1' }
  const refusal: unknown = await runOnServers(file({}), coreRegistry(), nowhere).catch((error: unknown) => error)
  expect(refusal).toMatchObject({
    code: 'setting-unusable',
    message: 'REDIS_URL cannot be used: connect ECONNREFUSED 127.0.0.1:1. Start Redis there, or correct REDIS_URL.',
  })
})

it('a byte order mark before the JSON is no fault', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'scenario-')), 'story.json')
  writeFileSync(path, `\uFEFF${JSON.stringify(file({}))}`)
  expect(readScenarioFile(path)).toMatchObject({ journeys: [{ id: 'j' }] })
})
