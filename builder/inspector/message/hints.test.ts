import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../engine/core/model/json.ts'
import { hintsFor, smsParts } from './hints.ts'

const LINK = '{{ links.unsubscribe }}'

const keys = (
  content: JsonObject,
  made: JsonObject = content,
  customer: JsonObject = { firstName: 'Ada' },
  channel = 'email',
) =>
  hintsFor(channel, content, made, customer).map(({ key, values }) =>
    values?.['path'] === undefined ? key : `${key} ${values['path']}`,
  )

describe('hints about a message', () => {
  it.each<[string, JsonObject, JsonObject | undefined, string[]]>([
    ['nothing', { subject: 'Hi', text: `Hello ${LINK}` }, undefined, []],
    ['no subject', { text: LINK }, undefined, ['noSubject']],
    ['nothing at all', {}, undefined, ['noSubject', 'noBody']],
    ['a long subject', { subject: 'x'.repeat(61), text: LINK }, undefined, ['longSubject']],
    ['shouting', { subject: 'BUY NOW', text: LINK }, undefined, []],
    ['shouting', { subject: 'SUMMER SALE', text: LINK }, undefined, ['shouting']],
    ['shouting', { subject: 'Come!!', text: LINK }, undefined, ['shouting']],
    ['two designs', { subject: 'Hi', html: LINK, mjml: '<mjml/>' }, undefined, ['twoDesigns']],
    ['a text of its own', { subject: 'Hi', html: LINK, text: 'x' }, undefined, ['ownText']],
    ['a mail that is cut off', { subject: 'Hi', html: LINK }, { html: 'é'.repeat(52_300) }, ['clipped']],
    [
      'pictures alone',
      { subject: 'Hi', html: LINK },
      { html: '<title>x</title><img src="a.png"> Go' },
      ['picturesOnly'],
    ],
    ['no way out', { subject: 'Hi', text: 'Hello' }, undefined, ['noUnsubscribe']],
    ['an unknown name', { subject: 'Hi {{ firstName }}', text: LINK }, undefined, ['unknown firstName']],
    ['a missing value', { subject: 'Hi {{ customer.city }}', text: LINK }, undefined, ['missing customer.city']],
    ['a replacement', { subject: "Hi {{ customer.city | default: 'you' }}", text: LINK }, undefined, []],
    [
      'a question',
      { subject: 'Hi', text: `{% if customer.city %}{{ customer.city }}{% endif %}${LINK}` },
      undefined,
      [],
    ],
  ])('%s', (_, content, made, expected) => expect(keys(content, made)).toEqual(expected))

  it('ask of a text message only that it says something', () => {
    expect(keys({ text: 'Hello' }, undefined, {}, 'sms')).toEqual([])
    expect(keys({}, undefined, {}, 'sms')).toEqual(['noBody'])
  })
})

it.each([
  ['a'.repeat(160), 1],
  ['a'.repeat(161), 2],
  ['你'.repeat(70), 1],
  ['你'.repeat(71), 2],
])('a text message has parts', (text, parts) => expect(smsParts(text)).toBe(parts))
