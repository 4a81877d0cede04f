import { beforeAll, expect, it } from 'vitest'
import { i18n, startI18n } from '../i18n/index.ts'
import { factsOf } from './facts.ts'

beforeAll(() => startI18n('en'))

const facts = (traits: Parameters<typeof factsOf>[0]['traits'], timeZone: string | null) =>
  factsOf({ traits, timeZone, points: 0, tier: null }, i18n.t)

it('tells the time zone once, however it came in', () => {
  expect(facts({ timezone: 'Asia/Tokyo', timeZone: 'Asia/Tokyo' }, 'Asia/Tokyo')).toEqual([['Time zone', 'Asia/Tokyo']])
})

it('keeps a trait that is not the zone that counts', () => {
  expect(facts({ timezone: 'JST' }, null)).toEqual([['timezone', 'JST']])
})

it('says yes, no and nothing in words', () => {
  expect(facts({ vip: true, plan: null }, null)).toEqual([
    ['vip', 'yes'],
    ['plan', 'empty'],
  ])
})
