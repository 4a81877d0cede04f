import { type Change, REMOVE } from './patch.ts'

/**
 * What is wrong, the changes that make the good journey so, and all the problems it must have: code and place. `@later`
 * stands for the number of a step, `@later.next` for that of an edge.
 */
export type BadJourney = readonly [what: string, changes: readonly Change[], problems: readonly string[]]

const set = (pointer: string, value: unknown): Change => [pointer, value]
const remove = (pointer: string): Change => [pointer, REMOVE]
const config = (step: string, value: unknown): Change => [`/steps/@${step}/config`, value]
const when = (value: unknown): Change => ['/steps/@ask/config/branches/0/when', value]
const long = (length: number): string => 'x'.repeat(length)
const deep = (depth: number, leaf: unknown): unknown => (depth === 0 ? leaf : { not: deep(depth - 1, leaf) })
const many = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at))

const WHEN = '/steps/@ask/config/branches/0/when'
const field = { field: 'customer.country', op: 'eq', value: 'DE' }

/** Faults of form: keys, types, sizes. */
export const malformed: readonly BadJourney[] = [
  ['not an object', [set('', 'journey')], ['invalid-config ']],
  ['null', [set('', null)], ['invalid-config ']],
  ['a list', [set('', [])], ['invalid-config ']],
  ['no format', [remove('/format')], ['missing-config /format']],
  ['another format', [set('/format', 2)], ['invalid-config /format']],
  ['no id', [remove('/id')], ['missing-config /id']],
  ['an id with capitals', [set('/id', 'Good')], ['invalid-config /id']],
  ['an empty id', [set('/id', '')], ['missing-config /id']],
  ['an id that every object has', [set('/id', 'constructor')], ['invalid-config /id']],
  ['an id that begins with a hyphen', [set('/id', '-good')], ['invalid-config /id']],
  ['an id of 65 letters', [set('/id', long(65))], ['invalid-config /id']],
  ['an id that is a number', [set('/id', 7)], ['invalid-config /id']],
  ['no name', [remove('/name')], ['missing-config /name']],
  ['an empty name', [set('/name', '')], ['missing-config /name']],
  ['a name of 201 letters', [set('/name', long(201))], ['too-large /name']],
  ['no steps', [remove('/steps')], ['missing-config /steps']],
  ['steps as an object', [set('/steps', {})], ['invalid-config /steps']],
  ['no edges', [remove('/edges')], ['missing-config /edges']],
  ['an unknown key', [set('/colour', 'red')], ['unknown-key /colour']],
  [
    'leftovers of React Flow',
    [set('/nodes', []), set('/viewport', { x: 0 })],
    ['unknown-key /nodes', 'unknown-key /viewport'],
  ],
  [
    'leftovers of XState',
    [set('/states', {}), set('/initial', 'start')],
    ['unknown-key /initial', 'unknown-key /states'],
  ],
  [
    'a step with leftovers of React Flow',
    [set('/steps/@later/data', {}), set('/steps/@later/selected', true)],
    ['unknown-key /steps/@later/data', 'unknown-key /steps/@later/selected'],
  ],
  [
    'an edge with leftovers of React Flow',
    [set('/edges/@later.next/sourceHandle', 'a')],
    ['unknown-key /edges/@later.next/sourceHandle'],
  ],
  ['a zone in the wrong case', [set('/timezone', 'UTC')], ['unknown-key /timezone']],
  ['a step without config', [remove('/steps/@later/config')], ['missing-config /steps/@later/config']],
  ['a step without type', [remove('/steps/@later/type')], ['missing-config /steps/@later/type']],
  ['a step without id', [remove('/steps/@end/id')], ['missing-config /steps/@end/id']],
  ['a step with an id of spaces', [set('/steps/@end/id', 'the end')], ['invalid-config /steps/@end/id']],
  ['a step that is null', [set('/steps/@end', null)], ['invalid-config /steps/@end']],
  ['a config that is a list', [config('later', [])], ['invalid-config /steps/@later/config']],
  ['a config that is a text', [config('later', 'P3D')], ['invalid-config /steps/@later/config']],
  ['an unknown stage', [set('/steps/@later/stage', 'churn')], ['invalid-config /steps/@later/stage']],
  ['half a position', [set('/steps/@later/position', { x: 1 })], ['missing-config /steps/@later/position/y']],
  [
    'a position of texts',
    [set('/steps/@later/position', { x: '1', y: 2 })],
    ['invalid-config /steps/@later/position/x'],
  ],
  ['an edge without target', [remove('/edges/@later.next/to')], ['missing-config /edges/@later.next/to']],
  ['an edge without path', [remove('/edges/@later.next/path')], ['missing-config /edges/@later.next/path']],
  ['an edge that is a text', [set('/edges/@later.next', 'later')], ['invalid-config /edges/@later.next']],
  ['a holdout of 101 percent', [set('/holdout/percent', 101)], ['invalid-config /holdout/percent']],
  ['a negative holdout', [set('/holdout/percent', -1)], ['invalid-config /holdout/percent']],
  ['a holdout as a number', [set('/holdout', 10)], ['invalid-config /holdout']],
  ['a priority as a text', [set('/priority', 'high')], ['invalid-config /priority']],
  ['tags as a text', [set('/tags', 'a, b')], ['invalid-config /tags']],
  [
    '51 tags',
    [
      set(
        '/tags',
        many(51, (at) => `t${at}`),
      ),
    ],
    ['too-large /tags'],
  ],
  ['quiet hours without end', [remove('/quietHours/to')], ['missing-config /quietHours/to']],
  ['quiet hours at 25:00', [set('/quietHours/from', '25:00')], ['invalid-config /quietHours/from']],
  [
    'quiet hours on a day that is none',
    [set('/quietHours/weekdays', ['monday'])],
    ['invalid-config /quietHours/weekdays/0'],
  ],
  ['a goal without id', [remove('/goals/0/id')], ['missing-config /goals/0/id']],
  ['a goal with an unknown key', [set('/goals/0/target', 1)], ['unknown-key /goals/0/target']],
  ['a goal whose condition is a text', [set('/goals/1/when', 'always')], ['invalid-config /goals/1/when']],
  ['an exit with a duration', [set('/exits/0/within', 'P1D')], ['unknown-key /exits/0/within']],
  ['goals as an object', [set('/goals', {})], ['invalid-config /goals']],
  [
    '501 steps',
    [
      set(
        '/steps',
        many(501, (at) => ({ id: `s${at}`, type: 'exit', config: {} })),
      ),
    ],
    ['too-large /steps'],
  ],
  [
    '2,001 edges',
    [
      set(
        '/edges',
        many(2001, () => ({ from: 'a', path: 'next', to: 'b' })),
      ),
    ],
    ['too-large /edges'],
  ],
  [
    'a document of 65 levels',
    [config('note', { event: 'A', properties: deep(65, 1) })],
    [`too-large /steps/@note/config/properties${'/not'.repeat(60)}`],
  ],
  [
    'a key that poisons prototypes',
    [set('/steps/@note/config/properties', JSON.parse('{"__proto__":{"admin":true}}'))],
    ['unknown-key /steps/@note/config/properties/__proto__'],
  ],
  ['a constructor as key', [set('/constructor', {})], ['unknown-key /constructor']],
  ['a prototype as key of a list entry', [set('/exits/0/prototype', {})], ['unknown-key /exits/0/prototype']],
  [
    'a key with a NUL',
    [set('/steps/@note/config/properties/a\0b', 1)],
    ['unknown-key /steps/@note/config/properties/a\0b'],
  ],
  ['a number that is none', [set('/priority', Number.NaN)], ['invalid-config /priority']],
  ['an endless number', [set('/holdout/percent', Number.POSITIVE_INFINITY)], ['invalid-config /holdout/percent']],
]

