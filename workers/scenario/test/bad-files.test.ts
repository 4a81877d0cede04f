import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../engine/core/model/json.ts'
import { coreRegistry } from '../../../engine/core/steps/index.ts'
import { ProblemError } from '../../../engine/problem.ts'
import { readScenarioFile } from '../files.ts'
import { runEmbedded } from '../profiles.ts'
import { ADA, end, event, journey, on, scenario } from './building.ts'

const file = (rest: JsonObject, timeline: JsonObject[] = []): JsonObject =>
  scenario(journey([on('Go'), end()]), timeline, rest)

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
