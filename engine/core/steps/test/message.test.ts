import { describe, expect, test } from 'vitest'
import type { Interaction } from '../../model/interaction.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { Signal, StepType } from '../sdk.ts'
import { send } from '../send.ts'
import { survey } from '../survey.ts'
import { task } from '../task.ts'
import { webhook } from '../webhook.ts'
import { arrive, at, resume, type Situation } from './fakeContext.ts'

const result = (status: string, response?: Json): Signal => ({
  type: 'result',
  interaction: { id: 'in_1', status, reason: null, ...(response === undefined ? {} : { response }) } as Interaction,
})
const planned = (type: StepType, config: JsonObject, situation?: Situation) => {
  const { decision, effects } = arrive(type, config, situation)
  return { decision, draft: effects[0]?.[1] as { content: JsonObject } }
}

describe('send', () => {
  const config = { channel: 'email', topic: 'news', content: { subject: 'Hi {{ customer.firstName }}', text: 'x' } }

  test('plans one message and waits for what becomes of it', () => {
    const { decision, draft } = planned(send, { ...config, cap: { max: 1, per: 'P1D' } })
    expect(decision).toEqual({ wait: { dueAt: null, interactionId: 'in_1' } })
    expect(draft).toEqual({
      channel: 'email',
      topic: 'news',
      content: { subject: 'Hi Ada', text: 'x' },
      idempotent: false,
      quietHours: 'defer',
      cap: { max: 1, per: 'P1D', over: 'defer' },
      workspaceCaps: 'apply',
    })
  })

  test('the content of the step lies over the template', () => {
    const templates = [{ id: 'hello', name: 'Hello', channel: 'email', subject: 'A', text: 'B', html: '<p>C</p>' }]
    const { draft } = planned(send, { ...config, template: 'hello', content: { subject: 'Mine' } }, { templates })
    expect(draft.content).toEqual({ subject: 'Mine', text: 'B', html: '<p>C</p>' })
  })

  test('a template that is gone parks', () => {
    const { decision } = arrive(send, { channel: 'email', topic: 'news', template: 'gone' })
    expect(decision).toEqual({ park: 'template-error', detail: 'There is no template "gone".' })
  })

  test.each<[string, string | null]>([
    ['accepted', 'next'],
    ['unknown', 'next'],
    ['suppressed', 'suppressed'],
    ['failed', 'failed'],
    ['cancelled', null],
    ['planned', null],
    ['sending', null],
  ])('%s -> %s', (status, leave) => {
    expect(resume(send, config, {}, result(status)).decision).toEqual(leave && { leave })
  })
  test('nothing else moves it', () => expect(resume(send, config, {}, { type: 'change' }).decision).toBeNull())
})

describe('webhook', () => {
  const config = {
    method: 'POST',
    url: 'https://example.com/{{ customer.id }}',
    headers: { 'X-Points': '{{ loyalty.points }}' },
    body: { who: '{{ customer.id }}', points: '{{ loyalty.points }}' },
    saveAs: 'crm',
  }

  test('asks with values in it; headers stay texts, the body keeps types', () => {
    const { draft } = planned(webhook, config)
    expect(draft).toEqual({
      channel: 'webhook',
      topic: null,
      content: {
        method: 'POST',
        url: 'https://example.com/ada',
        headers: { 'X-Points': '0' },
        body: { who: 'ada', points: 0 },
      },
      idempotent: true,
      quietHours: 'ignore',
    })
  })

  test.each<[string, Json | undefined, string | null, unknown[]]>([
    ['accepted', { score: 7 }, 'next', [['setVars', { crm: { score: 7 } }]]],
    ['accepted', undefined, 'next', [['setVars', { crm: null }]]],
    ['unknown', undefined, 'next', []],
    ['suppressed', undefined, 'next', []],
    ['failed', { error: 1 }, 'failed', []],
    ['cancelled', undefined, null, []],
  ])('%s with %j -> %s', (status, response, leave, effects) => {
    const got = resume(webhook, config, {}, result(status, response))
    expect(got.decision).toEqual(leave && { leave })
    expect(got.effects).toEqual(effects)
  })
})