/** Faults of the drawing: lines, ids, loops. */
export const misdrawn: readonly BadJourney[] = [
  ['no steps at all', [set('/steps', []), set('/edges', []), set('/goals', [])], ['no-entry /steps']],
  [
    'no entry',
    [
      set('/steps/@start/type', 'exit'),
      config('start', { reason: 'a' }),
      set('/steps/@side/type', 'exit'),
      config('side', { reason: 'a' }),
      remove('/edges/@start.next'),
      remove('/edges/0'),
    ],
    ['no-entry /steps'],
  ],
  [
    'a step that nothing leads to',
    [set('/steps/-', { id: 'lost', type: 'exit', config: { reason: 'a' } })],
    ['unreachable-step /steps/21'],
  ],
  [
    'a part that nothing leads to',
    [remove('/edges/@share.b'), set('/steps/@hook/name', 'x')],
    [
      'dead-end /steps/@share',
      ...['hook', 'mark', 'move', 'gift', 'code', 'score', 'call', 'note', 'child'].map(
        (id) => `unreachable-step /steps/@${id}`,
      ),
    ],
  ],
  [
    'a loop without a way in',
    [
      set('/steps/-', { id: 'lost', type: 'wait', config: { for: 'P1D' } }),
      set('/edges/-', { from: 'lost', path: 'next', to: 'lost' }),
    ],
    ['unreachable-step /steps/21'],
  ],
  [
    'a loop that never waits',
    [set('/edges/@mark.next/to', 'hook')],
    [
      'cycle-without-wait /steps/@hook',
      ...['move', 'gift', 'code', 'score', 'call', 'note', 'child'].map((id) => `unreachable-step /steps/@${id}`),
    ],
  ],
  [
    'a step that leads to itself',
    [set('/edges/@move.next/to', 'move')],
    [
      'cycle-without-wait /steps/@move',
      ...['gift', 'code', 'score', 'call', 'note', 'child'].map((id) => `unreachable-step /steps/@${id}`),
    ],
  ],
  ['a loop that waits for a window only', [set('/edges/@ask.else/to', 'hours')], ['cycle-without-wait /steps/@hours']],
  [
    'a loop through two branches',
    [set('/edges/@share.a/to', 'ask')],
    ['cycle-without-wait /steps/@ask', 'unreachable-step /steps/@room', 'unreachable-step /steps/@winback'],
  ],
  [
    'a loop through an entry',
    [set('/edges/@child.next/to', 'start')],
    ['edge-into-entry /edges/@child.next/to', 'send-loop-without-cap /steps/@thanks'],
  ],
  ['a line into an entry', [set('/edges/@start.next/to', 'side')], ['edge-into-entry /edges/@start.next/to']],
  [
    'a send in a loop without cap',
    [remove('/steps/@winback/config/cap'), remove('/edges/@room.under'), set('/edges/@share.a/to', 'winback')],
    ['dead-end /steps/@room', 'send-loop-without-cap /steps/@winback', 'unreachable-step /steps/@room'],
  ],
  ['a line to nowhere', [set('/edges/@child.next/to', 'nowhere')], ['unknown-target /edges/@child.next/to']],
  [
    'a line to nowhere from a loop',
    [set('/edges/@winback.next/to', 'nowhere')],
    ['unknown-target /edges/@winback.next/to'],
  ],
  [
    'a line from nowhere',
    [set('/edges/-', { from: 'nowhere', path: 'next', to: 'end' })],
    ['unknown-target /edges/31/from'],
  ],
  [
    'a line from nowhere to nowhere',
    [set('/edges/-', { from: 'here', path: 'next', to: 'there' })],
    ['unknown-target /edges/31/from', 'unknown-target /edges/31/to'],
  ],
  [
    'a path that the step has not',
    [set('/edges/@room.over/path', 'above')],
    ['dead-end /steps/@room', 'unknown-path /edges/@room.over/path'],
  ],
  [
    'a line out of an exit',
    [set('/edges/-', { from: 'end', path: 'next', to: 'loyal' })],
    ['unknown-path /edges/31/path'],
  ],
  [
    'a path called like a property',
    [set('/edges/-', { from: 'hours', path: 'constructor', to: 'end' })],
    ['unknown-path /edges/31/path'],
  ],
  [
    'the path past without asking for it',
    [set('/edges/-', { from: 'later', path: 'past', to: 'end' })],
    ['unknown-path /edges/31/path'],
  ],
  [
    'two lines from one path',
    [set('/edges/-', { from: 'later', path: 'next', to: 'end' })],
    ['duplicate-path /edges/31'],
  ],
  [
    'the same line twice',
    [set('/edges/-', { from: 'later', path: 'next', to: 'again' })],
    ['duplicate-path /edges/31'],
  ],
  [
    'two branches of one name',
    [set('/steps/@ask/config/branches/1/path', 'vip'), remove('/edges/@ask.often')],
    ['duplicate-path /steps/@ask/config'],
  ],
  [
    'a branch called else',
    [set('/steps/@ask/config/branches/1/path', 'else'), remove('/edges/@ask.often')],
    ['duplicate-path /steps/@ask/config'],
  ],
  [
    'a branch called timeout',
    [set('/steps/@again/config/branches/0/path', 'timeout'), remove('/edges/@again.bought')],
    ['duplicate-path /steps/@again/config', 'unreachable-step /steps/@loyal'],
  ],
  [
    'two arms of one name',
    [set('/steps/@share/config/arms/1/path', 'a'), remove('/edges/@share.b')],
    [
      'duplicate-path /steps/@share/config',
      ...['hook', 'mark', 'move', 'gift', 'code', 'score', 'call', 'note', 'child'].map(
        (id) => `unreachable-step /steps/@${id}`,
      ),
    ],
  ],
  [
    'two steps of one id',
    [set('/steps/@loyal/id', 'end'), set('/edges/@again.bought/to', 'end')],
    ['duplicate-id /steps/@end/id', 'unreachable-step /steps/@end'],
  ],
  ['two goals of one id', [set('/goals/1/id', 'second')], ['duplicate-id /goals/1/id']],
  ['two exits of one id', [set('/exits/-', { id: 'gone', event: 'B' })], ['duplicate-id /exits/1/id']],
  [
    'two notes of one id',
    [
      set(
        '/notes',
        [0, 8].map((x) => ({ id: 'n', text: '', position: { x, y: 0 } })),
      ),
    ],
    ['duplicate-id /notes/1/id'],
  ],
  ['a note without a place', [set('/notes', [{ id: 'n', text: 'Ask Mei.' }])], ['missing-config /notes/0/position']],
  ['a path without a line', [remove('/edges/@room.over')], ['dead-end /steps/@room']],
  ['a wait without a line', [remove('/edges/@child.next')], ['dead-end /steps/@child']],
  ['an unknown kind of step', [set('/steps/@note/type', 'teleport')], ['unknown-step-type /steps/@note/type']],
  ['a kind called like a property', [set('/steps/@note/type', 'constructor')], ['unknown-step-type /steps/@note/type']],
  ['a kind in capitals', [set('/steps/@later/type', 'Wait')], ['unknown-step-type /steps/@later/type']],
]

