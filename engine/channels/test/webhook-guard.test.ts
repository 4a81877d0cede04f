import { describe, expect, test } from 'vitest'
import { checkTarget, isPublic, readAllowList } from '../webhook-guard.ts'

/** Where no URL may lead, in every spelling a URL knows. */
const closed = [
  // loopback and this host
  '127.0.0.1',
  '127.1',
  '127.0.0.1.',
  '127.255.255.254',
  '0.0.0.0',
  '0',
  '0.1.2.3',
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '0177.0.0.1',
  '017700000001',
  '0x7f.0x0.0x0.0x1',
  '127.0.0x0.1',
  '①②⑦.0.0.1',
  '１２７.0.0.1',
  '[::1]',
  '[::]',
  '[0:0:0:0:0:0:0:1]',
  // private, shared and link-local
  '10.0.0.1',
  '10.255.255.255',
  '167772161',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '192.168.1',
  '3232235521',
  '100.64.0.1',
  '100.127.255.254',
  '169.254.0.1',
  '169.254.169.254',
  '0xa9fea9fe',
  '2852039166',
  '169.254.170.2',
  '[fc00::1]',
  '[fd00:ec2::254]',
  '[fdff::1]',
  '[fe80::1]',
  '[febf::1]',
  '[fec0::1]',
  // reserved, documentation, test, multicast, broadcast
  '192.0.0.1',
  '192.0.0.170',
  '192.0.2.1',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.1',
  '203.0.113.1',
  '192.88.99.1',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  '192.31.196.1',
  '192.52.193.1',
  '192.175.48.1',
  '[ff02::1]',
  '[ff0e::1]',
  '[2001:db8::1]',
  '[100::1]',
  '[2001:2::1]',
  '[2001:10::1]',
  '[2001:20::1]',
  '[3fff::1]',
  '[5f00::1]',
  '[4000::1]',
  '[1::1]',
  '[fe00::1]',
  // an IPv4 address inside an IPv6 one: mapped, translated, compatible, NAT64, 6to4, Teredo
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::ffff:a9fe:a9fe]',
  '[::ffff:10.0.0.1]',
  '[0:0:0:0:0:ffff:127.0.0.1]',
  '[::ffff:0:127.0.0.1]',
  '[::127.0.0.1]',
  '[::7f00:1]',
  '[::a00:1]',
  '[64:ff9b::127.0.0.1]',
  '[64:ff9b::a9fe:a9fe]',
  '[64:ff9b:1::7f00:1]',
  '[2002:7f00:1::]',
  '[2002:a9fe:a9fe::1]',
  '[2002:c0a8:1::1]',
  '[2001:0:4136:e378:8000:63bf:f5ff:fffe]',
  '[64:ff9b::8.8.8.8]',
  '[2002:808:808::]',
]

const open = [
  '8.8.8.8',
  '1.1',
  '134744072',
  '93.184.216.34',
  '[2001:4860:4860::8888]',
  '[2606:4700::1111]',
  '[::ffff:8.8.8.8]',
]

const nobody = async (host: string): Promise<string[]> => {
  throw new Error(`asked for ${host}`)
}

describe('addresses in the URL', () => {
  test.each(closed)('https://%s/ is closed', async (host) => {
    expect(await checkTarget(`https://${host}/`, [], nobody)).toMatchObject({
      blocked: expect.stringMatching(/not a public address/) as string,
    })
  })
  test.each(open)('https://%s/ is open', async (host) => {
    expect(await checkTarget(`https://${host}/`, [], nobody)).toMatchObject({ addresses: [expect.any(String)] })
  })
})