describe('survey', () => {
  const config = {
    kind: 'nps',
    channel: 'email',
    topic: 'surveys',
    question: 'Is it <good>, {{ customer.firstName }}?',
    timeout: 'P7D',
  }
  const answer = (value: Json, interactionId = 'in_1'): Signal => ({ type: 'answer', interactionId, value })

  test('asks with a link for each answer', () => {
    const { decision, draft } = planned(survey, config)
    expect(decision).toEqual({ wait: { dueAt: null, inputs: true, interactionId: 'in_1' } })
    expect(draft.content.subject).toBe('Is it <good>, Ada?')
    expect(draft.content.text).toContain('\n10: https://example.com/answer/10')
    expect(draft.content.html).toContain('<p>Is it &lt;good&gt;, Ada?</p>')
    expect(String(draft.content.html).match(/<a /g)).toHaveLength(11)
  })

  test.each<[string, [Json, string | null][]]>([
    [
      'nps',
      [
        [0, 'detractor'],
        [6, 'detractor'],
        [7, 'passive'],
        [8, 'passive'],
        [9, 'promoter'],
        [10, 'promoter'],
        [11, null],
      ],
    ],
    [
      'csat',
      [
        [0, null],
        [1, 'dissatisfied'],
        [2, 'dissatisfied'],
        [3, 'neutral'],
        [4, 'satisfied'],
        [5, 'satisfied'],
        [6, null],
      ],
    ],
    [
      'ces',
      [
        [1, 'dissatisfied'],
        [3, 'dissatisfied'],
        [4, 'neutral'],
        [5, 'satisfied'],
        [7, 'satisfied'],
        [4.5, null],
        ['7', null],
      ],
    ],
  ])('%s answers', (kind, table) => {
    for (const [value, leave] of table) {
      const { decision, effects } = resume(survey, { ...config, kind }, {}, answer(value))
      expect(decision).toEqual(leave && { leave, why: { value } })
      const said = { kind, step: 'here', value, category: leave }
      expect(effects).toEqual(
        leave === null
          ? []
          : [
              ['setVars', { survey: said }],
              ['track', 'Survey Answered', said],
            ],
      )
    }
  })

  test('an answer to another question', () => expect(resume(survey, config, {}, answer(9, 'in_x')).decision).toBeNull())

  test.each(['suppressed', 'failed'])('%s leaves by timeout at once', (status) => {
    const { decision } = resume(survey, config, {}, result(status))
    expect(decision).toEqual({ leave: 'timeout', why: { status, reason: null } })
  })

  test('the time to answer counts from the sending', () => {
    const sent = { now: '2026-03-04T09:00:00Z' }
    const { decision } = resume(survey, config, {}, result('accepted'), sent)
    expect(decision).toMatchObject({ wait: { dueAt: at('2026-03-11T09:00:00Z'), inputs: true, interactionId: 'in_1' } })
    const waiting = decision && 'wait' in decision ? decision.wait : null
    const later = (now: string, signal: Signal, more: Situation = {}) =>
      resume(survey, config, {}, signal, { now, enrollment: { waiting }, ...more }).decision
    expect(later('2026-03-11T09:00:00Z', { type: 'timer' })).toEqual({ leave: 'timeout' })
    expect(later('2026-03-11T08:59:00Z', { type: 'timer' })).toBeNull()
    expect(later('2026-03-11T09:00:00Z', answer(9))).toMatchObject({ leave: 'promoter' })
    expect(later('2026-03-05T09:00:00Z', result('accepted'))).toBeNull()
    expect(later('2026-03-05T09:00:00Z', { type: 'change' })).toBeNull()
    const accepted = at(sent.now)
    expect(later('2026-03-05T09:00:00Z', { type: 'change' }, { zone: 'UTC' })).toMatchObject({
      wait: { memo: { zone: 'UTC', accepted } },
    })
    const paused = later('2026-03-06T09:00:00Z', { type: 'retime', shift: 86_400_000 })
    expect(paused).toMatchObject({ wait: { dueAt: at('2026-03-12T09:00:00Z'), memo: { accepted, shift: 86_400_000 } } })
  })
})

describe('task', () => {
  const config = { queue: 'sales', title: 'Call {{ customer.firstName }}', dueIn: 'P2D' }
  const waiting = { ...config, waitForDone: true }

  test('is given and forgotten', () => {
    const { decision, draft } = planned(task, config)
    expect(decision).toEqual({ leave: 'next' })
    const content = { queue: 'sales', title: 'Call Ada', dueAt: '2026-03-04T09:00:00.000Z' }
    expect(draft).toEqual({ channel: 'task', topic: null, content, immediate: true })
  })

  test.each<[string, Signal, string, object | null]>([
    ['done', { type: 'task', interactionId: 'in_1', done: true }, '2026-03-03T09:00:00Z', { leave: 'done' }],
    ['not done', { type: 'task', interactionId: 'in_1', done: false }, '2026-03-03T09:00:00Z', null],
    ['another task', { type: 'task', interactionId: 'in_x', done: true }, '2026-03-03T09:00:00Z', null],
    ['overdue', { type: 'timer' }, '2026-03-04T09:00:00Z', { leave: 'overdue' }],
    ['too early', { type: 'timer' }, '2026-03-04T08:59:00Z', null],
    [
      'a pause',
      { type: 'retime', shift: 3_600_000 },
      '2026-03-03T09:00:00Z',
      { wait: { dueAt: at('2026-03-04T10:00:00Z'), interactionId: 'in_1' } },
    ],
  ])('waiting: %s', (_name, signal, now, expected) => {
    const { decision } = resume(task, waiting, {}, signal, { now })
    if (expected === null) expect(decision).toBeNull()
    else expect(decision).toMatchObject(expected)
  })
})
