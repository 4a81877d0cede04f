import { describe, expect, test } from 'vitest'
import { readAddress, readMailbox } from '../address.ts'

describe('one plain address', () => {
  test.each([
    ['ada@example.com', 'ada@example.com'],
    ['Ada.Lovelace+news@Mail.Example.COM', 'Ada.Lovelace+news@mail.example.com'],
    ["o'neil_x-1@example.co.uk", "o'neil_x-1@example.co.uk"],
    ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
    ['ada@例え.テスト', 'ada@xn--r8jz45g.xn--zckzah'],
    [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
  ])('takes %s', (text, address) => expect(readAddress(text)).toBe(address))

  test.each([
    '',
    '@',
    'ada',
    'ada@',
    '@example.com',
    'ada@example',
    'ada@localhost',
    'a b@example.com',
    ' ada@example.com',
    'ada@example.com ',
    'ada@@example.com',
    'ada@example.com@evil.example',
    '.ada@example.com',
    'ada.@example.com',
    'a..da@example.com',
    '"ada"@example.com',
    'ada(x)@example.com',
    '<ada@example.com>',
    'Ada <ada@example.com>',
    'ada@example.com,eve@example.com',
    'ada@example.com;eve@example.com',
    'ada@[127.0.0.1]',
    'ada@127.0.0.1',
    'ada@-example.com',
    'ada@example-.com',
    'ada@exa_mple.com',
    'ada@example..com',
    'ada@example.com.',
    'ada@example.com\r\nRCPT TO:<eve@example.com>',
    'ada@example.com\n',
    'a\0da@example.com',
    'ada\t@example.com',
    'ada@example.com/path',
    'ada@example.com:25',
    'ada@exa%6dple.com',
    'list:ada@example.com;',
    '@a,@b:ada@example.com',
    'ädä@example.com',
    `${'a'.repeat(65)}@example.com`,
    `ada@${'a'.repeat(64)}.com`,
    `ada@${'abcdefgh.'.repeat(30)}com`,
    `ada@${'x'.repeat(200_000)}.com`,
  ])('refuses %j', (text) => expect(readAddress(text)).toBeNull())
})

describe('a sender', () => {
  test.each([
    ['shop@example.com', { name: '', address: 'shop@example.com' }],
    ['The Shop <shop@example.com>', { name: 'The Shop', address: 'shop@example.com' }],
    ['"Shop, The" <shop@example.com>', { name: 'Shop, The', address: 'shop@example.com' }],
    ['小店 <shop@example.com>', { name: '小店', address: 'shop@example.com' }],
    ['<shop@example.com>', { name: '', address: 'shop@example.com' }],
  ])('takes %s', (text, mailbox) => expect(readMailbox(text)).toEqual(mailbox))

  test.each([
    '',
    'The Shop',
    'Shop <shop>',
    'Shop, The <shop@example.com>',
    'Shop <shop@example.com> x',
    'A <a@example.com> <b@example.com>',
    'Shop\r\nBcc: eve@example.com <shop@example.com>',
    'Shop\u2028 <shop@example.com>',
    `${'x'.repeat(500)} <shop@example.com>`,
  ])('refuses %j', (text) => expect(readMailbox(text)).toBeNull())
})
