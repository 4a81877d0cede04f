import { expect, test } from 'vitest'
import type { Journey, Step } from '../../engine/core/model/journey.ts'
import type { JsonObject } from '../../engine/core/model/json.ts'
import { coreSteps, createRegistry } from '../../engine/core/steps/index.ts'
import { validateJourney } from '../../engine/core/validate/index.ts'
import { type StepTypeInfo, stepTypeFromInfo } from './step-type.ts'

const gift: StepTypeInfo = {
  type: 'gift',
  icon: 'gift',
  group: 'custom',
  texts: { en: { name: 'Gift', description: '' }, zh: { name: '礼物', description: '' } },
  schema: {
    type: 'object',
    properties: {
      kind: { type: 'string' },
      note: { type: 'string', maxLength: 9 },
      wrap: { type: 'boolean', default: false },
    },
    required: ['kind'],
    additionalProperties: false,
  },
  example: { kind: 'book' },
  paths: ['sent', 'none'],
}

test('the ways out of other settings than the example are asked for, and taken as they were told', () => {
  const asked: JsonObject[] = []
  const ask = (_type: string, config: JsonObject): void => void asked.push(config)
  const voucher = { kind: 'voucher', note: 'Hi' }

  expect(stepTypeFromInfo(gift, ask).paths({ kind: 'book' })).toEqual(['sent', 'none'])
  expect(stepTypeFromInfo(gift, ask).paths(voucher)).toEqual(['sent', 'none'])
  expect(asked).toEqual([voucher])

  const told = stepTypeFromInfo({ ...gift, told: [{ config: voucher, paths: ['sent', 'expired'] }] }, ask)
  expect(told.paths(voucher)).toEqual(['sent', 'expired'])
  // As the checks read it: with what the schema fills in.
  expect(told.paths({ kind: 'voucher', note: 'Hi', wrap: false })).toEqual(['sent', 'expired'])
  expect(asked).toHaveLength(1)
})

test('while somebody types, the ways stay as they were; nothing is asked about what the schema refuses', () => {
  const asked: JsonObject[] = []
  const type = stepTypeFromInfo(
    { ...gift, told: [{ config: { kind: 'voucher', note: 'H' }, paths: ['expired'] }] },
    (_type, config) => void asked.push(config),
  )
  expect(type.paths({ kind: 'voucher', note: 'Hi' })).toEqual(['expired'])
  expect(type.paths({ kind: 'voucher', note: 'far too long' })).toEqual(['expired'])
  expect(asked).toEqual([{ kind: 'voucher', note: 'Hi' }])
})

test('a step that waits and a path that follows another one count as they do on the server', () => {
  const step = (id: string, type: string, config: JsonObject): Step => ({ id, type, config })
  const entry = step('start', 'entry', { trigger: { type: 'api' } })
  const journey: Journey = {
    ...{ format: 1, id: 'j', name: 'J' },
    steps: [entry, step('gift', 'gift', { kind: 'book' })],
    edges: [
      { from: 'start', path: 'next', to: 'gift' },
      { from: 'gift', path: 'sent', to: 'gift' },
    ],
  }
  const codes = (info: StepTypeInfo): string[] =>
    validateJourney(journey, { registry: createRegistry(coreSteps, [stepTypeFromInfo(info)]) }).map(({ code }) => code)
  expect(codes(gift)).toEqual(['dead-end', 'cycle-without-wait'])
  expect(codes({ ...gift, waits: true, fallbacks: { none: 'sent' } })).toEqual([])
})
