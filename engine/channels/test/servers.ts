import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { onTestFinished } from 'vitest'
import type { Message } from '../port.ts'

/** A message with content for one channel; everything else as a caller would fill it in. */
export function messageOf(content: Record<string, unknown>, more: Partial<Message> = {}): Message {
  return {
    interactionId: 'i-7f3a',
    idempotencyKey: 'i-7f3a',
    channel: 'email',
    topic: 'offers',
    customerId: 'ada',
    to: 'ada@example.com',
    content,
    ...more,
  }
}

/** A real SMTP server on a free port, closed after the test; keeps each mail it took, raw. */
export async function startMailServer(options: SMTPServerOptions = {}) {
  const raw: Buffer[] = []
  let connections = 0
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    logger: false,
    onConnect: (_session, done) => {
      connections += 1
      done()
    },
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        raw.push(Buffer.concat(chunks))
        done()
      })
    },
    ...options,
  })
  server.on('error', () => {})
  const port = await listen(server.server as Server)
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())))
  return {
    url: `smtp://127.0.0.1:${port}`,
    raw,
    connections: () => connections,
    mail: async (index = 0): Promise<Email> => PostalMime.parse(raw[index] ?? Buffer.alloc(0)),
  }
}

/** What a scripted server does at a point: a reply, silence, or the end of the connection. */
export type Move = string | 'drop' | 'silence'

/** A server that follows a script: by command (`greeting`, `EHLO`, `MAIL`, `RCPT`, `DATA`, `body`); a list goes in turn. */
export async function startScriptedServer(script: Record<string, Move | Move[]>) {
  const usual: Record<string, Move> = {
    greeting: '220 here',
    EHLO: '250 here',
    MAIL: '250 ok',
    RCPT: '250 ok',
    DATA: '354 go',
    body: '250 taken',
    RSET: '250 ok',
    QUIT: '221 bye',
  }
  const seen: string[] = []
  const server = createServer((socket) => {
    socket.on('error', () => {})
    play(socket, 'greeting')
    let inBody = false
    let rest = ''
    socket.on('data', (chunk) => {
      rest += chunk.toString('latin1')
      const lines = rest.split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (inBody && line !== '.') continue
        const verb = inBody ? 'body' : (line.split(/[ :]/)[0] ?? '').toUpperCase()
        inBody = verb === 'DATA' && String(script['DATA'] ?? '354').startsWith('354')
        play(socket, verb)
      }
      if (inBody && script['first bytes'] === 'drop' && rest + lines.join('') !== '') socket.destroy()
    })
  })
  function play(socket: Socket, point: string) {
    seen.push(point)
    const planned = script[point]
    const move = (Array.isArray(planned) ? planned.shift() : planned) ?? usual[point] ?? '500 what'
    if (move === 'drop') socket.destroy()
    else if (move !== 'silence') socket.write(`${move}\r\n`)
  }
  const port = await listen(server)
  closeAfterTest(server)
  return { url: `smtp://127.0.0.1:${port}`, seen }
}

/** Listens on a free loopback port and tells which. */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

/** Closes a server and all its sockets when the test is over. */
export function closeAfterTest(server: Server): void {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => sockets.add(socket))
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
}

/** A loopback port on which nobody listens. */
export async function unusedPort(): Promise<number> {
  const server = createServer()
  const port = await listen(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}
