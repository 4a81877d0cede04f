import { describe, expect, it } from 'vitest'
import { freshTopic, idFor, isListable } from './topic-list.ts'

describe('a list of topics', () => {
  it.each<[string, string | null]>([
    ['Offers & sales', 'offers-sales'],
    ['  Café Neuigkeiten! ', 'cafe-neuigkeiten'],
    ['优惠与促销', '优惠与促销'],
    ['!!!', null],
    ['', null],
  ])('“%s” gives the id %s', (name, id) => expect(idFor(name)).toBe(id))

  it('a new topic has an id of its own', () => {
    expect(freshTopic([]).id).toBe('topic-1')
    expect(freshTopic([{ id: 'topic-2', name: 'Two' }]).id).toBe('topic-3')
  })

  it.each<[string, { id: string; name: string }[], boolean]>([
    ['nothing', [], true],
    [
      'names and ids',
      [
        { id: 'a', name: 'A' },
        { id: 'b b', name: 'A' },
      ],
      true,
    ],
    ['a missing name', [{ id: 'a', name: ' ' }], false],
    ['a missing id', [{ id: '', name: 'A' }], false],
    ['an id with a space at its end', [{ id: 'a ', name: 'A' }], false],
    [
      'two of one id',
      [
        { id: 'a', name: 'A' },
        { id: 'a', name: 'B' },
      ],
      false,
    ],
  ])('%s can be saved or not', (_, topics, can) => expect(isListable(topics)).toBe(can))
})
