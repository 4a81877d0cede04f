import { describe, expect, it } from 'vitest'
import { folderOf, plainTags, tagsFor } from './filing.ts'

describe('where a journey is filed', () => {
  it.each([
    [[], null, []],
    [['a', 'b'], null, ['a', 'b']],
    [['a', 'Campaigns/', 'b'], 'Campaigns', ['a', 'b']],
    [['/'], null, []],
  ] as const)('%j', (tags, folder, plain) => {
    expect(folderOf(tags)).toBe(folder)
    expect(plainTags(tags)).toEqual(plain)
  })

  it('is written as tags and read back', () => {
    expect(tagsFor(' Spring / Sale ', ['a', 'a', 'Old/'])).toEqual(['Spring   Sale/', 'a'])
    expect(folderOf(tagsFor('Spring', ['a']))).toBe('Spring')
    expect(tagsFor('', ['a'])).toEqual(['a'])
  })
})
