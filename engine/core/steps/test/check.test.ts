import { expect, test } from 'vitest'
import type { JsonObject } from '../../model/json.ts'
import { coreRegistry } from '../index.ts'
import { check } from './fakeContext.ts'

const registry = coreRegistry()
const where = { field: 'customer.a', op: 'exists' }

test.each<[string, JsonObject, string[]]>([
  ['wait', {}, ['error missing-config']],
  ['wait', { for: 'P1D', days: 1 }, ['error invalid-config /days']],
  ['wait', { days: 1 }, ['error missing-config /at']],
  ['wait', { days: 800, at: '09:00' }, ['warning long-wait /days']],
  ['wait', { for: 'P3Y' }, ['asks duration /for P3Y', 'warning long-wait /for']],
  ['wait', { for: 'P2Y' }, ['asks duration /for P2Y']],
  ['wait', { for: 'soon' }, ['asks duration /for soon']],
  ['wait', { until: 'later' }, ['error invalid-config /until']],
  ['wait', { until: '2026-05-10', at: '09:00' }, ['error invalid-config /at']],
  ['wait', { until: { weekdays: [], at: '09:00' } }, ['error empty-window /until/weekdays']],
  [
    'wait',
    { between: { min: 'P2D', max: 'P1D' } },
    ['asks duration /between/min P2D', 'asks duration /between/max P1D', 'error bad-duration /between/max'],
  ],
  [
    'wait',
    { untilField: { field: 'customer.d', offset: '-P1D' } },
    ['asks condition /untilField', 'asks duration /untilField/offset -P1D'],
  ],
  [
    'wait-for',
    { branches: [{ path: 'a' }], timeout: 'P1D' },
    ['error missing-config /branches/0', 'asks duration /timeout P1D'],
  ],
  [
    'wait-for',
    { branches: [{ path: 'a', event: 'E', condition: where }], timeout: 'never' },
    ['error invalid-config /branches/0/condition', 'warning timeout-never /timeout'],
  ],
  [
    'wait-for',
    { branches: [{ path: 'a', event: 'E', where }], timeout: {} },
    ['asks condition /branches/0/where', 'error missing-config /timeout'],
  ],
  [
    'wait-for',
    { branches: [{ path: 'a', condition: where, where }], timeout: { until: 'x' } },
    [
      'asks condition /branches/0/condition',
      'error invalid-config /branches/0/where',
      'error invalid-config /timeout/until',
    ],
  ],
  [
    'wait-for',
    { branches: [{ path: 'a', interaction: { step: 's', outcome: 'opened' } }], timeout: 'P9Y' },
    ['asks condition /branches/0', 'asks duration /timeout P9Y', 'warning long-wait /timeout'],
  ],
  ['window', {}, ['error missing-config']],
  ['window', { from: '09:00' }, ['error missing-config /to']],
  ['window', { from: '09:00', to: '09:00' }, ['error empty-window /to']],
  ['window', { weekdays: [] }, ['error empty-window /weekdays']],
  ['window', { weekdays: ['mon'], timeZone: 'customer' }, []],
  ['window', { weekdays: ['mon'], timeZone: 'Mars/X' }, ['asks zone /timeZone Mars/X']],
  ['branch', { branches: [{ path: 'a', when: where }] }, ['asks condition /branches/0/when']],
  [
    'split',
    {
      arms: [
        { path: 'a', weight: 0 },
        { path: 'b', weight: 0 },
      ],
    },
    ['error bad-weights /arms'],
  ],
  [
    'split',
    {
      arms: [
        { path: 'a', weight: 1 },
        { path: 'b', weight: -1 },
      ],
    },
    ['error bad-weights /arms/1/weight'],
  ],
  ['cap', { max: 1, per: 'x', counts: 'all' }, ['asks duration /per x']],
  ['send', { channel: 'email' }, ['error missing-topic /topic', 'error missing-config /content']],
  ['send', { channel: 'coupon', template: 't' }, []],
  [
    'webhook',
    { method: 'GET', url: 'ftp://x' },
    ['asks text /url', 'error invalid-config /url', 'asks text /headers', 'asks text /body'],
  ],
  ...[
    ['https://', ['error invalid-config /url']],
    ['https://a b/', ['error invalid-config /url']],
    ['https://ada:secret@example.com/', ['error invalid-config /url']],
    ['https://{{ vars.host }}/x y', []],
    ['{{ vars.hook }}', []],
  ].map(([url, problems]): [string, JsonObject, string[]] => [
    'webhook',
    { method: 'POST', url: url as string },
    ['asks text /url', ...(problems as string[]), 'asks text /headers', 'asks text /body'],
  ]),
  [
    'webhook',
    {
      method: 'DELETE',
      url: 'https://example.com',
      headers: { 'x y': 'a', Host: 'b', a: 'c', A: 'd', 'x-name': '你好', 'content-type': 'text/plain', 'x/~': '' },
      body: 1,
    },
    [
      'asks text /url',
      'asks text /headers',
      ...['x y', 'Host', 'A', 'x-name', 'content-type', 'x~1~0'].map((name) => `error invalid-config /headers/${name}`),
      'asks text /body',
    ],
  ],
  [
    'webhook',
    {
      method: 'POST',
      url: 'https://example.com',
      headers: { 'x-name': '{{ customer.name | default: "你好" }}', 'Content-Type': '{{ vars.type }}', 'X-Key': 'k' },
    },
    ['asks text /url', 'asks text /headers', 'asks text /body'],
  ],
  [
    'webhook',
    {
      method: 'POST',
      url: 'https://example.com',
      headers: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`x-${n}`, 'y'])),
    },
    ['asks text /url', 'asks text /headers', 'error invalid-config /headers', 'asks text /body'],
  ],
  [
    'webhook',
    { method: 'GET', url: 'https://example.com', body: {} },
    ['asks text /url', 'asks text /headers', 'asks text /body', 'warning get-with-body /body'],
  ],
  [
    'webhook',
    { method: 'GET', url: 'https://example.com', body: null },
    ['asks text /url', 'asks text /headers', 'asks text /body'],
  ],
  [
    'update',
    { set: { 'vars.a.b': 1 }, unset: ['vars.'] },
    ['asks text /set', 'error invalid-config /set/vars.a.b', 'error invalid-config /unset/0'],
  ],
  [
    'update',
    { set: { 'customer.name': 'x' }, increment: { 'customer.n': 1 } },
    [
      'asks text /set',
      'asks text /increment',
      'error invalid-config /set/customer.name',
      'error invalid-config /increment/customer.n',
    ],
  ],
  [
    'update',
    { unset: ['__proto__', 'vars.__proto__'] },
    ['asks text /set', 'error invalid-config /unset/0', 'error invalid-config /unset/1'],
  ],
  ['points', { reason: 'x' }, ['asks text /reason', 'error missing-config']],
  ['points', { add: -1, reason: 'x' }, ['asks text /reason', 'asks text /add', 'error invalid-config /add']],
  ['points', { add: 1, spend: 1, reason: 'x' }, ['asks text /reason', 'error invalid-config /spend']],
  ['coupon', { pool: 'a', generate: {} }, ['error invalid-config /generate', 'asks text /value']],
  ['coupon', { pool: 'a', expires: 'soon' }, ['asks text /value', 'error bad-duration /expires']],
  [
    'survey',
    { kind: 'nps', channel: 'email', question: '?', timeout: 'P1D' },
    ['error missing-topic /topic', 'asks text /question', 'asks duration /timeout P1D'],
  ],
  ['task', { queue: 'a', title: 'b', waitForDone: true }, ['asks text /title', 'error missing-config /dueIn']],
  ['entry', { trigger: { type: 'schedule' } }, ['error missing-config /trigger']],
  ['entry', { trigger: { type: 'schedule', cron: '99 * * * *' } }, ['asks cron /trigger/cron 99 * * * *']],
  [
    'entry',
    { trigger: { type: 'schedule', rrule: 'FREQ=NEVER', timeZone: 'X' } },
    ['asks zone /trigger/timeZone X', 'asks rrule /trigger/rrule FREQ=NEVER'],
  ],
  [
    'entry',
    { trigger: { type: 'date', field: 'customer.d', offset: '-P3D' } },
    ['asks condition /trigger', 'asks duration /trigger/offset -P3D'],
  ],
  [
    'entry',
    { trigger: { type: 'event', event: 'E', where }, where, reentry: { policy: 'always', key: 'customer.x' } },
    ['asks condition /trigger/where', 'asks condition /where', 'error invalid-config /reentry/key'],
  ],
])('%s %j', (type, config, problems) => {
  const definition = registry.get(type)
  expect(definition && check(definition, config)).toEqual(problems)
})

test.each<[string, JsonObject]>([
  ['wait', { at: '9:00' }],
  ['wait', { days: -1, at: '09:00' }],
  ['wait-for', { branches: [], timeout: 'P1D' }],
  ['branch', { branches: [{ path: ' a', when: where }] }],
  ['cap', { max: 0, per: 'P1D', counts: 'all' }],
  ['send', { channel: '', topic: 'a', template: 'b' }],
  ['webhook', { method: 'TRACE', url: 'https://example.com' }],
  ['webhook', { method: 'GET', url: 'https://example.com', saveAs: 'a.b' }],
  ['webhook', { method: 'GET', url: 'https://example.com', saveAs: '__proto__' }],
  ['coupon', { generate: { pattern: 'X-###' } }],
  ['stage', { to: 'nowhere' }],
  ['exit', {}],
])('the schema of %s refuses %j', (type, config) => {
  expect(registry.get(type)?.config.safeParse(config).success).toBe(false)
})
