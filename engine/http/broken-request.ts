import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { ProblemError } from '../problem.ts'

/** For a server's `clientError`: what cannot be read as HTTP never gets to a route, and is told its problem all the same. */
export function answerBroken(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy(error)
    return
  }
  const problem = problemOf(error.code)
  const body = JSON.stringify(problem)
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

function problemOf(code: string | undefined): ProblemError {
  if (code === 'HPE_HEADER_OVERFLOW')
    return new ProblemError(
      431,
      'headers-too-large',
      'Address and headers have more than 16 kB together; send less in them.',
    )
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new ProblemError(408, 'request-timeout', 'The request did not arrive as a whole in time; send it again.')
  return new ProblemError(400, 'malformed-request', 'What was sent cannot be read as HTTP.')
}
