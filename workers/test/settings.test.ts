import { describe, expect, test } from 'vitest'
import { publicUrlOf, readSettings, readSharedSettings, SettingError } from '../settings.ts'

const SECRET = `whsec_${Buffer.alloc(32, 1).toString('base64')}`
const SERVERS = { MONGODB_URL: 'mongodb://a/b', REDIS_URL: 'redis://a', PUBLIC_URL: 'https://a.example' }

function refusal(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    expect(error).toBeInstanceOf(SettingError)
    return (error as Error).message
  }
  throw new Error('nothing was refused')
}

/** Each bad setting is refused at the start, by its own name, before anything is opened. */
describe('settings', () => {
  test.each([
    [{ PORT: 'eighty' }, 'PORT: must be a whole number from 0 to 65535'],
    [{ WORKER_BATCH: '0' }, 'WORKER_BATCH: must be a whole number from 1 to 10000'],
    [{ KEY_RATE: '-1' }, 'KEY_RATE: must be a number above 0, 100000 at most'],
    [{ START_PAUSED: 'yes' }, 'START_PAUSED: must be true or false'],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL: must be one of fatal, error/],
    [{ PUBLIC_URL: 'javascript:alert(1)' }, /^PUBLIC_URL: must be an address such as https/],
    [{ PUBLIC_URL: 'https://a.example/?x=1' }, /^PUBLIC_URL: must be an address such as https/],
    [{ SMTP_URL: 'relay', SMTP_FROM: 'a@b.example' }, /^SMTP_URL: not an SMTP address; write smtp:/],
    [{ SMTP_URL: 'smtp://127.0.0.1', SMTP_FROM: 'shop' }, /^SMTP_FROM: "shop" is not an address; write name@/],
    [{ SMTP_URL: 'smtp://127.0.0.1' }, /^SMTP_FROM: needed with SMTP_URL/],
    [{ SMTP_URL: 'smtp://relay.example', SMTP_FROM: 'a@b.example' }, /^PUBLIC_URL: needed with SMTP_URL/],
    [{ WEBHOOK_SECRETS: `${SECRET},short` }, /^WEBHOOK_SECRETS: must be whsec_ and 24 to 64 bytes/],
    [{ CALLBACK_SECRETS: 'short' }, /^CALLBACK_SECRETS: must be whsec_ and 24 to 64 bytes/],
    [{ WEBHOOK_ALLOW: '10/8' }, /^WEBHOOK_ALLOW: "10\/8" is not a range; write 10.0.0.0/],
    [{ TRUSTED_PROXIES: 'proxy' }, /^TRUSTED_PROXIES: must be IP addresses or ranges/],
  ])('%o', (env, says) => {
    const said = refusal(() => readSettings(env))
    if (typeof says === 'string') expect(said).toBe(says)
    else expect(said).toMatch(says)
  })

  test('mail to a server on the same machine is a trial: links may lead there, too', () => {
    expect(readSettings({ SMTP_URL: 'smtp://[::1]:1025', SMTP_FROM: 'a@b.example' }).PUBLIC_URL).toBeUndefined()
  })

  test('the public address may end in a slash; paths are put behind it', () => {
    expect(readSettings({ PUBLIC_URL: 'https://a.example/' }).PUBLIC_URL).toBe('https://a.example')
  })

  test.each([
    [{ PUBLIC_URL: 'https://a.example/', PORT: '8080' }, 'https://a.example'],
    [{ PORT: '8080' }, 'http://127.0.0.1:8080'],
    [{ HOST: '0.0.0.0', PORT: '8080' }, 'http://127.0.0.1:8080'],
    [{ HOST: '::', PORT: '8080' }, 'http://127.0.0.1:8080'],
    [{ HOST: '::1', PORT: '8080' }, 'http://[::1]:8080'],
    [{ HOST: 'shop.local' }, 'http://shop.local:3000'],
  ])('%o is reached at %s', (env, url) => expect(publicUrlOf(readSettings(env))).toBe(url))

  test('all that are good', () => {
    const { TRUSTED_PROXIES: proxies, WEBHOOK_SECRETS: secrets } = readSettings({
      WEBHOOK_SECRETS: `${SECRET}, ${SECRET}`,
      TRUSTED_PROXIES: 'loopback, 10.0.0.0/8, ::1',
      SMTP_URL: '',
    })
    expect([proxies, secrets]).toEqual([
      ['loopback', '10.0.0.0/8', '::1'],
      [SECRET, SECRET],
    ])
  })
})

describe('settings of one process of several', () => {
  test.each(['MONGODB_URL', 'REDIS_URL'])('%s is needed', (name) => {
    expect(refusal(() => readSharedSettings({ ...SERVERS, [name]: '' }))).toContain(name)
  })
  test('where links lead has to be said where mail leaves the machine, and only there', () => {
    const mail = { SMTP_URL: 'smtp://relay.example', SMTP_FROM: 'a@b.example' }
    expect(readSharedSettings({ ...SERVERS, ...mail }).PUBLIC_URL).toBe('https://a.example')
    expect(refusal(() => readSharedSettings({ ...SERVERS, ...mail, PUBLIC_URL: '' }))).toContain('PUBLIC_URL: needed')
    expect(readSharedSettings({ ...SERVERS, PUBLIC_URL: '' }).PUBLIC_URL).toBeUndefined()
  })
})
