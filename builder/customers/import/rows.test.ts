import { describe, expect, it } from 'vitest'
import { guessMapping, readRows, traitName, valueOf } from './rows.ts'

describe('an import', () => {
  it.each([
    [
      ['Email', 'First Name', 'tz'],
      { Email: { kind: 'id' }, 'First Name': { kind: 'trait', name: 'firstName' }, tz: { kind: 'timeZone' } },
    ],
    [['name', 'User ID'], { name: { kind: 'trait', name: 'name' }, 'User ID': { kind: 'id' } }],
    [
      ['plan', 'consent email offers'],
      { plan: { kind: 'id' }, 'consent email offers': { kind: 'consent', channel: 'email', topic: 'offers' } },
    ],
    [['id', 'email', ''], { id: { kind: 'id' }, email: { kind: 'trait', name: 'email' }, '': { kind: 'skip' } }],
    [
      ['客户ID', '姓名', '邮箱', '手机号', '城市', '时区'],
      {
        客户ID: { kind: 'id' },
        姓名: { kind: 'trait', name: 'name' },
        邮箱: { kind: 'trait', name: 'email' },
        手机号: { kind: 'trait', name: 'phone' },
        城市: { kind: 'trait', name: '城市' },
        时区: { kind: 'timeZone' },
      },
    ],
    [
      ['user_id', 'E-mail', 'Mobile phone'],
      {
        user_id: { kind: 'id' },
        'E-mail': { kind: 'trait', name: 'email' },
        'Mobile phone': { kind: 'trait', name: 'phone' },
      },
    ],
  ])('guesses what %j are', (columns, mapping) => {
    expect(guessMapping(columns)).toEqual(mapping)
  })

  it.each([
    ['12', 12],
    ['1.5', 1.5],
    ['-3', -3],
    ['007', '007'],
    ['+49 30', '+49 30'],
    ['true', true],
    ['', ''],
    ['1e5', '1e5'],
    ['12345678901234567', '12345678901234567'],
  ])('reads the value %j', (text, value) => {
    expect(valueOf(text)).toBe(value)
  })

  it('names traits like code does', () => {
    expect(['First Name', 'first_name', 'plan', '国家'].map(traitName)).toEqual([
      'firstName',
      'firstName',
      'plan',
      '国家',
    ])
  })

  it('keeps customers within reach: a phone number is a text, and an id that is an address is one', () => {
    const read = (row: Record<string, string>) => readRows([row], guessMapping(Object.keys(row)), 's').good[0]?.message
    expect(read({ id: 'u1', 手机: '13800138000', age: '36' })?.traits).toEqual({ phone: '13800138000', age: 36 })
    expect(read({ Email: 'ada@example.com' })).toMatchObject({
      userId: 'ada@example.com',
      traits: { email: 'ada@example.com' },
    })
    expect(read({ id: 'a@b.c', email: 'ada@example.com' })?.traits).toEqual({ email: 'ada@example.com' })
  })

  it('tells good rows from bad ones', () => {
    const mapping = guessMapping(['id', 'timezone', 'age', 'optin email offers'])
    const { good, bad } = readRows(
      [
        { id: 'ada', timezone: 'Europe/Berlin', age: '36', 'optin email offers': 'Yes' },
        { id: '', timezone: '', age: '1' },
        { id: 'ben', timezone: 'Mars/Olympus' },
        { id: 'ada', age: '' },
        { id: 'x'.repeat(300) },
        { id: 'mei', age: '', 'optin email offers': 'perhaps' },
      ],
      mapping,
      's1',
    )
    expect(good.map(({ message }) => message)).toEqual([
      {
        type: 'identify',
        messageId: 'import-s1-2',
        userId: 'ada',
        traits: { timeZone: 'Europe/Berlin', age: 36 },
        consent: { email: { offers: true } },
      },
      { type: 'identify', messageId: 'import-s1-7', userId: 'mei', traits: {} },
    ])
    expect(bad.map(({ line, problem }) => [line, problem])).toEqual([
      [3, 'noId'],
      [4, 'badZone'],
      [5, 'twice'],
      [6, 'longId'],
    ])
  })
})