describe('names', () => {
  test.each<[string, string[]]>([
    ['localhost', ['127.0.0.1', '::1']],
    ['localhost.', ['127.0.0.1']],
    ['metadata.google.internal', ['169.254.169.254']],
    ['rebind.example', ['93.184.216.34', '127.0.0.1']],
    ['mixed.example', ['2606:4700::1111', '::ffff:10.0.0.1']],
    ['odd.example', ['not an address']],
    ['zone.example', ['fe80::1%eth0']],
    ['bücher.example', ['10.1.2.3']],
  ])('%s at %j is closed', async (host, addresses) => {
    expect(await checkTarget(`https://${host}/`, [], async () => addresses)).toMatchObject({
      blocked: expect.stringMatching(/not a public address/) as string,
    })
  })

  test('a public name is resolved once, under its ASCII form, and pinned', async () => {
    const asked: string[] = []
    const target = await checkTarget('https://bücher.example/x?y#z', [], async (host) => {
      asked.push(host)
      return ['93.184.216.34', '2606:4700::1111']
    })
    expect(target).toMatchObject({ addresses: ['93.184.216.34', '2606:4700::1111'] })
    expect(asked).toEqual(['xn--bcher-kva.example'])
  })

  test('a name without an address is not the end: it may have one later', async () => {
    expect(await checkTarget('https://new.example/', [], nobody)).toMatchObject({
      unresolved: expect.stringMatching(/new\.example cannot be resolved/) as string,
    })
    expect(await checkTarget('https://new.example/', [], async () => [])).toMatchObject({
      unresolved: expect.stringMatching(/has no address/) as string,
    })
  })
})

describe('the rest of the URL', () => {
  test.each([
    ['http://8.8.8.8/', /only https on port 443/],
    ['https://8.8.8.8:8443/', /only https on port 443/],
    ['https://8.8.8.8:22/', /only https on port 443/],
    ['https://user:secret@8.8.8.8/', /user or password/],
    ['https://8.8.8.8@127.0.0.1/', /user or password/],
    ['ftp://8.8.8.8/', /ftp: is not http/],
    ['file:///etc/hostname', /file: is not http/],
    ['gopher://8.8.8.8/', /gopher: is not http/],
    ['data:text/plain,x', /data: is not http/],
    ['javascript:alert(1)', /javascript: is not http/],
    ['//8.8.8.8/', /not an address/],
    ['', /not an address/],
    ['https://', /not an address/],
    ['https://[fe80::1%25eth0]/', /not an address/],
    ['https://999.1.1.1/', /not an address/],
    [`https://8.8.8.8/${'x'.repeat(2048)}`, /not an address/],
  ])('%s', async (url, blocked) =>
    expect(await checkTarget(url, [], nobody)).toMatchObject({ blocked: expect.stringMatching(blocked) as string }),
  )
})

describe('what an operator has allowed', () => {
  const allow = readAllowList(['10.1.0.0/16', 'fd00::/8', '127.0.0.1/32'])

  test.each([
    'http://10.1.2.3:8080/',
    'http://127.0.0.1/',
    'https://127.1:9/',
    'http://[fd12::1]/',
    'http://[::ffff:10.1.0.1]/',
  ])('%s may be called', async (url) => expect(await checkTarget(url, allow, nobody)).toHaveProperty('addresses'))
  test.each([
    'http://10.2.0.1/',
    'http://127.0.0.2/',
    'http://[fc00::1]/',
    'http://8.8.8.8/',
    'http://[2002:a01:1::]/',
  ])('%s may not', async (url) => expect(await checkTarget(url, allow, nobody)).toHaveProperty('blocked'))
  test('a name must pass with all its addresses', async () => {
    expect(await checkTarget('http://in.example/', allow, async () => ['10.1.0.1', '10.1.0.2'])).toHaveProperty(
      'addresses',
    )
    expect(await checkTarget('http://in.example/', allow, async () => ['10.1.0.1', '10.2.0.1'])).toHaveProperty(
      'blocked',
    )
    expect(await checkTarget('http://in.example/', allow, async () => ['10.1.0.1', '8.8.8.8'])).toHaveProperty(
      'blocked',
    )
  })
  test.each([
    '',
    '10.0.0.0',
    '10/8',
    '10.0.0.0/33',
    '::/129',
    'localhost/8',
    'x',
    '0x7f.1/8',
    '10.0.0.0/-1',
    ' 10.0.0.0/8',
  ])('the range %j is refused by name', (cidr) =>
    expect(() => readAllowList([cidr])).toThrow(`webhookAllow: "${cidr}"`),
  )
})

test('what is no address is not public', () => expect(isPublic('example.com')).toBe(false))
