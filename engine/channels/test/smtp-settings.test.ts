import { describe, expect, test } from 'vitest'
import { readPoolOptions } from '../smtp-settings.ts'

const from = 'shop@example.com'

describe('SMTP settings', () => {
  test.each([
    [
      'smtp://mail.example.com',
      { host: 'mail.example.com', port: 587, secure: false, requireTLS: true, ignoreTLS: false },
    ],
    ['smtp://mail.example.com:25?requireTLS=false', { port: 25, requireTLS: false, ignoreTLS: false }],
    ['smtp://mail.example.com?ignoreTLS=true', { requireTLS: false, ignoreTLS: true }],
    ['smtps://mail.example.com', { port: 465, secure: true, requireTLS: false }],
    ['smtp://127.0.0.1:2525', { host: '127.0.0.1', port: 2525, requireTLS: false, tls: { rejectUnauthorized: false } }],
    ['smtp://[::1]:2525', { host: '::1', requireTLS: false }],
    ['smtp://mail.example.com', { tls: { rejectUnauthorized: true }, disableFileAccess: true, disableUrlAccess: true }],
    ['smtp://us%40er:p%3Aw@mail.example.com', { auth: { user: 'us@er', pass: 'p:w' } }],
  ])('%s', (url, options) => expect(readPoolOptions({ url, from })).toMatchObject(options))

  test.each([
    ['', /smtpUrl: not an SMTP address/],
    ['mail.example.com:25', /smtpUrl: not an SMTP address/],
    ['http://mail.example.com', /smtpUrl: not an SMTP address/],
    ['smtp://mail.example.com?logger=true', /smtpUrl: "logger" is not known/],
    ['smtp://mail.example.com?requireTLS=yes', /requireTLS and ignoreTLS may be true or false/],
    ['smtp://mail.example.com?requireTLS=true&ignoreTLS=true', /exclude each other/],
    ['smtp://user:100%@mail.example.com', /written as %25/],
  ])('refuses %j', (url, message) => {
    expect(() => readPoolOptions({ url, from })).toThrow(message)
    expect(() => readPoolOptions({ url, from })).not.toThrow(/100%@/)
  })
})
