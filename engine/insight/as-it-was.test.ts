import { describe, expect, it } from 'vitest'
import type { Customer } from '../core/model/customer.ts'
import type { Input, InputBody } from '../core/model/input.ts'
import { newCustomer } from '../core/model/new-customer.ts'
import { asItWas, stagesOf } from './as-it-was.ts'
import { changesOf, type Stay } from './changes.ts'

const said = (acceptedAt: number, body: InputBody): Input => ({
  ...body,
  id: `i${acceptedAt}`,
  customerId: 'ada',
  acceptedAt,
  ordinal: 0,
})
const stay = (enteredAt: number, type: string, config: object): Stay => ({
  journey: 'welcome',
  step: { id: type, type, config: config as never },
  visit: { enteredAt },
})
const today = (changes: Partial<Customer>): Customer => ({ ...newCustomer('ada', 0, 1), ...changes })
const none = { traits: [], parts: [] }

describe('a customer as they were', () => {
  const inputs = [
    said(10, { kind: 'identify', traits: { plan: 'free', city: 'Rome' }, addTags: ['new'], timeZone: 'Europe/Rome' }),
    said(20, { kind: 'consent', channel: 'email', topic: 'offers', allowed: true }),
    said(30, { kind: 'identify', traits: { plan: 'pro' }, unset: ['city'] }),
    said(40, { kind: 'outcome', outcome: 'unsubscribed', interactionId: 'in_1' }),
    said(50, { kind: 'outcome', outcome: 'bounced', interactionId: 'in_1' }),
    said(60, { kind: 'stage', to: 'use' }),
  ]
  const changes = changesOf(inputs, [], new Map([['in_1', { channel: 'email', topic: 'offers' }]]))
  const ada = today({
    ...{ traits: { plan: 'pro' }, tags: ['new'], timeZone: 'Europe/Rome', stage: 'use', stageAt: 60 },
    ...{ consent: { email: [] }, suppressed: { email: 'bounced' } },
  })

  it.each([
    [5, { traits: {}, tags: [], timeZone: null, consent: {} }],
    [10, { traits: { plan: 'free', city: 'Rome' }, tags: ['new'], timeZone: 'Europe/Rome' }],
    [29, { traits: { plan: 'free', city: 'Rome' }, consent: { email: ['offers'] } }],
    [30, { traits: { plan: 'pro' }, consent: { email: ['offers'] } }],
    [40, { consent: { email: [] }, suppressed: {}, stage: null }],
    [99, { traits: { plan: 'pro' }, suppressed: { email: 'bounced' }, stage: 'use' }],
  ])('at %d', (at, expected) => {
    expect(asItWas(ada, changes, at)).toMatchObject({ ...expected, unsure: none })
  })

  it('knows what steps wrote, and says what it does not know', () => {
    const config = { set: { score: 5, greeting: 'Hi {{ customer.name }}', 'vars.note': 'x' }, increment: { orders: 1 } }
    const steps = changesOf(
      [
        said(10, { kind: 'identify', traits: { orders: 2 } }),
        said(40, { kind: 'identify', traits: { greeting: 'Hello' } }),
      ],
      [stay(20, 'update', { ...config, addTags: ['seen'] })],
      new Map(),
    )
    const now = today({ traits: { orders: 3, score: 5, greeting: 'Hello' }, tags: ['seen'] })
    expect(asItWas(now, steps, 15)).toMatchObject({ traits: { orders: 2 }, tags: [], unsure: none })
    expect(asItWas(now, steps, 25)).toMatchObject({
      traits: { orders: 3, score: 5 },
      tags: ['seen'],
      unsure: { traits: ['greeting'], parts: [] },
    })
    expect(asItWas(now, steps, 45)).toMatchObject({ traits: { greeting: 'Hello' }, unsure: none })
  })

  it('takes today’s value where nothing has written since', () => {
    const steps = changesOf([], [stay(20, 'update', { set: { code: '{{ vars.code }}' } })], new Map())
    const now = today({ traits: { code: 'A1' } })
    expect(asItWas(now, steps, 30)).toMatchObject({ traits: { code: 'A1' }, unsure: none })
    expect(asItWas(now, steps, 10)).toMatchObject({ traits: {}, unsure: none })
  })

  it('does not claim to know what something unknown has changed', () => {
    const known = changesOf([said(10, { kind: 'identify', traits: { plan: 'free' } })], [], new Map())
    const now = today({ traits: { plan: 'gold', leadScore: 7 }, tags: ['by-code'], stage: 'use' })
    expect(asItWas(now, known, 20).unsure).toEqual({ traits: ['leadScore', 'plan'], parts: ['stage', 'tags'] })
  })

  it('leaves the customer alone', () => {
    const before = structuredClone(ada)
    asItWas(ada, changes, 30)
    expect(ada).toEqual(before)
  })
})

describe('stages', () => {
  it('come from outside and from steps, in order; the same one again is no move', () => {
    const changes = changesOf(
      [said(30, { kind: 'stage', to: 'use' }), said(50, { kind: 'stage', to: 'win-back' })],
      [stay(10, 'stage', { to: 'awareness' }), stay(40, 'stage', { to: 'use' })],
      new Map(),
    )
    const by = { journey: 'welcome', step: 'stage' }
    expect(stagesOf({ stage: 'win-back', stageAt: 50 }, changes)).toEqual([
      { at: 10, to: 'awareness', by, isKept: true },
      { at: 30, to: 'use', by: null, isKept: true },
      { at: 50, to: 'win-back', by: null, isKept: true },
    ])
  })

  it('end with the one the customer is in, also where nothing tells what moved them', () => {
    expect(stagesOf({ stage: 'use', stageAt: 70 }, [])).toEqual([{ at: 70, to: 'use', by: null, isKept: false }])
    expect(stagesOf({ stage: null, stageAt: null }, [])).toEqual([])
  })
})
