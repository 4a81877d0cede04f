import type { Answer } from './port.ts'
import { oneLine } from './text.ts'

/** An error of the SMTP client: what went wrong, the reply of the server if there was one, and to which command. */
export interface SmtpFault {
  message: string
  code?: string | undefined
  responseCode?: number | undefined
  response?: string | undefined
  command?: string | undefined
}

/**
 * What an SMTP error means for the message. A reply of the server is an answer, whenever it comes. Without one, all
 * depends on whether the body had begun to leave: before, nothing was sent; after, nobody can know.
 */
export function classifySmtp(fault: SmtpFault, bodyStarted: boolean): Answer {
  const detail = oneLine(fault.response ?? fault.message)
  if (fault.responseCode !== undefined && fault.responseCode >= 400)
    return classifyReply(fault.responseCode, fault, detail)
  if (bodyStarted) return { answer: 'timeout', detail }
  if (OUR_FAULT.has(fault.code ?? '')) return { answer: 'reject', detail }
  return { answer: 'refuse', detail }
}

/** Faults of the message itself, found by the client before it sent anything: they would come again. */
const OUR_FAULT = new Set(['EENVELOPE', 'EMESSAGE', 'ESTREAM', 'EFILEACCESS', 'EURLACCESS'])

/** Replies about our login, whichever command they answer: an operator can mend it, the message is not at fault. */
const LOGIN = new Set([454, 530, 534, 535, 538])

function classifyReply(reply: number, fault: SmtpFault, detail: string): Answer {
  // 503 says that the session was out of step, not that the message is unwelcome.
  if (fault.code === 'EAUTH' || LOGIN.has(reply) || reply === 503) return { answer: 'refuse', detail }
  if (reply < 500) return { answer: 'throttle', detail }
  const aboutTheMessage = fault.command !== undefined && ['MAIL FROM', 'RCPT TO', 'DATA'].includes(fault.command)
  if (!aboutTheMessage) return { answer: 'refuse', detail }
  const gone = fault.command !== 'MAIL FROM' && isUnknownMailbox(reply, detail, fault.command === 'RCPT TO')
  return { answer: 'reject', detail, status: reply, ...(gone && { suppress: 'hard-bounce' as const }) }
}

/**
 * Whether a 5xx says that the mailbox does not exist. An enhanced status (RFC 3463) decides; without a telling one, a
 * refused recipient counts as unknown unless the words speak of policy: to suppress an address because *we* are on a
 * block list would lose the customer.
 */
function isUnknownMailbox(reply: number, text: string, atRecipient: boolean): boolean {
  const enhanced = /^\d{3}[ -](5\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1]
  if (enhanced && /^5\.(1\.([012369]|10)|2\.1)$/.test(enhanced)) return true
  if (enhanced && !/^5\.(0\.0|5\.0)$/.test(enhanced)) return false
  if (!atRecipient || ![550, 551, 553].includes(reply)) return false
  return !/spam|block|black ?list|den(y|ied)|polic|relay|reputation|auth|spf|dkim|dmarc|quota|full/i.test(text)
}
