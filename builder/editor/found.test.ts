import { beforeAll, describe, expect, it } from 'vitest'
import { coreSteps, createRegistry } from '../../engine/core/steps/index.ts'
import { loadPinyin, type Sounds } from '../words/pinyin.ts'
import { foundByText, foundKinds, textsIn } from './found.ts'

const types = createRegistry(coreSteps).all()
const deaf: Sounds = () => false
let sounds: Sounds
const kinds = (search: string, by = sounds): string[] => foundKinds(types, search, by).map(({ type }) => type)

beforeAll(async () => {
  sounds = await loadPinyin()
})

describe('a kind of step is found', () => {
  it.each([
    ['wait', 'wait'],
    ['随机', 'split'],
    ['suiji', 'split'],
    ['sjfl', 'split'],
    ['fasong', 'send'],
    ['fs xx', 'send'],
    ['coupon', 'coupon'],
  ])('by %s', (typed, first) => {
    expect(kinds(typed)[0]).toBe(first)
  })

  it('by sound only once the sounds are known', () => {
    expect(kinds('sjfl', deaf)).toEqual([])
    expect(kinds('')).toHaveLength(types.length)
  })
})

describe('a step is found', () => {
  const steps = [
    { label: '感谢下单', description: '邮件：谢谢', keywords: ['send-2', 'Send message', 'Spring sale inside'] },
    { label: 'Thank you', description: '', keywords: ['send'] },
    { label: 'Say thank you again', keywords: 'x' },
  ]
  const names = (typed: string): string[] => foundByText(steps, typed, sounds).map(({ label }) => label)

  it('by its name, what begins so first', () => expect(names('thank')).toEqual(['Thank you', 'Say thank you again']))
  it('by how its name sounds', () => expect(names('gxxd')).toEqual(['感谢下单']))
  it('by its id, its kind and what it says', () => {
    expect(names('send-2')).toEqual(['感谢下单'])
    expect(names('spring SALE')).toEqual(['感谢下单'])
  })
  it('not by what is nowhere', () => expect(names('zzz')).toEqual([]))
})

it('texts of a config are found, names of keys are not', () => {
  expect(textsIn({ content: { subject: 'Hello', parts: ['a', 1, null] } })).toEqual(['Hello', 'a'])
})