/** Faults in the settings of steps. */
export const misconfigured: readonly BadJourney[] = [
  ['entry: no trigger', [config('side', {})], ['missing-config /steps/@side/config/trigger']],
  [
    'entry: trigger without type',
    [config('side', { trigger: {} })],
    ['missing-config /steps/@side/config/trigger/type'],
  ],
  [
    'entry: unknown trigger',
    [config('side', { trigger: { type: 'moon' } })],
    ['invalid-config /steps/@side/config/trigger/type'],
  ],
  [
    'entry: event trigger without event',
    [config('side', { trigger: { type: 'event' } })],
    ['missing-config /steps/@side/config/trigger/event'],
  ],
  [
    'entry: empty event name',
    [config('side', { trigger: { type: 'event', event: '' } })],
    ['missing-config /steps/@side/config/trigger/event'],
  ],
  [
    'entry: unknown segment',
    [config('side', { trigger: { type: 'segment', segment: 'nobody', on: 'enter' } })],
    ['unknown-segment /steps/@side/config/trigger/segment'],
  ],
  [
    'entry: schedule for an unknown segment',
    [config('side', { trigger: { type: 'schedule', cron: '0 9 * * 1', segment: 'nobody' } })],
    ['unknown-segment /steps/@side/config/trigger/segment'],
  ],
  [
    'entry: segment trigger without direction',
    [config('side', { trigger: { type: 'segment', segment: 'vip' } })],
    ['missing-config /steps/@side/config/trigger/on'],
  ],
  [
    'entry: unknown stage',
    [config('side', { trigger: { type: 'stage', to: 'lost' } })],
    ['invalid-config /steps/@side/config/trigger/to'],
  ],
  [
    'entry: bad cron',
    [config('side', { trigger: { type: 'schedule', cron: '99 9 * * *' } })],
    ['invalid-config /steps/@side/config/trigger/cron'],
  ],
  [
    'entry: cron of six fields',
    [config('side', { trigger: { type: 'schedule', cron: '0 0 9 * * *' } })],
    ['invalid-config /steps/@side/config/trigger/cron'],
  ],
  [
    'entry: bad rrule',
    [config('side', { trigger: { type: 'schedule', rrule: 'EVERY DAY' } })],
    ['invalid-config /steps/@side/config/trigger/rrule'],
  ],
  [
    'entry: schedule without rule',
    [config('side', { trigger: { type: 'schedule' } })],
    ['missing-config /steps/@side/config/trigger'],
  ],
  [
    'entry: schedule in an unknown zone',
    [config('side', { trigger: { type: 'schedule', cron: '0 9 * * 1', timeZone: 'Mars/Base' } })],
    ['unknown-time-zone /steps/@side/config/trigger/timeZone'],
  ],
  [
    'entry: date without field',
    [config('side', { trigger: { type: 'date' } })],
    ['missing-config /steps/@side/config/trigger/field'],
  ],
  [
    'entry: date with a bad offset',
    [config('side', { trigger: { type: 'date', field: 'customer.birthday', offset: 'soon' } })],
    ['bad-duration /steps/@side/config/trigger/offset'],
  ],
  [
    'entry: date of nobody',
    [config('side', { trigger: { type: 'date', field: 'event.day' } })],
    ['invalid-config /steps/@side/config/trigger/field'],
  ],
  [
    'entry: a date without root',
    [config('side', { trigger: { type: 'date', field: 'birthday' } })],
    ['invalid-config /steps/@side/config/trigger/field'],
  ],
  [
    'entry: key of something else',
    [set('/steps/@start/config/reentry/key', 'customer.id')],
    ['invalid-config /steps/@start/config/reentry/key'],
  ],
  [
    'entry: key without root',
    [set('/steps/@start/config/reentry/key', 'orderId')],
    ['invalid-config /steps/@start/config/reentry/key'],
  ],
  [
    'entry: unknown policy',
    [set('/steps/@start/config/reentry/policy', 'sometimes')],
    ['invalid-config /steps/@start/config/reentry/policy'],
  ],
  [
    'entry: bad cooldown',
    [set('/steps/@start/config/reentry/cooldown', '30 days')],
    ['bad-duration /steps/@start/config/reentry/cooldown'],
  ],
  [
    'entry: negative age',
    [set('/steps/@start/config/maxEventAge', '-P1D')],
    ['bad-duration /steps/@start/config/maxEventAge'],
  ],
  [
    'entry: limit of none',
    [set('/steps/@start/config/limit/max', 0)],
    ['invalid-config /steps/@start/config/limit/max'],
  ],
  [
    'entry: limit per nothing',
    [set('/steps/@start/config/limit/per', 'day')],
    ['bad-duration /steps/@start/config/limit/per'],
  ],
  [
    'entry: asks for an outcome',
    [set('/steps/@start/config/where', { interaction: { step: 'thanks', outcome: 'opened' } })],
    ['unreached-outcome /steps/@start/config/where/interaction'],
  ],
  ['wait: nothing', [config('later', {})], ['missing-config /steps/@later/config']],
  [
    'wait: two rules',
    [config('later', { for: 'P1D', days: 3, at: '09:00' })],
    ['invalid-config /steps/@later/config/days'],
  ],
  ['wait: words', [set('/steps/@later/config/for', '3 days')], ['bad-duration /steps/@later/config/for']],
  ['wait: a number', [set('/steps/@later/config/for', 3)], ['invalid-config /steps/@later/config/for']],
  ['wait: empty', [set('/steps/@later/config/for', '')], ['bad-duration /steps/@later/config/for']],
  ['wait: P alone', [set('/steps/@later/config/for', 'P')], ['bad-duration /steps/@later/config/for']],
  ['wait: fractions of days', [set('/steps/@later/config/for', 'P1.5D')], ['bad-duration /steps/@later/config/for']],
  ['wait: time without T', [set('/steps/@later/config/for', 'P36H')], ['bad-duration /steps/@later/config/for']],
  ['wait: backwards', [set('/steps/@later/config/for', '-P3D')], ['bad-duration /steps/@later/config/for']],
  ['wait: three years', [set('/steps/@later/config/for', 'P3Y')], ['long-wait /steps/@later/config/for']],
  ['wait: a hundred years', [config('later', { for: 'P100Y' })], ['long-wait /steps/@later/config/for']],
  ['wait: at 24:00', [set('/steps/@later/config/at', '24:00')], ['invalid-config /steps/@later/config/at']],
  ['wait: at 9', [set('/steps/@later/config/at', '9:00')], ['invalid-config /steps/@later/config/at']],
  ['wait: days without time', [config('later', { days: 3 })], ['missing-config /steps/@later/config/at']],
  ['wait: part of a day', [config('later', { days: 1.5, at: '09:00' })], ['invalid-config /steps/@later/config/days']],
  ['wait: an unknown key', [set('/steps/@later/config/fro', 'P1D')], ['unknown-key /steps/@later/config/fro']],
  [
    'wait: longest before shortest',
    [config('later', { between: { min: 'P3D', max: 'P1D' } })],
    ['bad-duration /steps/@later/config/between/max'],
  ],
  [
    'wait: half a range',
    [config('later', { between: { min: 'P3D' } })],
    ['missing-config /steps/@later/config/between/max'],
  ],
  ['wait: no date', [config('later', { until: 'tomorrow' })], ['invalid-config /steps/@later/config/until']],
  ['wait: 30 February', [config('later', { until: '2026-02-30' })], ['invalid-config /steps/@later/config/until']],
  [
    'wait: until no day',
    [config('later', { until: { weekdays: [], at: '09:00' } })],
    ['empty-window /steps/@later/config/until/weekdays'],
  ],
  [
    'wait: a field without root',
    [config('later', { untilField: { field: 'birthday' } })],
    ['invalid-config /steps/@later/config/untilField/field'],
  ],
  [
    'wait-for: no branches',
    [set('/steps/@again/config/branches', [])],
    ['invalid-config /steps/@again/config/branches'],
  ],
  ['wait-for: no timeout', [remove('/steps/@again/config/timeout')], ['missing-config /steps/@again/config/timeout']],
  [
    'wait-for: timeout never',
    [set('/steps/@again/config/timeout', 'never')],
    ['timeout-never /steps/@again/config/timeout'],
  ],
  [
    'wait-for: timeout in words',
    [set('/steps/@again/config/timeout', 'a week')],
    ['bad-duration /steps/@again/config/timeout'],
  ],
  [
    'wait-for: timeout of five years',
    [set('/steps/@again/config/timeout', 'P5Y')],
    ['long-wait /steps/@again/config/timeout'],
  ],
  [
    'wait-for: timeout without rule',
    [set('/steps/@again/config/timeout', {})],
    ['missing-config /steps/@again/config/timeout'],
  ],
  [
    'wait-for: a branch for nothing',
    [set('/steps/@again/config/branches/0', { path: 'bought' })],
    ['missing-config /steps/@again/config/branches/0'],
  ],
  [
    'wait-for: a branch for two things',
    [set('/steps/@again/config/branches/0/condition', { tag: 'a' })],
    ['invalid-config /steps/@again/config/branches/0/condition'],
  ],
  [
    'wait-for: where without event',
    [set('/steps/@again/config/branches/2/where', { tag: 'a' })],
    ['invalid-config /steps/@again/config/branches/2/where'],
  ],
  [
    'wait-for: outcome of no step',
    [set('/steps/@again/config/branches/1/interaction/step', 'nowhere')],
    ['unknown-target /steps/@again/config/branches/1/interaction/step'],
  ],
  [
    'wait-for: outcome of a later step',
    [set('/steps/@again/config/branches/1/interaction/step', 'score')],
    ['unreached-outcome /steps/@again/config/branches/1/interaction'],
  ],
  [
    'wait-for: bad condition',
    [set('/steps/@again/config/branches/2/condition', { field: 'country', op: 'eq', value: 'DE' })],
    ['invalid-config /steps/@again/config/branches/2/condition/field'],
  ],
  [
    'wait-for: counts what',
    [set('/steps/@again/config/counts', 'all')],
    ['invalid-config /steps/@again/config/counts'],
  ],
  ['window: nothing', [config('hours', {})], ['missing-config /steps/@hours/config']],
  ['window: no days', [config('hours', { weekdays: [] })], ['empty-window /steps/@hours/config/weekdays']],
  ['window: no length', [config('hours', { from: '09:00', to: '09:00' })], ['empty-window /steps/@hours/config/to']],
  ['window: no end', [config('hours', { from: '09:00' })], ['missing-config /steps/@hours/config/to']],
  [
    'window: a day in full',
    [config('hours', { weekdays: ['Monday'] })],
    ['invalid-config /steps/@hours/config/weekdays/0'],
  ],
  [
    'window: unknown zone',
    [set('/steps/@hours/config/timeZone', 'Berlin')],
    ['unknown-time-zone /steps/@hours/config/timeZone'],
  ],
  [
    'window: an offset is no zone',
    [set('/steps/@hours/config/timeZone', '+02:00')],
    ['unknown-time-zone /steps/@hours/config/timeZone'],
  ],
  ['branch: no branches', [config('ask', {})], ['missing-config /steps/@ask/config/branches']],
  [
    'branch: a branch without name',
    [remove('/steps/@ask/config/branches/0/path')],
    ['missing-config /steps/@ask/config/branches/0/path'],
  ],
  [
    'branch: a branch without condition',
    [remove('/steps/@ask/config/branches/0/when')],
    ['missing-config /steps/@ask/config/branches/0/when'],
  ],
  [
    'split: weights of nothing',
    [
      config('share', {
        arms: [
          { path: 'a', weight: 0 },
          { path: 'b', weight: 0 },
        ],
      }),
    ],
    ['bad-weights /steps/@share/config/arms'],
  ],
  [
    'split: weights beyond counting',
    [set('/steps/@share/config/arms/0/weight', 1e308), set('/steps/@share/config/arms/1/weight', 1e308)],
    ['bad-weights /steps/@share/config/arms'],
  ],
  [
    'split: a negative weight',
    [set('/steps/@share/config/arms/0/weight', -1)],
    ['bad-weights /steps/@share/config/arms/0/weight'],
  ],
  [
    'split: a weight as text',
    [set('/steps/@share/config/arms/0/weight', '50%')],
    ['invalid-config /steps/@share/config/arms/0/weight'],
  ],
  ['split: no arms', [config('share', { arms: [] })], ['invalid-config /steps/@share/config/arms']],
  ['cap: at most none', [set('/steps/@room/config/max', 0)], ['invalid-config /steps/@room/config/max']],
  ['cap: per word', [set('/steps/@room/config/per', 'week')], ['bad-duration /steps/@room/config/per']],
  ['cap: per no time', [set('/steps/@room/config/per', 'P0D')], ['bad-duration /steps/@room/config/per']],
  ['cap: counts what', [remove('/steps/@room/config/counts')], ['missing-config /steps/@room/config/counts']],
  ['send: no channel', [remove('/steps/@thanks/config/channel')], ['missing-config /steps/@thanks/config/channel']],
  ['send: no topic', [remove('/steps/@thanks/config/topic')], ['missing-topic /steps/@thanks/config/topic']],
  [
    'send: nothing to send',
    [remove('/steps/@thanks/config/template')],
    ['missing-config /steps/@thanks/config/content'],
  ],
  [
    'send: content that holds nothing',
    [remove('/steps/@thanks/config/template'), set('/steps/@thanks/config/content', { subject: '' })],
    ['missing-config /steps/@thanks/config/content'],
  ],
  [
    'send: unknown template',
    [set('/steps/@thanks/config/template', 'gone')],
    ['unknown-template /steps/@thanks/config/template'],
  ],
  [
    'send: broken output',
    [set('/steps/@winback/config/content/subject', 'Hi {{ customer.name')],
    ['bad-template /steps/@winback/config/content/subject'],
  ],
  [
    'send: tag that is not closed',
    [set('/steps/@winback/config/content/text', 'a\n{% if customer.vip %}b')],
    ['bad-template /steps/@winback/config/content/text'],
  ],
  [
    'send: unknown filter',
    [set('/steps/@winback/config/content/text', '{{ customer.name | shout }}')],
    ['bad-template /steps/@winback/config/content/text'],
  ],
  [
    'send: unknown tag',
    [set('/steps/@winback/config/content/text', '{% explode %}')],
    ['bad-template /steps/@winback/config/content/text'],
  ],
  [
    'send: cap per word',
    [set('/steps/@winback/config/cap/per', 'day')],
    ['bad-duration /steps/@winback/config/cap/per'],
  ],
  [
    'send: unknown way with quiet hours',
    [set('/steps/@winback/config/quietHours', 'wait')],
    ['invalid-config /steps/@winback/config/quietHours'],
  ],
  ['webhook: no address', [remove('/steps/@hook/config/url')], ['missing-config /steps/@hook/config/url']],
  [
    'webhook: a file',
    [set('/steps/@hook/config/url', 'file:///etc/passwd')],
    ['invalid-config /steps/@hook/config/url'],
  ],
  [
    'webhook: half an address',
    [set('/steps/@hook/config/url', 'https://')],
    ['invalid-config /steps/@hook/config/url'],
  ],
  [
    'webhook: a password in the address',
    [set('/steps/@hook/config/url', 'https://a:b@example.com')],
    ['invalid-config /steps/@hook/config/url'],
  ],
  [
    'webhook: headers that no call carries',
    [
      set('/steps/@hook/config/headers', {
        ...{ 'x y': '', Host: 'b', a: 'c', A: 'd', 'x-name': 'ü', 'content-type': 'text/plain' },
        long: 'x'.repeat(5000),
      }),
    ],
    ['x y', 'Host', 'A', 'x-name', 'content-type', 'long'].map(
      (name) => `invalid-config /steps/@hook/config/headers/${name}`,
    ),
  ],
  [
    'webhook: too many headers',
    [set('/steps/@hook/config/headers', Object.fromEntries(many(51, (at) => [`x-${at}`, ''])))],
    ['invalid-config /steps/@hook/config/headers'],
  ],
  ['webhook: a body by GET', [set('/steps/@hook/config/method', 'GET')], ['get-with-body /steps/@hook/config/body']],
  [
    'webhook: unknown method',
    [set('/steps/@hook/config/method', 'FETCH')],
    ['invalid-config /steps/@hook/config/method'],
  ],
  [
    'webhook: broken body',
    [set('/steps/@hook/config/body', { a: ['{{ b'] })],
    ['bad-template /steps/@hook/config/body/a/0'],
  ],
  [
    'update: counting by text',
    [set('/steps/@mark/config/increment', { a: 'one' })],
    ['invalid-config /steps/@mark/config/increment/a'],
  ],
  [
    'update: nested vars',
    [set('/steps/@mark/config/set', { 'vars.a.b': 1 })],
    ['invalid-config /steps/@mark/config/set/vars.a.b'],
  ],
  ['stage: unknown', [config('move', { to: 'heaven' })], ['invalid-config /steps/@move/config/to']],
  ['points: none', [config('gift', { reason: 'a' })], ['missing-config /steps/@gift/config']],
  [
    'points: both ways',
    [
      config('gift', { add: 1, spend: 1, reason: 'a' }),
      set('/edges/-', { from: 'gift', path: 'insufficient', to: 'end' }),
    ],
    ['invalid-config /steps/@gift/config/spend'],
  ],
  ['points: zero', [config('gift', { add: 0, reason: 'a' })], ['invalid-config /steps/@gift/config/add']],
  ['coupon: unknown pool', [set('/steps/@code/config/pool', 'autumn')], ['unknown-pool /steps/@code/config/pool']],
  ['coupon: no source', [config('code', { expires: 'P30D' })], ['missing-config /steps/@code/config']],
  [
    'coupon: expires in words',
    [set('/steps/@code/config/expires', 'Christmas')],
    ['bad-duration /steps/@code/config/expires'],
  ],
  ['survey: unknown kind', [set('/steps/@score/config/kind', 'stars')], ['invalid-config /steps/@score/config/kind']],
  ['survey: no topic', [remove('/steps/@score/config/topic')], ['missing-topic /steps/@score/config/topic']],
  ['survey: no question', [remove('/steps/@score/config/question')], ['missing-config /steps/@score/config/question']],
  ['task: waits without end', [remove('/steps/@call/config/dueIn')], ['missing-config /steps/@call/config/dueIn']],
  ['task: no queue', [remove('/steps/@call/config/queue')], ['missing-config /steps/@call/config/queue']],
  ['track: no event', [config('note', {})], ['missing-config /steps/@note/config/event']],
  [
    'track: broken property',
    [set('/steps/@note/config/properties', { 'a/b': '{% if %}' })],
    ['bad-template /steps/@note/config/properties/a~1b'],
  ],
  [
    'journey: unknown',
    [set('/steps/@child/config/journey', 'missing')],
    ['unknown-journey /steps/@child/config/journey'],
  ],
  ['journey: itself', [set('/steps/@child/config/journey', 'good')], ['journey-cycle /steps/@child/config/journey']],
  ['exit: no reason', [config('end', {})], ['missing-config /steps/@end/config/reason']],
]

