import { describe, expect, test } from 'vitest'
import { classifySmtp, type SmtpFault } from '../smtp-answer.ts'

const reply = (code: string, command: string, response: string): Partial<SmtpFault> => ({
  code,
  command,
  response,
  responseCode: Number(response.slice(0, 3)),
})

describe('what an SMTP error means', () => {
  test.each<[string, Partial<SmtpFault>, boolean, string, string?]>([
    ['refused connection', { code: 'ESOCKET', command: 'CONN' }, false, 'refuse'],
    ['no such host', { code: 'EDNS' }, false, 'refuse'],
    ['no TLS', { code: 'ETLS', command: 'STARTTLS' }, false, 'refuse'],
    ['connect timeout', { code: 'ETIMEDOUT', command: 'CONN' }, false, 'refuse'],
    ['dropped before the body', { code: 'ECONNECTION', command: 'CONN' }, false, 'refuse'],
    ['called off in the queue', { code: 'EABORT' }, false, 'refuse'],
    ['dropped after the body', { code: 'ECONNECTION', command: 'CONN' }, true, 'timeout'],
    ['silence after the body', { code: 'ETIMEDOUT', command: 'CONN' }, true, 'timeout'],
    ['reset after the body', { code: 'ESOCKET', command: 'CONN' }, true, 'timeout'],
    ['called off after the body', { code: 'EABORT' }, true, 'timeout'],
    [
      'nonsense after the body',
      { code: 'EPROTOCOL', command: 'CONN', response: '250 again', responseCode: 250 },
      true,
      'timeout',
    ],
    ['our envelope', { code: 'EENVELOPE', command: 'API' }, false, 'reject'],
    ['too large for the server', { code: 'EMESSAGE', command: 'MAIL FROM' }, false, 'reject'],
    ['a file as body', { code: 'EFILEACCESS' }, false, 'reject'],
    ['wrong password', reply('EAUTH', 'AUTH PLAIN', '535 5.7.8 no'), false, 'refuse'],
    ['login wanted', reply('EENVELOPE', 'MAIL FROM', '530 5.7.0 log in first'), false, 'refuse'],
    ['login down', reply('EAUTH', 'AUTH PLAIN', '454 4.7.0 later'), false, 'refuse'],
    ['out of step', reply('EENVELOPE', 'MAIL FROM', '503 bad sequence'), false, 'refuse'],
    ['unwelcome at the greeting', reply('EPROTOCOL', 'CONN', '554 no service'), false, 'refuse'],
    ['closing at the greeting', reply('EPROTOCOL', 'CONN', '421 busy'), false, 'throttle'],
    ['sender deferred', reply('EENVELOPE', 'MAIL FROM', '451 later'), false, 'throttle'],
    ['greylisted', reply('EENVELOPE', 'RCPT TO', '451 4.7.1 greylisted'), false, 'throttle'],
    ['mailbox full', reply('EENVELOPE', 'RCPT TO', '452 4.2.2 full'), false, 'throttle'],
    ['deferred after the body', reply('EMESSAGE', 'DATA', '451 later'), true, 'throttle'],
    ['closing after the body', reply('EMESSAGE', 'DATA', '421 closing'), true, 'throttle'],
    ['sender refused', reply('EENVELOPE', 'MAIL FROM', '550 5.1.8 bad sender'), false, 'reject'],
    ['spam after the body', reply('EMESSAGE', 'DATA', '554 5.7.1 spam'), true, 'reject'],
    ['550 after the body, no word of the mailbox', reply('EMESSAGE', 'DATA', '550 no'), true, 'reject'],
    ['unknown after the body', reply('EMESSAGE', 'DATA', '550 5.1.1 no such user'), true, 'reject', 'hard-bounce'],
    ['unknown user', reply('EENVELOPE', 'RCPT TO', '550 No such user here'), false, 'reject', 'hard-bounce'],
    [
      'mailbox unavailable',
      reply('EENVELOPE', 'RCPT TO', '550 Requested action not taken: mailbox unavailable'),
      false,
      'reject',
      'hard-bounce',
    ],
    ['user not local', reply('EENVELOPE', 'RCPT TO', '551 User not local'), false, 'reject', 'hard-bounce'],
    ['name not allowed', reply('EENVELOPE', 'RCPT TO', '553 mailbox name not allowed'), false, 'reject', 'hard-bounce'],
    [
      'enhanced unknown user',
      reply('EENVELOPE', 'RCPT TO', '550 5.1.1 gone, says the relay policy'),
      false,
      'reject',
      'hard-bounce',
    ],
    ['no mail host', reply('EENVELOPE', 'RCPT TO', '556 5.1.10 null MX'), false, 'reject', 'hard-bounce'],
    ['disabled mailbox', reply('EENVELOPE', 'RCPT TO', '550 5.2.1 disabled'), false, 'reject', 'hard-bounce'],
    ['block list', reply('EENVELOPE', 'RCPT TO', '550 blocked using a list'), false, 'reject'],
    ['relaying', reply('EENVELOPE', 'RCPT TO', '550 Relaying denied'), false, 'reject'],
    ['enhanced policy', reply('EENVELOPE', 'RCPT TO', '550 5.7.1 no such user for you'), false, 'reject'],
    ['over quota', reply('EENVELOPE', 'RCPT TO', '552 5.2.2 over quota'), false, 'reject'],
  ])('%s', (_name, fault, bodyStarted, answer, suppress) => {
    const judged = classifySmtp({ message: 'it failed', ...fault }, bodyStarted)
    expect(judged).toMatchObject({ answer, detail: expect.any(String) as string })
    expect('suppress' in judged ? judged.suppress : undefined).toBe(suppress)
  })

  test('the detail is one short line', () => {
    const { detail } = classifySmtp({ message: `550-a\r\n550 b${'x'.repeat(1000)}` }, false) as { detail: string }
    expect(detail).toMatch(/^550-a 550 bx+$/)
    expect(detail).toHaveLength(300)
  })
})
