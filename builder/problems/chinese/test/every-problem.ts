import { pointerOf } from '../../../../engine/core/format/index.ts'
import type { Journey } from '../../../../engine/core/model/journey.ts'
import type { JsonObject } from '../../../../engine/core/model/json.ts'
import type { Problem } from '../../../../engine/core/model/problem.ts'
import { coreSteps } from '../../../../engine/core/steps/index.ts'
import {
  reviewCondition,
  reviewJourney,
  reviewSegment,
  reviewTemplate,
} from '../../../../engine/core/validate/index.ts'
import * as badJourneys from '../../../../engine/core/validate/test/bad-journeys.ts'
import { goodJourney, lookup } from '../../../../engine/core/validate/test/good-journey.ts'
import { numbered } from '../../../../engine/core/validate/test/numbered.ts'
import { type Change, patched, REMOVE } from '../../../../engine/core/validate/test/patch.ts'

/** As many different faults as the engine's own tables have, and a mutant of each place of the good journey. */
export function everyProblem(): Problem[] {
  const tables = Object.values(badJourneys).flatMap((rows) =>
    rows.map(([, changes]) => changes.map(([at, value]): Change => [numbered(at), value])),
  )
  const mutants = placesIn(goodJourney).flatMap((place, at) =>
    [0, 1, 2].map((turn): Change[] => [[place, STRANGE[(at + turn * 5) % STRANGE.length]]]),
  )
  return [
    ...[...tables, ...mutants].flatMap((changes) => reviewJourney(patched(goodJourney, changes), lookup).problems),
    ...coreSteps.flatMap(({ type, example }) => problemsOfType(type, example)),
    ...reviewJourney(goodJourney, {
      ...lookup,
      topics: new Set(['other']),
      channels: new Set(['sms', 'push']),
      quietHours: { from: '06:00', to: '22:00' },
    }).problems,
    ...CONDITIONS.flatMap((condition) => reviewCondition(condition).problems),
    ...SCHEDULES.flatMap((trigger) => problemsOfType('entry', { trigger: { type: 'schedule', ...trigger } })),
    ...TEXTS.flatMap((text) => reviewTemplate({ id: 'a', text }).problems),
    ...[{ id: 'A', when: 3 }, {}, { id: 'a', when: { segment: 'a' } }].flatMap(
      (segment) => reviewSegment(segment, new Map()).problems,
    ),
    ...[{ id: 'a' }, { id: 'a', body: 1 }, []].flatMap((template) => reviewTemplate(template).problems),
    ...reviewJourney(circle, { ...lookup, journeys: new Map([['good', goodJourney]]) }).problems,
  ]
}

function problemsOfType(type: string, example: JsonObject): Problem[] {
  const faults: JsonObject[] = [example, { ...example, nope: 1 }, {}]
  for (const key of Object.keys(example))
    for (const value of [null, '', [], {}, -1]) faults.push({ ...example, [key]: value })
  return faults.flatMap(
    (config) =>
      reviewJourney({ format: 1, id: 'j', name: 'J', steps: [{ id: 'it', type, config }], edges: [] }, lookup).problems,
  )
}

function placesIn(value: unknown, path: readonly string[] = []): string[] {
  const inside = value !== null && typeof value === 'object' ? Object.entries(value) : []
  return inside.flatMap(([key, child]) => [pointerOf([...path, key]), ...placesIn(child, [...path, key])])
}

const STRANGE: readonly unknown[] = [
  ...[REMOVE, null, true, 0, -1, 1.5, 1e308, '', 'x', 'P1D', '{{', '__proto__', 'constructor', 'next', 'again'],
  ...[[], {}, [null], [{}], { all: [] }, { any: [] }, { not: {} }, { type: 'api' }, { id: 'again' }, () => 1],
]

const age = (op: string, value?: unknown): unknown => ({ field: 'customer.age', op, value })

/** Conditions that contradict themselves in each of the ways that are noticed, and patterns that cannot be read. */
const CONDITIONS: readonly unknown[] = [
  ...[age('between', [30, 20]), age('in', []), { event: 'A', count: { gte: 3, lt: 3 } }],
  ...[
    [age('eq', 1), age('eq', 2)],
    [age('eq', 'event'), age('eq', 'stage'), age('eq', 'x')],
    [age('eq', 1), age('ne', 1)],
    [age('eq', 1), age('in', [2, 3])],
    [age('gt', 5), age('lt', 5)],
    [age('gte', 5), age('lt', 4)],
    [age('missing'), age('gt', 3)],
    [{ stage: 'use' }, { stage: 'retention' }],
  ].map((all) => ({ all })),
  ...[
    '(',
    ')',
    '[',
    '*',
    'a**',
    'a{2,1}',
    '[b-a]',
    '[[:x:]]',
    '\\q',
    'a\\',
    '(?<=a)b',
    'x'.repeat(300),
    '(a{500}){500}',
    '(a{90}){90}',
  ].map((pattern) => age('matches', pattern)),
]

const SCHEDULES: readonly JsonObject[] = [
  ...['0 0 31 2 *', '9', 'x * * * *', '* x * * *', '* * 0 * *', '* * * 13 *', '* * * * 9'].map((cron) => ({ cron })),
  ...[
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'x'.repeat(1001),
    'COUNT=3',
    'FREQ=DAILY;COUNT=3;UNTIL=20260302',
    'DTSTART:soon FREQ=DAILY',
    'EVERY DAY',
    'FREQ=OFTEN',
    'FREQ=DAILY;FREQ=DAILY',
  ].map((rrule) => ({ rrule })),
]

const TEXTS: readonly string[] = [
  ...['{{ a', '{% if a %}', '{% raw %}', '{{ a | }}', '{{ a | b }}', '{% c %}', '{% if %}{% endif %}', '{{ a b }}'],
  ...[
    '{% assign %}',
    '{% assign a %}',
    '{% for %}{% endfor %}',
    '{% for a in %}{% endfor %}',
    '{{ a[ }}',
    '{{ (1..2 }}',
  ],
  ...['{% case %}{% endcase %}', '{% if a %}{% else %}{% else %}{% endif %}', '{% %}', '{% endif %}', '{% else %}'],
  ...[
    '{% if a %}'.repeat(60) + '{% endif %}'.repeat(60),
    '{% cycle %}',
    '{% capture %}{% endcapture %}',
    '{{ a | upcase: }}',
  ],
  ...[
    '{% # a\nb %}',
    '{% unless a %}{% else %}{% elsif b %}{% endunless %}',
    '{{ "a }}',
    '{{ a | date: "x" "y" }}',
    '{% if a = b %}{% endif %}',
  ],
]

/** A journey that starts one which starts it again. */
const circle: Journey = {
  ...goodJourney,
  id: 'other',
  steps: goodJourney.steps.map((step) => (step.id === 'child' ? { ...step, config: { journey: 'good' } } : step)),
}