/** Faults in conditions, wherever they stand. */
export const misasked: readonly BadJourney[] = [
  ['nothing', [when({})], [`missing-config ${WHEN}`]],
  ['a list', [when([])], ['invalid-config /steps/@ask/config/branches/0/when']],
  ['an unknown question', [when({ weather: 'rain' })], [`missing-config ${WHEN}`, `unknown-key ${WHEN}/weather`]],
  ['two questions in one', [when({ tag: 'a', stage: 'use' })], [`unknown-key ${WHEN}/tag`]],
  ['all of no list', [when({ all: field })], [`invalid-config ${WHEN}/all`]],
  ['a text among all', [when({ all: [field, 'x'] })], [`invalid-config ${WHEN}/all/1`]],
  ['not of nothing', [when({ not: null })], [`invalid-config ${WHEN}/not`]],
  ['no operator', [when({ field: 'customer.a', value: 1 })], [`missing-config ${WHEN}/op`]],
  ['an unknown operator', [when({ ...field, op: '==' })], [`invalid-config ${WHEN}/op`]],
  ['a field that is a number', [when({ ...field, field: 1 })], [`invalid-config ${WHEN}/field`]],
  ['a field without root', [when({ ...field, field: 'country' })], [`invalid-config ${WHEN}/field`]],
  ['an unknown root', [when({ ...field, field: 'user.country' })], [`invalid-config ${WHEN}/field`]],
  ['a root alone', [when({ ...field, field: 'customer' })], [`invalid-config ${WHEN}/field`]],
  ['a field with a hole', [when({ ...field, field: 'customer..country' })], [`invalid-config ${WHEN}/field`]],
  ['an empty field', [when({ ...field, field: '' })], [`missing-config ${WHEN}/field`]],
  ['a field of the machinery', [when({ ...field, field: 'customer.__proto__.x' })], [`invalid-config ${WHEN}/field`]],
  ['an unknown score', [when({ field: 'score.luck', op: 'gt', value: 1 })], [`invalid-config ${WHEN}/field`]],
  [
    'an unknown loyalty field',
    [when({ field: 'loyalty.level', op: 'eq', value: 1 })],
    [`invalid-config ${WHEN}/field`],
  ],
  ['no value', [when({ field: 'customer.a', op: 'eq' })], [`missing-config ${WHEN}/value`]],
  ['a value too much', [when({ field: 'customer.a', op: 'exists', value: false })], [`invalid-config ${WHEN}/value`]],
  ['value and field', [when({ ...field, valueField: 'customer.b' })], [`invalid-config ${WHEN}/value`]],
  [
    'a value field without root',
    [when({ field: 'customer.a', op: 'eq', valueField: 'b' })],
    [`invalid-config ${WHEN}/valueField`],
  ],
  [
    'between two fields',
    [when({ field: 'customer.a', op: 'between', valueField: 'customer.b' })],
    [`invalid-config ${WHEN}/valueField`],
  ],
  ['greater than true', [when({ field: 'customer.a', op: 'gt', value: true })], [`invalid-config ${WHEN}/value`]],
  ['between one', [when({ field: 'customer.a', op: 'between', value: [1] })], [`invalid-config ${WHEN}/value`]],
  [
    'between number and text',
    [when({ field: 'customer.a', op: 'between', value: [1, '2'] })],
    [`invalid-config ${WHEN}/value`],
  ],
  ['in a text', [when({ field: 'customer.a', op: 'in', value: 'DE,AT' })], [`invalid-config ${WHEN}/value`]],
  ['a broken pattern', [when({ field: 'customer.a', op: 'matches', value: '(' })], [`invalid-config ${WHEN}/value`]],
  [
    'a pattern that looks back',
    [when({ field: 'customer.a', op: 'matches', value: '(?<=a)b' })],
    [`invalid-config ${WHEN}/value`],
  ],
  ['before words', [when({ field: 'customer.a', op: 'before', value: 'Christmas' })], [`invalid-config ${WHEN}/value`]],
  ['within words', [when({ field: 'customer.a', op: 'withinLast', value: 'a week' })], [`bad-duration ${WHEN}/value`]],
  [
    'within a negative time',
    [when({ field: 'customer.a', op: 'withinNext', value: '-P1D' })],
    [`bad-duration ${WHEN}/value`],
  ],
  ['an event without name', [when({ event: '' })], [`missing-config ${WHEN}/event`]],
  ['an event within words', [when({ event: 'A', within: 'lately' })], [`bad-duration ${WHEN}/within`]],
  ['an event since never', [when({ event: 'A', since: 'ever' })], [`invalid-config ${WHEN}/since`]],
  ['a count of nothing', [when({ event: 'A', count: {} })], [`missing-config ${WHEN}/count`]],
  ['a count by an unknown bound', [when({ event: 'A', count: { min: 1 } })], [`unknown-key ${WHEN}/count/min`]],
  ['half a count', [when({ event: 'A', count: { gte: 1.5 } })], [`invalid-config ${WHEN}/count/gte`]],
  [
    'a bad test of an event',
    [when({ event: 'A', where: { field: 'price', op: 'gt', value: 1 } })],
    [`invalid-config ${WHEN}/where/field`],
  ],
  ['an unknown segment', [when({ all: [{ segment: 'nobody' }] })], [`unknown-segment ${WHEN}/all/0/segment`]],
  ['a segment with capitals', [when({ segment: 'VIP' })], [`invalid-config ${WHEN}/segment`]],
  ['an unknown stage', [when({ stage: 'lost' })], [`invalid-config ${WHEN}/stage`]],
  ['consent to nothing', [when({ consent: { channel: 'email' } })], [`missing-config ${WHEN}/consent/topic`]],
  [
    'an outcome of no step',
    [when({ interaction: { step: 'nowhere', outcome: 'opened' } })],
    [`unknown-target ${WHEN}/interaction/step`],
  ],
  [
    'an outcome of a later step',
    [when({ not: { interaction: { step: 'score', outcome: 'opened' } } })],
    [`unreached-outcome ${WHEN}/not/interaction`],
  ],
  ['eleven levels', [when(deep(10, field))], [`too-large ${WHEN}`]],
  ['201 tests', [when({ any: many(201, () => field) })], [`too-large ${WHEN}`]],
  ['any of none', [when({ any: [] })], [`never-true ${WHEN}`]],
  ['not of everybody', [when({ not: { all: [] } })], [`never-true ${WHEN}`]],
  ['two values at once', [when({ all: [field, { ...field, value: 'AT' }] })], [`never-true ${WHEN}`]],
  ['a range upside down', [when({ field: 'customer.age', op: 'between', value: [30, 20] })], [`never-true ${WHEN}`]],
  [
    'deep inside',
    [when({ any: [field, { not: { any: [field, { any: [] }] } }] })],
    [`never-true ${WHEN}/any/1/not/any/1`],
  ],
]

