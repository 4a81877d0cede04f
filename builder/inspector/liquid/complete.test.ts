import { describe, expect, it } from 'vitest'
import { complete, fragmentAt, optionsFor } from './complete.ts'

const PATHS = ['customer.firstName', 'customer.country', 'vars.coupon.code', 'links.unsubscribe']

/** `|` is the cursor. */
function typed(text: string, chosen?: string): string | string[] | null {
  const cursor = text.indexOf('^')
  const plain = text.replace('^', '')
  const fragment = fragmentAt(plain, cursor)
  if (fragment === null) return null
  if (chosen === undefined) return optionsFor(fragment, PATHS)
  const done = complete(plain, cursor, fragment, chosen)
  return `${done.text.slice(0, done.cursor)}^${done.text.slice(done.cursor)}`
}

describe('completing Liquid', () => {
  it.each([
    ['Hi {{^', PATHS],
    ['Hi {{ cus^', ['customer.firstName', 'customer.country']],
    ['Hi {{ coupon^', ['vars.coupon.code']],
    ['Hi {{ customer.firstName^', []],
    ['{% if vars^ %}', ['vars.coupon.code']],
    ['{{ customer.firstName | def^', ["default: ''"]],
    ['Hi cus^', null],
    ['Hi {{ customer.country }} cus^', null],
    ["{{ customer.firstName | default: 'cus^", null],
  ])('%s', (text, expected) => expect(typed(text)).toEqual(expected))

  it.each([
    ['Hi {{^', 'customer.country', 'Hi {{ customer.country }}^'],
    ['Hi {{ cus^', 'customer.firstName', 'Hi {{ customer.firstName }}^'],
    ['Hi {{ cus^ }}!', 'customer.firstName', 'Hi {{ customer.firstName^ }}!'],
    ['{{ cus^ and {{ vars.x }}', 'customer.firstName', '{{ customer.firstName }}^ and {{ vars.x }}'],
    ['{% if vars^ %}', 'vars.coupon.code', '{% if vars.coupon.code^ %}'],
    ['{{ customer.firstName | def^ }}', "default: ''", "{{ customer.firstName | default: '^' }}"],
  ])('%s takes %s', (text, chosen, expected) => expect(typed(text, chosen)).toBe(expected))
})
