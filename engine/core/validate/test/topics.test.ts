import { describe, expect, test } from 'vitest'
import type { Journey } from '../../model/journey.ts'
import { reviewCondition, reviewSegment, validateJourney } from '../index.ts'
import { goodJourney, lookup } from './good-journey.ts'

const consent = { consent: { channel: 'email', topic: 'gossip' } }
const places = (journey: Journey, topics?: string[]): string[] =>
  validateJourney(journey, { ...lookup, ...(topics && { topics: new Set(topics) }) }).map(
    ({ code, pointer, severity }) => `${severity} ${code} ${pointer}`,
  )
const at = (step: string): number => goodJourney.steps.findIndex(({ id }) => id === step)

describe('a topic outside the list of topics', () => {
  test('is a warning where it is written about, asked for or counted', () => {
    const steps = goodJourney.steps.map((step) =>
      step.id === 'room' ? { ...step, config: { ...step.config, topic: 'gossip' } } : step,
    )
    const journey = { ...goodJourney, steps, exits: [{ id: 'gone', when: { not: consent } }] }
    expect(places(journey, ['offers', 'surveys'])).toEqual([
      `warning unknown-topic /steps/${at('thanks')}/config/topic`,
      `warning unknown-topic /steps/${at('room')}/config/topic`,
      'warning unknown-topic /exits/0/when/not/consent/topic',
    ])
  })

  test('is found in surveys and in conditions of entries', () => {
    expect(places(goodJourney, ['onboarding'])).toEqual([
      `warning unknown-topic /steps/${at('start')}/config/where/consent/topic`,
      `warning unknown-topic /steps/${at('winback')}/config/topic`,
      `warning unknown-topic /steps/${at('score')}/config/topic`,
    ])
  })

  test('names the step and says what to do', () => {
    const [first] = validateJourney(goodJourney, { ...lookup, topics: new Set(['offers', 'surveys']) })
    expect(first).toMatchObject({ step: 'thanks', severity: 'warning' })
    expect(first?.message).toBe(
      'Step "thanks" names the topic "onboarding", which is not in the list of topics; choose one of them, or add it in the settings.',
    )
  })

  test.each<[string, string[] | undefined]>([
    ['where no topic is listed', []],
    ['before the list is loaded', undefined],
    ['where all are listed', ['offers', 'onboarding', 'surveys']],
  ])('is nothing %s', (_, topics) => expect(places(goodJourney, topics)).toEqual([]))

  test('is found in segments and in conditions that belong to none', () => {
    const topics = new Set(['offers'])
    const codes = ({ problems }: { problems: { code: string; pointer: string }[] }) =>
      problems.map(({ code, pointer }) => `${code} ${pointer}`)
    expect(codes(reviewCondition({ any: [consent] }, undefined, topics))).toEqual([
      'unknown-topic /any/0/consent/topic',
    ])
    expect(codes(reviewSegment({ id: 'x', when: consent }, undefined, topics))).toEqual([
      'unknown-topic /when/consent/topic',
    ])
    expect(codes(reviewSegment({ id: 'x', when: consent }))).toEqual([])
  })
})