/** Faults beside the steps. */
export const misruled: readonly BadJourney[] = [
  ['an unknown zone', [set('/timeZone', 'Europe/Atlantis')], ['unknown-time-zone /timeZone']],
  ['an empty zone', [set('/timeZone', '')], ['unknown-time-zone /timeZone']],
  ['quiet hours of no length', [set('/quietHours', { from: '08:00', to: '08:00' })], ['empty-window /quietHours']],
  ['quiet hours without end', [set('/quietHours', { from: '00:00', to: '24:00' })], ['empty-window /quietHours']],
  ['quiet hours on no day', [set('/quietHours/weekdays', [])], ['empty-window /quietHours/weekdays']],
  ['a goal without cause', [remove('/goals/0/event')], ['missing-config /goals/0']],
  ['a goal with two causes', [set('/goals/0/when', { tag: 'a' })], ['invalid-config /goals/0/when']],
  ['a goal with a test but no event', [set('/goals/1/where', { tag: 'a' })], ['invalid-config /goals/1/where']],
  ['a goal with an empty event', [set('/goals/0/event', '')], ['missing-config /goals/0/event']],
  ['a goal within words', [set('/goals/0/within', 'two months')], ['bad-duration /goals/0/within']],
  ['a goal within a negative time', [set('/goals/0/within', '-P1D')], ['bad-duration /goals/0/within']],
  ['a goal worth nothing known', [set('/goals/0/value', 'revenue')], ['invalid-config /goals/0/value']],
  [
    'a goal with an unknown segment',
    [set('/goals/1/when', { segment: 'nobody' })],
    ['unknown-segment /goals/1/when/segment'],
  ],
  ['a goal that can never be', [set('/goals/1/when', { any: [] })], ['never-true /goals/1/when']],
  [
    'a goal by an outcome of no step',
    [set('/goals/1/when', { interaction: { step: 'x', outcome: 'opened' } })],
    ['unknown-target /goals/1/when/interaction/step'],
  ],
  ['a goal with a condition too deep', [set('/goals/1/when', deep(10, field))], ['too-large /goals/1/when']],
  ['an exit without cause', [remove('/exits/0/event')], ['missing-config /exits/0']],
  [
    'an exit with a broken test',
    [set('/exits/0/where', { field: 'reason', op: 'eq', value: 1 })],
    ['invalid-config /exits/0/where/field'],
  ],
  [
    'an exit with an unknown operator',
    [set('/exits/0/where', { ...field, op: 'is' })],
    ['invalid-config /exits/0/where/op'],
  ],
]
